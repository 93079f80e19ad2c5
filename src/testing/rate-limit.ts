/** What one API key asked lately. All times in ms. */
export interface RateHistory {
  /** When its requests of the last ten seconds were admitted. */
  admitted: readonly number[];
  /** All requests before this moment are refused. */
  refusedUntil: number;
}

/** Whop documents for `/v2/*`: 100 requests in 10 s, and beyond that 60 s of refusal. */
const MOST_REQUESTS = 100;
const WINDOW = 10_000;
const REFUSAL = 60_000;

/** A key that has asked nothing yet. */
export const noRequests: RateHistory = { admitted: [], refusedUntil: -Infinity };

/**
 * Counts one request. Those that are refused do not make the refusal longer.
 *
 * @param now ms
 * @returns The new history; the request is refused where `now` is before its `refusedUntil`.
 */
export function countRequest(history: RateHistory, now: number): RateHistory {
  if (now < history.refusedUntil) return history;
  const recent = history.admitted.filter((time) => time > now - WINDOW);
  return recent.length < MOST_REQUESTS ? { ...history, admitted: [...recent, now] } : { admitted: [], refusedUntil: now + REFUSAL };
}
