import { isObject, type Json } from '../check/read-json.js';
import { readMembership } from '../check/read-membership.js';
import { invalid, unverified, type CheckResult, type Membership } from '../check/verdict.js';

/** All that a result may have. A relay's token is never stored. */
interface AnyResult {
  outcome: string;
  reason?: string;
  retryAfter?: number | null;
  membership?: Membership | null;
  checkedAt: Date;
}

/** The same, read from a storage: nobody knows of what types. */
interface Stored {
  outcome: string;
  reason: never;
  retryAfter: never;
  membership: unknown;
  checkedAt: never;
}

/**
 * Makes a result fit for JSON: no API key, no token, nothing personal. Times are in ISO 8601, written out here because old
 * libraries replace `Date.prototype.toJSON`.
 */
export function serializeResult(result: CheckResult): Json {
  const { outcome, reason, retryAfter, membership, checkedAt } = result as AnyResult;
  return {
    outcome,
    reason,
    retryAfter,
    membership: membership && serializeMembership(membership),
    checkedAt: checkedAt.toISOString(),
  };
}

/**
 * Reads a result from a storage that anybody may have written to. Never throws.
 *
 * @returns `null` for all that is not exactly what `serializeResult` makes.
 */
export function deserializeResult(stored: unknown): CheckResult | null {
  try {
    const { outcome, reason, retryAfter, membership: given, checkedAt } = stored as Stored;
    const membership = isObject(given) ? readMembership(given) : null;
    const result = {
      ...(outcome === 'valid'
        ? { outcome, membership, stale: false, token: null }
        : outcome === 'invalid'
          ? invalid(reason, membership)
          : unverified(reason, retryAfter)),
      checkedAt: new Date(checkedAt),
    } as CheckResult;
    const isComplete = outcome === 'valid' ? membership : reason;
    return isComplete && JSON.stringify(serializeResult(result)) === JSON.stringify(stored) ? result : null;
  } catch {
    return null;
  }
}

/** In v2's shape, for `readMembership`. */
function serializeMembership({ expiresAt, renewsAt, cancelAtPeriodEnd, manageUrl, ...same }: Membership): Json {
  const { id, product, plan, status, quantity } = same;
  return {
    id,
    product,
    plan,
    status,
    expires_at: expiresAt && expiresAt.toISOString(),
    renewal_period_end: renewsAt && renewsAt.toISOString(),
    cancel_at_period_end: cancelAtPeriodEnd,
    quantity,
    manage_url: manageUrl,
  };
}
