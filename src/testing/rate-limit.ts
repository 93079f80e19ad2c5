/** How often an API may be asked. All times in ms. */
export interface RateLimit {
  /** Requests that are admitted in each `window`. */
  requests: number;
  window: number;
  /** How long everything is refused beyond that; `null`: until the window has room again. */
  refusal: number | null;
}

/** Whop documents for `/v2/*`: 100 requests in 10 s, and beyond that 60 s of refusal. */
export const V2_LIMIT: RateLimit = { requests: 100, window: 10_000, refusal: 60_000 };
/** Whop documents for v1: 600 requests a minute. How the minute is measured is not known; here it slides. */
export const V1_LIMIT: RateLimit = { requests: 600, window: 60_000, refusal: null };

/** What was asked lately. All times in ms. */
export interface RateHistory {
  /** When the requests of the last window were admitted. */
  admitted: readonly number[];
  /** All requests before this moment are refused. */
  refusedUntil: number;
}

/** Nothing was asked yet. */
export const noRequests: RateHistory = { admitted: [], refusedUntil: -Infinity };

/**
 * Counts one request. Those that are refused do not make the refusal longer.
 *
 * @param now ms
 * @returns The new history; the request is refused where `secondsRefused` is not 0.
 */
export function countRequest({ requests, window, refusal }: RateLimit, history: RateHistory, now: number): RateHistory {
  if (now < history.refusedUntil) return history;
  const recent = history.admitted.filter((time) => time > now - window);
  if (recent.length < requests) return { ...history, admitted: [...recent, now] };
  return refusal === null
    ? { admitted: recent, refusedUntil: Math.min(...recent) + window }
    : { admitted: [], refusedUntil: now + refusal };
}

/**
 * @param now ms
 * @returns Whole seconds, rounded up; 0: nothing is refused.
 */
export function secondsRefused({ refusedUntil }: RateHistory, now: number): number {
  return Math.max(Math.ceil((refusedUntil - now) / 1000), 0);
}
