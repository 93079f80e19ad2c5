import type { ValidVerdict } from '../check/verdict.js';

/** A license that proved valid in this browser. */
export interface RememberedLicense {
  licenseKey: string;
  verdict: ValidVerdict;
}

/** What is asked now. */
export interface Requirements {
  /** Accepted `prod_…`; empty: any. */
  products: readonly string[];
  /** Accepted `plan_…`; empty: any. */
  plans: readonly string[];
}

/**
 * Whether a remembered verdict answers what is asked now. A license that was refused is not remembered at all.
 *
 * @param licenseKey - The cleaned key; `null` for whichever is remembered.
 * @param now - In ms of the Unix epoch.
 * @param maxAgeS - `max-age`; when a check cannot be answered, `stale-if-error` more (RFC 5861).
 */
export function isFresh(
  { licenseKey: rememberedKey, verdict }: RememberedLicense,
  { products, plans }: Requirements,
  licenseKey: string | null,
  now: number,
  maxAgeS: number,
): boolean {
  const ageS = (now - +verdict.checkedAt) / 1000;
  return (
    (licenseKey === null || licenseKey === rememberedKey) &&
    isAccepted(verdict.membership.product, products) &&
    isAccepted(verdict.membership.plan, plans) &&
    !hasEnded(verdict, now) &&
    // A verdict from the future is ignored: the system clock was set back.
    ageS >= 0 &&
    ageS < maxAgeS
  );
}

/** Whether the membership has ended since Whop confirmed it. */
export function hasEnded({ membership: { expiresAt } }: ValidVerdict, now: number): boolean {
  return expiresAt !== null && !(now < +expiresAt);
}

function isAccepted(id: string | null, accepted: readonly string[]): boolean {
  return !accepted.length || (id !== null && accepted.includes(id));
}
