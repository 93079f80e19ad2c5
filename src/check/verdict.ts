/**
 * The vocabulary: what a check can end with. Everything else imports these words and adds none.
 */

/** Whop, or the seller's relay on its behalf, confirmed the license. */
export interface ValidVerdict {
  /** Tells the three kinds of verdict apart. */
  outcome: 'valid';
  /** What the license is for, and until when. */
  membership: Membership;
  /** When the response was read. After an outage, this is the time of the last confirmation. */
  checkedAt: Date;
  /** `true` when an earlier result stands in because Whop could not be asked again. */
  stale: boolean;
  /**
   * The signed proof of a relay, for the seller's own server to verify; `null` without a relay that signs. Whop itself
   * sends none. It is never stored.
   */
  token: string | null;
}

/** The license was refused, in words that are known to be a refusal. */
export interface InvalidVerdict {
  /** Tells the three kinds of verdict apart. */
  outcome: 'invalid';
  /** Why it was refused. */
  reason: InvalidReason;
  /** For the buyer: what happened and what to do next. */
  message: string;
  /** The refused membership; `null` when the response has none, or nobody was asked. */
  membership: Membership | null;
  /** When the response was read, or the key turned out not to be one. */
  checkedAt: Date;
}

/** Nobody could say whether the license is good. This is never the buyer's fault. */
export interface UnverifiedVerdict {
  /** Tells the three kinds of verdict apart. */
  outcome: 'unverified';
  /** Why nobody could say. */
  reason: UnverifiedReason;
  /** For the buyer: what happened and what to do next. */
  message: string;
  /** Seconds until asking again makes sense; `null` for every reason but `rate-limited`. */
  retryAfter: number | null;
  /** When the check ended. */
  checkedAt: Date;
}

/**
 * What a check ends with. Only Whop's own "yes" is `valid`, and only a refusal that is recognized is `invalid`. Everything
 * that is broken, blocked, misconfigured or strange is `unverified`.
 */
export type Verdict = ValidVerdict | InvalidVerdict | UnverifiedVerdict;

/**
 * Why a license is refused.
 *
 * - `empty-key`, `malformed-key`: the text is not a license key, so nobody was asked.
 * - `not-found`: Whop has no license with this key.
 * - `inactive`: it expired, was canceled, isn't paid, …; `membership.status` says which.
 * - `device-mismatch`: the key is bound to other `metadata`, for example another device.
 * - `wrong-product`, `wrong-plan`: the license is for something else.
 */
export type InvalidReason =
  'empty-key' | 'malformed-key' | 'not-found' | 'inactive' | 'device-mismatch' | 'wrong-product' | 'wrong-plan';

/**
 * Why nobody could say.
 *
 * - `misconfigured`: an option has an unusable value.
 * - `unauthorized`, `forbidden`: the API key was rejected (401, 403).
 * - `rate-limited`: too many checks (429); `retryAfter` has the seconds to wait.
 * - `retired`: the API says that it has been shut down.
 * - `offline`, `unreachable`, `timeout`: there was no response.
 * - `server-error`: Whop, or the relay, has a problem (5xx, 408).
 * - `unexpected-response`: the response was not recognized.
 * - `superseded`: only from the element's `check()`: the settings changed, or `forget()` was called, while it ran.
 */
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

/**
 * What may be known of a membership: an allow-list. Everything else in Whop's response, which has the buyer's email address
 * and phone number, is dropped as soon as it is read. What the response leaves out is `null`.
 */
export interface Membership {
  /** Its ID: `mem_…`. */
  id: string;
  /** What the license is for: `prod_…`. */
  product: string | null;
  /** How it is paid for: `plan_…`. */
  plan: string | null;
  /**
   * Whop's word, or `''`. Whop documents `trialing`, `active`, `past_due`, `completed`, `canceled`, `expired` and
   * `unresolved` for API v2, and more for v1.
   */
  status: string;
  /** When it ends. Whop's `expires_at`. */
  expiresAt: Date | null;
  /** When the paid period ends, and the next one begins. Whop's `renewal_period_end`. */
  renewsAt: Date | null;
  /** Whether it ends at `renewsAt` instead of renewing itself. Whop's `cancel_at_period_end`. */
  cancelAtPeriodEnd: boolean;
  /** How many were bought. Whop's `quantity`. */
  quantity: number | null;
  /** Where the buyer manages the membership: only ever https on whop.com or a subdomain of it. */
  manageUrl: string | null;
}

/** What the element is doing, or the outcome of its last check. */
export type State = 'idle' | 'checking' | Verdict['outcome'];

type WithoutMessage<V> = V extends { message: string } ? Omit<V, 'message'> : V;

/** What a check ended with, before it is put into words: a {@link Verdict} without its `message`. */
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
