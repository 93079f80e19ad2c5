import type { Reply } from './replies.js';

/** An answer on its way out. */
export interface Outcome extends Omit<Reply, 'body'> {
  body: object | null;
  /** Beside or in place of the usual ones. */
  headers?: Record<string, string>;
  /** For the log. */
  cached?: boolean;
}

/**
 * Makes the response.
 *
 * @param origin Of the page that may read it; `null`: none.
 */
export function respond({ status, body, retryAfter, headers }: Outcome, origin: string | null): Response {
  const all: Record<string, string> = {
    'Cache-Control': 'no-store',
    Vary: 'Origin',
    ...(body && { 'Content-Type': 'application/json; charset=utf-8' }),
    ...(origin !== null && { 'Access-Control-Allow-Origin': origin, 'Access-Control-Expose-Headers': 'Retry-After' }),
    ...(retryAfter !== undefined && { 'Retry-After': String(retryAfter) }),
    ...headers,
  };
  return new Response(body && JSON.stringify(body), { status, headers: all });
}
