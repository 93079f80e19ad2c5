/**
 * `fetch` for runtimes that refuse some members of a request (Cloudflare Workers): it leaves those out.
 *
 * @param url - As for `fetch`.
 * @param init - As for `fetch`. It is changed: a refused member is taken out, and a refused `redirect` becomes `manual`.
 * @returns The response.
 * @throws What `fetch` throws.
 */
export async function fetchAnywhere(url: string, init: RequestInit): Promise<Response> {
  const members = init as RequestInit & Record<string, unknown>;
  for (;;) {
    try {
      return await fetch(url, members);
    } catch (error) {
      // The error names the member that was refused, and nothing was sent.
      const text = String(error);
      const isRefusal = /invalid|unsupported|not (be )?(implemented|supported)/i.test(text);
      const [refused = ''] = (isRefusal && /redirect|cache|credentials|mode|referrerPolicy/.exec(text)) || [];
      const replacement = refused === 'redirect' ? 'manual' : undefined;
      if (members[refused] === replacement || init.signal?.aborted) throw error;
      members[refused] = replacement;
    }
  }
}
