import type { ValidVerdict } from '../check/verdict.js';

/**
 * Whether a remembered verdict still stands.
 *
 * @param now - In ms of the Unix epoch.
 * @param maxAgeS - `max-age`; when a check cannot be answered, `stale-if-error` more (RFC 5861).
 */
export function isFresh(verdict: ValidVerdict, now: number, maxAgeS: number): boolean {
  const ageS = (now - +verdict.checkedAt) / 1000;
  // A verdict from the future is ignored: the system clock was set back.
  return ageS >= 0 && ageS < maxAgeS && !hasEnded(verdict, now);
}

/** Whether the membership has ended since Whop confirmed it. */
export function hasEnded({ membership: { expiresAt } }: ValidVerdict, now: number): boolean {
  return expiresAt !== null && !(now < +expiresAt);
}
