/** `fetch`, for runtimes that refuse some members of a request (Cloudflare Workers): it goes without them. */
export async function sendAnywhere(url: string, init: RequestInit): Promise<Response> {
  const members = init as RequestInit & Record<string, unknown>;
  for (;;) {
    try {
      return await fetch(url, members);
    } catch (error) {
      // The error names the member, and nothing was sent.
      const text = String(error);
      const [refused = ''] =
        (/invalid|unsupported|not (be )?(implemented|supported)/i.test(text) &&
          /redirect|cache|credentials|mode|referrerPolicy/.exec(text)) ||
        [];
      const instead = refused === 'redirect' ? 'manual' : undefined;
      if (members[refused] === instead || init.signal?.aborted) throw error;
      members[refused] = instead;
    }
  }
}
