/** A response of the relay, before it is a Web `Response` for one page. */
export interface RelayResponse {
  status: number;
  /** One word for the log. */
  reason: string;
  /** A string is JSON already. */
  body: object | string | null;
  /** In s. */
  retryAfterS?: number;
  /** Beside the usual headers. */
  headers?: Record<string, string>;
}

/**
 * Makes the Web `Response`, with the headers that let a page read it.
 *
 * @param origin - The page's origin; `null` when no page may read it.
 */
export function toWebResponse(response: RelayResponse, origin: string | null): Response {
  const { status, body, retryAfterS } = response;
  const headers: Record<string, string> = { 'Cache-Control': 'no-store', Vary: 'Origin' };
  if (body) headers['Content-Type'] = 'application/json; charset=utf-8';
  if (origin !== null) headers['Access-Control-Allow-Origin'] = origin;
  if (retryAfterS !== undefined) {
    headers['Retry-After'] = String(retryAfterS);
    headers['Access-Control-Expose-Headers'] = 'Retry-After';
  }
  Object.assign(headers, response.headers);
  return new Response(typeof body === 'object' ? body && JSON.stringify(body) : body, { status, headers });
}
