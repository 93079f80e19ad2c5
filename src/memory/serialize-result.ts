import { isObject, type Json } from '../check/read-json.js';
import { readMembership } from '../check/read-membership.js';
import { invalid, unverified, type CheckResult, type Membership } from '../check/verdict.js';
import { writeJson } from '../check/write-json.js';

/** A result as it was read from a storage: nobody knows of what types. */
interface Stored {
  outcome: unknown;
  reason: never;
  retryAfter: never;
  membership: unknown;
  checkedAt: never;
}

/**
 * Makes a result fit for JSON: no API key, no token, nothing personal; of a refusal, nothing about the membership. Times
 * are in ISO 8601.
 */
export function serializeResult(result: CheckResult): Json {
  const { outcome, checkedAt } = result;
  const details =
    outcome === 'valid'
      ? { membership: serializeMembership(result.membership) }
      : outcome === 'invalid'
        ? { reason: result.reason }
        : { reason: result.reason, retryAfter: result.retryAfter };
  return { outcome, ...details, checkedAt: checkedAt.toISOString() };
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
          ? invalid(reason)
          : unverified(reason, retryAfter)),
      checkedAt: new Date(checkedAt),
    } as CheckResult;
    const isComplete = outcome === 'valid' ? membership : reason;
    return isComplete && writeJson(serializeResult(result)) === writeJson(stored) ? result : null;
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
