import { cleanLicenseKey, faultOfKey } from './license-key.js';
import type { Json } from './read-json.js';
import { membershipOf } from './read-verdict.js';
import type { Membership } from './verdict.js';

/** A licence that proved valid in this browser: no API key, no token, nothing personal. */
export interface RememberedLicense {
  licenseKey: string;
  membership: Membership;
  checkedAt: Date;
}

/** @returns JSON, times in ISO 8601. */
export function writeRecord({ licenseKey, membership, checkedAt }: RememberedLicense): string {
  return JSON.stringify({ licenseKey, checkedAt, membership: writeMembership(membership) });
}

/**
 * Reads what stands in a storage, where anybody may have written.
 *
 * @returns `null` for all that is not, to the letter, what `writeRecord` writes. Never throws.
 */
export function readRecord(text: unknown): RememberedLicense | null {
  try {
    const { licenseKey, membership, checkedAt } = JSON.parse(text as string) as Record<keyof RememberedLicense, never>;
    const read = { licenseKey, membership: membershipOf(membership) as Membership, checkedAt: new Date(checkedAt) };
    return writeRecord(read) === text && cleanLicenseKey(licenseKey) === licenseKey && !faultOfKey(licenseKey) ? read : null;
  } catch {
    return null;
  }
}

/** As v2 has it, for `membershipOf` to read. */
export function writeMembership({ id, product, plan, status, expiresAt, renewsAt, cancelAtPeriodEnd, quantity, manageUrl }: Membership): Json {
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
