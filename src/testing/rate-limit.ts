/** How many requests an API accepts. */
export interface RateLimit {
  /** Requests that are accepted in each window. */
  requests: number;
  windowMs: number;
  /** How long the API refuses everything after that; `null`: until the window has room again. */
  refusalMs: number | null;
}

/** As Whop documents it for `/v2/*`: 100 requests in 10 s; after that, everything is refused for 60 s. */
export const V2_LIMIT: RateLimit = { requests: 100, windowMs: 10_000, refusalMs: 60_000 };
/** As Whop documents it for v1: 600 requests a minute. Whop doesn't say how the minute is measured; here it slides. */
export const V1_LIMIT: RateLimit = { requests: 600, windowMs: 60_000, refusalMs: null };

/** The recent requests. All times are in ms since the Unix epoch. */
export interface RateHistory {
  /** When each request in the current window was accepted. */
  accepted: readonly number[];
  /** All requests before this time are refused. */
  refusedUntil: number;
}

/** The history before the first request. */
export const noRequests: RateHistory = { accepted: [], refusedUntil: -Infinity };

/**
 * Counts one request. Refused requests don't extend the refusal.
 *
 * @param now - In ms since the Unix epoch.
 * @returns The new history. The request is refused unless `secondsRefused` is 0.
 */
export function countRequest(
  { requests, windowMs, refusalMs }: RateLimit,
  history: RateHistory,
  now: number,
): RateHistory {
  if (now < history.refusedUntil) return history;
  const recent = history.accepted.filter((time) => time > now - windowMs);
  if (recent.length < requests) return { ...history, accepted: [...recent, now] };
  return refusalMs === null
    ? { accepted: recent, refusedUntil: Math.min(...recent) + windowMs }
    : { accepted: [], refusedUntil: now + refusalMs };
}

/**
 * Returns how long requests will be refused, in whole seconds, rounded up; 0 if they are accepted.
 *
 * @param now - In ms since the Unix epoch.
 */
export function secondsRefused({ refusedUntil }: RateHistory, now: number): number {
  return Math.max(Math.ceil((refusedUntil - now) / 1000), 0);
}
