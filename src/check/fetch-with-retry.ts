import { fetchResponse, type ApiResponse, type Fetcher, type NetworkFault } from './fetch-response.js';
import { isServerFault } from './read-result.js';

/** How a request is repeated. */
export interface RetryOptions {
  /** Aborted when the time is up or nobody waits any more. It ends the pause too. */
  signal: AbortSignal;
  /**
   * The pause before the second try is random within these bounds, in milliseconds, so that clients that failed together do
   * not return together.
   */
  pauseMs: readonly [shortest: number, longest: number];
  /** Called before the pause, with what the first try ended with. */
  onFirstFault?: (fault: ApiResponse | NetworkFault) => void;
  /**
   * Asked after the pause whether there is a second try.
   *
   * @default () => true
   */
  mayRetry?: () => boolean | Promise<boolean>;
  /**
   * What sends the request.
   *
   * @default fetch
   */
  fetcher?: Fetcher | undefined;
}

/**
 * Sends a request, and once more when the network or the server failed. It follows no redirect, and reads at most 64 KiB.
 *
 * @param url - Where to.
 * @param init - As for `fetch`.
 * @param options - How long it may take, and how it is repeated.
 * @returns The last response, or why none came; it never rejects. When the time ran out during the second try, what the first
 *   one ended with.
 * @example
 * ```js
 * import { fetchWithRetry } from 'whop-license-check/core';
 *
 * const { signal } = new AbortController();
 * const response = await fetchWithRetry('https://license.shop.example/healthz', {}, { signal, pauseMs: [250, 1000] });
 * if (typeof response === 'string') console.log('No response:', response);
 * else console.log(response.status);
 * ```
 */
export async function fetchWithRetry(
  url: string,
  init: RequestInit,
  { signal, pauseMs, onFirstFault, mayRetry = () => true, fetcher }: RetryOptions,
): Promise<ApiResponse | NetworkFault> {
  const first = await fetchResponse(url, init, signal, fetcher);
  if (!isWorthRetrying(first)) return first;
  onFirstFault?.(first);
  if (!(await pause(pauseMs, signal)) || !(await mayRetry())) return first;
  const second = await fetchResponse(url, init, signal, fetcher);
  return second === 'timeout' ? first : second;
}

function isWorthRetrying(response: ApiResponse | NetworkFault): boolean {
  return typeof response === 'string' ? response === 'unreachable' : isServerFault(response.status);
}

/** @returns Whether the time is not up yet. */
function pause([shortest, longest]: RetryOptions['pauseMs'], signal: AbortSignal): Promise<boolean> {
  return new Promise((resolve) => {
    setTimeout(() => resolve(!signal.aborted), shortest + (longest - shortest) * Math.random());
    signal.addEventListener('abort', () => resolve(false));
  });
}
