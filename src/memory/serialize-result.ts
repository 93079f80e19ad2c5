import type { Json } from '../check/read-json.js';
import { readMembership } from '../check/read-membership.js';
import { invalid, unverified, type Membership, type CheckResult } from '../check/verdict.js';

/** All that a ruling may have. A relay's token is never stored. */
interface AnyRuling {
  outcome: string;
  reason?: string;
  retryAfter?: number | null;
  membership?: Membership | null;
  checkedAt: Date;
}

/** What may be in such a text: nobody knows of what type. */
interface Written {
  of: string | number;
  outcome: string;
  reason: never;
  retryAfter: never;
  membership: never;
  checkedAt: never;
}

/**
 * A ruling as it stands in a storage: no API key, no token, nothing personal.
 *
 * @param of What it is about: a license key, or a fingerprint.
 * @returns JSON, times in ISO 8601.
 */
export function writeRuling(ruling: CheckResult, of: string | number): string {
  const { outcome, reason, retryAfter, membership, checkedAt } = ruling as AnyRuling;
  return JSON.stringify({
    of,
    outcome,
    reason,
    retryAfter,
    membership: membership && writeMembership(membership),
    checkedAt,
  });
}

/**
 * Reads what stands in a storage, where anybody may have written.
 *
 * @returns `null` for all that is not, to the letter, what `writeRuling` writes. Never throws.
 */
export function readRuling(text: unknown): { of: string | number; ruling: CheckResult } | null {
  try {
    const { of, outcome, reason, retryAfter, membership: written, checkedAt } = JSON.parse(text as string) as Written;
    const membership = written && readMembership(written);
    const said =
      outcome === 'valid'
        ? { outcome, membership, stale: false, token: null }
        : outcome === 'invalid'
          ? invalid(reason, membership)
          : unverified(reason, retryAfter);
    const ruling = { ...said, checkedAt: new Date(checkedAt) } as CheckResult;
    return writeRuling(ruling, of) === text && (outcome === 'valid' ? membership : reason) ? { of, ruling } : null;
  } catch {
    return null;
  }
}

/** As v2 has it, for `readMembership` to read. */
function writeMembership({
  id,
  product,
  plan,
  status,
  expiresAt,
  renewsAt,
  cancelAtPeriodEnd,
  quantity,
  manageUrl,
}: Membership): Json {
  return {
    id,
    product,
    plan,
    status,
    expires_at: expiresAt,
    renewal_period_end: renewsAt,
    cancel_at_period_end: cancelAtPeriodEnd,
    quantity,
    manage_url: manageUrl,
  };
}
