import type { RememberedLicense } from './remembered-license.js';

/**
 * What a remembered verdict is still good for: `fresh`, no request is needed; `stale`, it stands where a check can not be
 * answered (RFC 5861); `gone`, it says nothing.
 */
export type Freshness = 'fresh' | 'stale' | 'gone';

/** What is asked now, and how old an answer may be. */
export interface Wanted {
  /** Accepted `prod_…`; empty: any. */
  products: readonly string[];
  /** Accepted `plan_…`; empty: any. */
  plans: readonly string[];
  /** The cleaned key; `null`: whichever is remembered. */
  licenseKey: string | null;
  /** In s. */
  maxAge: number;
  /** In s, after `maxAge`. */
  staleIfError: number;
}

/**
 * How long a remembered verdict lasts. The whole rule stands here; who is refused is not remembered at all.
 *
 * @param now In ms of the Unix epoch.
 */
export function freshnessOf(remembered: RememberedLicense | null, now: number, wanted: Wanted): Freshness {
  if (!remembered || !isWanted(remembered, wanted)) return 'gone';
  const { checkedAt, membership } = remembered;
  if (membership.expiresAt && !(now < +membership.expiresAt)) return 'gone';
  const age = (now - +checkedAt) / 1000;
  // Of the future: the clock was put back, and nobody knows by how much.
  if (!(age >= 0)) return 'gone';
  if (age < wanted.maxAge) return 'fresh';
  return age < wanted.maxAge + wanted.staleIfError ? 'stale' : 'gone';
}

function isWanted({ licenseKey, membership }: RememberedLicense, wanted: Wanted): boolean {
  return (
    (wanted.licenseKey === null || licenseKey === wanted.licenseKey) &&
    isOneOf(membership.product, wanted.products) &&
    isOneOf(membership.plan, wanted.plans)
  );
}

function isOneOf(id: string | null, accepted: readonly string[]): boolean {
  return !accepted.length || (id !== null && accepted.includes(id));
}
