import { isTransient, type CheckResult, type UnverifiedReason } from '../check/verdict.js';

/** What decides when a page asks again by itself. */
export interface RecheckConditions {
  /** What the page was told. */
  result: CheckResult;
  /** Why the check could not be answered, if so; the page may have been told an earlier, stale `valid`. */
  fault: UnverifiedReason | null;
  /** How many checks in a row ended with a transient fault, this one included. */
  failures: number;
  /** How long the API must be left alone. */
  cooldownS: number;
  maxAgeS: number;
}

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/**
 * When a page asks again by itself. Jittered, so that pages which were all refused at once do not all return at once.
 *
 * @param now - In ms of the Unix epoch.
 * @returns In ms of the Unix epoch; `Infinity` for never.
 */
export function recheckTime({ result, fault, failures, cooldownS, maxAgeS }: RecheckConditions, now: number): number {
  if (isTransient(fault)) {
    const pauseMs = Math.min(MINUTE_MS * 2 ** (failures - 1), HOUR_MS);
    return cooldownS ? now + cooldownS * 1000 + pauseMs * Math.random() : now + withJitter(pauseMs);
  }
  if (result.outcome !== 'valid' || !(maxAgeS > 0)) return Infinity;
  const ageMs = fault ? 0 : Math.max(now - +result.checkedAt, 0);
  return now + withJitter(Math.max(maxAgeS * 1000 - ageMs, 0));
}

/**
 * When an open page must shut, in ms of the Unix epoch. An end that was past already when Whop said "valid" is none: the
 * system clock is ahead, or Whop knows better.
 */
export function expiryTime(result: CheckResult | null): number {
  const end = result?.outcome === 'valid' ? +(result.membership.expiresAt ?? Infinity) : Infinity;
  return result && end > +result.checkedAt ? end : Infinity;
}

/** ±10 %. */
function withJitter(ms: number): number {
  return ms * (0.9 + 0.2 * Math.random());
}
