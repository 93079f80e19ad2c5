import { fetchResponse, type ApiResponse, type Fetcher, type NetworkFault } from './fetch-response.js';
import { isServerFault } from './read-result.js';

/** How a request is repeated. */
export interface RetryOptions {
  /** Aborted when the time is up or nobody waits any more. It ends the pause too. */
  signal: AbortSignal;
  /** The pause before the second try is random within these bounds, in ms, so that clients that failed together do not return together. */
  pauseMs: readonly [shortest: number, longest: number];
  /** Called before the pause, with what the first try ended with. */
  onFirstFault?: (fault: ApiResponse | NetworkFault) => void;
  /** Asked after the pause. Default: always. */
  mayRetry?: () => boolean | Promise<boolean>;
  /** Default: the page's own `fetch`. */
  fetcher?: Fetcher | undefined;
}

/**
 * Sends a request, and once more when the network or the server failed. Never rejects.
 *
 * @param url - An absolute URL.
 * @param init - As for `fetch`, without its signal.
 * @param options - `signal` and `pauseMs` are required.
 * @returns The last response. When the time ran out during the second try, what the first one ended with.
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
