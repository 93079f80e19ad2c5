import type { Reply } from './replies.js';

/** An answer on its way out. */
export interface Outcome extends Omit<Reply, 'body'> {
  body: Reply['body'] | null;
  /** Beside the usual ones. */
  headers?: Record<string, string>;
}

/**
 * Makes the response.
 *
 * @param origin Of the page that may read it; `null`: none.
 */
export function respond({ status, body, retryAfter, headers: own }: Outcome, origin: string | null): Response {
  const headers: Record<string, string> = { 'Cache-Control': 'no-store', Vary: 'Origin' };
  if (body) headers['Content-Type'] = 'application/json; charset=utf-8';
  if (origin !== null) headers['Access-Control-Allow-Origin'] = origin;
  if (retryAfter !== undefined) {
    headers['Retry-After'] = String(retryAfter);
    headers['Access-Control-Expose-Headers'] = 'Retry-After';
  }
  Object.assign(headers, own);
  return new Response(typeof body === 'object' ? body && JSON.stringify(body) : body, { status, headers });
}
