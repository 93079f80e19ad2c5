import type { ValidVerdict } from '../check/verdict.js';

/** A license that proved valid in this browser. */
export interface RememberedLicense {
  licenseKey: string;
  verdict: ValidVerdict;
}

/** What is asked now. */
export interface Wanted {
  /** Accepted `prod_…`; empty: any. */
  products: readonly string[];
  /** Accepted `plan_…`; empty: any. */
  plans: readonly string[];
}

/**
 * Whether a remembered verdict answers what is asked now. The whole rule stands here; who is refused is not remembered at all.
 *
 * @param licenseKey The cleaned key; `null`: whichever is remembered.
 * @param now In ms of the Unix epoch.
 * @param maxAge In s: `max-age`, or where a check cannot be answered, `stale-if-error` more (RFC 5861).
 */
export function isFresh(
  remembered: RememberedLicense,
  { products, plans }: Wanted,
  licenseKey: string | null,
  now: number,
  maxAge: number,
): boolean {
  const { checkedAt, membership } = remembered.verdict;
  const age = (now - +checkedAt) / 1000;
  return (
    (licenseKey === null || licenseKey === remembered.licenseKey) &&
    isOneOf(membership.product, products) &&
    isOneOf(membership.plan, plans) &&
    (!membership.expiresAt || now < +membership.expiresAt) &&
    // Of the future: the clock was put back, and nobody knows by how much.
    age >= 0 &&
    age < maxAge
  );
}

function isOneOf(id: string | null, accepted: readonly string[]): boolean {
  return !accepted.length || (id !== null && accepted.includes(id));
}
