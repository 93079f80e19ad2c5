import { readBody } from './read-body.js';
import { asText } from './read-json.js';

/** What came back from Whop or a relay, as far as it decides anything. */
export interface ApiResponse {
  /** The status code. */
  status: number;
  /** The `Content-Type` header; any text that names no JSON when there is none. */
  contentType: string;
  /** The body; `null` when it was not read, or is longer than 64 KiB. */
  body: string | null;
  /** The `Retry-After` header; `null` when there is none, or the page may not read it. */
  retryAfter: string | null;
}

/** Why no response came: the browser is offline, the connection failed, or the time was up. */
export type NetworkFault = 'offline' | 'unreachable' | 'timeout';

/** What sends a request: `fetch`, or something that behaves like it. */
export type Fetcher = (url: string, init: RequestInit) => Promise<Response>;

/** As much of a body as is read, in bytes. A membership has about 2,000. */
const MAX_BODY_BYTES = 64 * 1024;
const REDIRECTS = [301, 302, 303, 307, 308];

const pageFetch: Fetcher = (url, init) => fetch(url, init);

/**
 * Sends a request and reads the response, or says why none came. Never rejects, never follows a redirect.
 *
 * @param signal - Aborted when the time is up.
 */
export async function fetchResponse(
  url: string,
  init: RequestInit,
  signal: AbortSignal,
  fetcher: Fetcher = pageFetch,
): Promise<ApiResponse | NetworkFault> {
  try {
    // `fetch` reads inherited members too, and a page may have polluted `Object.prototype`.
    const fetched = await fetcher(url, { __proto__: null, ...init, signal } as RequestInit);
    const { status, headers, type } = fetched;
    const response: ApiResponse = {
      status,
      contentType: `${headers.get('Content-Type')}`,
      body: null,
      retryAfter: asText(headers.get('Retry-After')),
    };
    const isRedirect = type === 'opaqueredirect' || REDIRECTS.includes(status);
    // These statuses say everything. Their bodies may be a proxy's, and endless.
    if (isRedirect || status >= 500 || [408, 410, 429].includes(status)) fetched.body?.cancel().catch(() => {});
    else response.body = await readBody(fetched, MAX_BODY_BYTES);
    return isRedirect ? 'unreachable' : response;
  } catch {
    if (signal.aborted) return 'timeout';
    return globalThis.navigator?.onLine === false ? 'offline' : 'unreachable';
  }
}
