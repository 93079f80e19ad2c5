/** One call of `fetch` by the page. */
export interface SentRequest {
  method: string;
  url: URL;
  /** The `Authorization` header, with the middle of the API key left out. */
  authorization: string;
  body: string;
  /** The response's status, or what happened instead of a response. */
  result: number | 'waiting' | 'canceled' | 'no response' | 'offline';
}

/**
 * Calls `onRequest` for every call of `fetch`, and again when it has a result. The browser's own preflights are missing,
 * because pages can't see them.
 */
export function watchRequests(onRequest: (request: SentRequest) => void): void {
  const originalFetch = window.fetch;
  window.fetch = async (...args) => {
    const request = describe(...args);
    onRequest(request);
    try {
      const response = await originalFetch(...args);
      request.result = response.status;
      return response;
    } catch (error) {
      request.result = !navigator.onLine ? 'offline' : args[1]?.signal?.aborted ? 'canceled' : 'no response';
      throw error;
    } finally {
      onRequest(request);
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
    result: 'waiting',
  };
}

function shorten(authorization: string): string {
  return authorization.length > 20 ? `${authorization.slice(0, 14)}…${authorization.slice(-3)}` : authorization;
}
