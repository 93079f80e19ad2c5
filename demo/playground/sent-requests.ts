/** One call of `fetch`, as the page made it. */
export interface SentRequest {
  method: string;
  url: URL;
  /** The header, with the middle of the key left out. */
  authorization: string;
  body: string;
  /** The status, once there is one; `held back` while the page pretends to be offline. */
  answer: number | 'waiting' | 'given up' | 'no answer' | 'held back';
}

/**
 * Tells of each call of `fetch`, and again when it is answered. The browser's own preflights are not among them: no page
 * can see those.
 */
export function watchRequests(tell: (request: SentRequest) => void): void {
  const send = window.fetch;
  window.fetch = async (...call) => {
    const sent = describe(...call);
    tell(sent);
    try {
      const response = await send(...call);
      sent.answer = response.status;
      return response;
    } catch (error) {
      sent.answer = !navigator.onLine ? 'held back' : call[1]?.signal?.aborted ? 'given up' : 'no answer';
      throw error;
    } finally {
      tell(sent);
    }
  };
}

function describe(input: RequestInfo | URL, init?: RequestInit): SentRequest {
  const { method, url, headers } = new Request(input, init);
  return {
    method,
    url: new URL(url),
    authorization: shorten(headers.get('Authorization') ?? ''),
    body: typeof init?.body === 'string' ? init.body : '',
    answer: 'waiting',
  };
}

function shorten(authorization: string): string {
  return authorization.length > 20 ? `${authorization.slice(0, 14)}…${authorization.slice(-3)}` : authorization;
}
