import type { CheckResult, UnverifiedReason } from '../check/verdict.js';

/** What decides when a page asks again by itself. */
export interface Ended {
  /** What the page was told. */
  verdict: CheckResult;
  /** Why the check could not be answered, if so: beside a `stale` verdict, too. */
  fault: UnverifiedReason | null;
  /** How many checks in a row ended with a fault that may pass, this one included. */
  faults: number;
  /** Seconds that the API must be left alone. */
  cooldown: number;
  /** In s. */
  maxAge: number;
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** Faults that pass without anybody's mending them. */
export function mayPass(fault: UnverifiedReason | null): boolean {
  return /^(offline|unreachable|timeout|server-error|rate-limited)$/.test(fault ?? '');
}

/**
 * When a page asks again by itself, in ms of the Unix epoch; `Infinity`: never. Jittered, so that pages which were all
 * refused at once do not all come back at once.
 */
export function recheckTime({ verdict, fault, faults, cooldown, maxAge }: Ended, now: number): number {
  let time = Infinity;
  if (mayPass(fault)) {
    const pause = Math.min(MINUTE * 2 ** (faults - 1), HOUR);
    time = cooldown ? now + cooldown * 1000 + pause * Math.random() : now + jittered(pause);
  } else if (verdict.outcome === 'valid' && maxAge > 0) {
    const age = fault ? 0 : Math.max(now - +verdict.checkedAt, 0);
    time = now + jittered(Math.max(maxAge * 1000 - age, 0));
  }
  if (verdict.outcome !== 'valid' || !(maxAge > 0 || verdict.stale)) return time;
  const end = +(verdict.membership.expiresAt ?? Infinity);
  // An end that has passed is no reason to ask: Whop said "valid" after it, by this clock.
  return end > now ? Math.min(time, end) : time;
}

/** ±10 %. */
function jittered(ms: number): number {
  return ms * (0.9 + 0.2 * Math.random());
}
