/**
 * The vocabulary: what a check can end with. Everything else imports these words and adds none.
 */

/** Whop, or the seller's relay on its behalf, confirmed the license. */
export interface ValidVerdict {
  outcome: 'valid';
  membership: Membership;
  /** When the response was read. */
  checkedAt: Date;
  /** `true` when an earlier result stands in because Whop could not be asked again. */
  stale: boolean;
  /** The signed proof of a relay, for the seller's own server to verify. Whop itself sends none. Never stored. */
  token: string | null;
}

/** The license was refused, in words that are known to be a refusal. */
export interface InvalidVerdict {
  outcome: 'invalid';
  reason: InvalidReason;
  /** For the buyer: what happened and what to do next. */
  message: string;
  membership: Membership | null;
  checkedAt: Date;
}

/** Nobody could say. Never the buyer's fault. */
export interface UnverifiedVerdict {
  outcome: 'unverified';
  reason: UnverifiedReason;
  /** For the buyer: what happened and what to do next. */
  message: string;
  /** Seconds until asking again makes sense; `null` for every reason but `rate-limited`. */
  retryAfter: number | null;
  checkedAt: Date;
}

export type Verdict = ValidVerdict | InvalidVerdict | UnverifiedVerdict;

export type InvalidReason =
  'empty-key' | 'malformed-key' | 'not-found' | 'inactive' | 'device-mismatch' | 'wrong-product' | 'wrong-plan';

export type UnverifiedReason =
  | 'misconfigured'
  | 'unauthorized'
  | 'forbidden'
  | 'rate-limited'
  | 'retired'
  | 'offline'
  | 'unreachable'
  | 'timeout'
  | 'server-error'
  | 'unexpected-response'
  | 'superseded';

/** What may be known of a membership: an allow-list. Nothing else of Whop's response leaves the reader. */
export interface Membership {
  /** `mem_…` */
  id: string;
  /** `prod_…` */
  product: string | null;
  /** `plan_…` */
  plan: string | null;
  /** Whop's word: `active`, `trialing`, `past_due`, `completed`, `canceled`, `expired`, `unresolved`, … */
  status: string;
  expiresAt: Date | null;
  renewsAt: Date | null;
  cancelAtPeriodEnd: boolean;
  quantity: number | null;
  /** Where the buyer manages the membership: only ever https on whop.com or a subdomain of it. */
  manageUrl: string | null;
}

/** What the element is doing, or the outcome of its last check. */
export type State = 'idle' | 'checking' | Verdict['outcome'];

type WithoutMessage<V> = V extends { message: string } ? Omit<V, 'message'> : V;

/** What a check ended with, before it is put into words. */
export type CheckResult = WithoutMessage<Verdict>;

/** A result that nobody could say whether the license is good. */
export function unverified(reason: UnverifiedReason, retryAfter: number | null = null): CheckResult {
  return { outcome: 'unverified', reason, retryAfter, checkedAt: new Date() };
}

/** A result that refuses the license. */
export function invalid(reason: InvalidReason, membership: Membership | null = null): CheckResult {
  return { outcome: 'invalid', reason, membership, checkedAt: new Date() };
}

/** Whether a fault passes without anybody fixing it, so that asking again makes sense. */
export function isTransient(fault: UnverifiedReason | null): boolean {
  return /^(offline|unreachable|timeout|server-error|rate-limited)$/.test(fault ?? '');
}
