import { asText, nonEmptyStringOrNull, type Json } from './read-json.js';
import type { Membership } from './verdict.js';

/**
 * Reads what may be known of a v2 membership.
 *
 * @param json - The membership, as Whop sent it.
 * @returns `null` when it has no ID.
 */
export function readMembership(json: Json): Membership | null {
  const id = nonEmptyStringOrNull(json.id);
  return (id && {
    id,
    product: nonEmptyStringOrNull(json.product),
    plan: nonEmptyStringOrNull(json.plan),
    status: nonEmptyStringOrNull(json.status) ?? '',
    expiresAt: readTime(json.expires_at),
    renewsAt: readTime(json.renewal_period_end),
    cancelAtPeriodEnd: json.cancel_at_period_end === true,
    quantity: readCount(json.quantity),
    manageUrl: readManageUrl(json.manage_url),
  }) as Membership | null;
}

/**
 * Whether a membership says that it belongs to another key: then a cache or a proxy mixed up two responses. Compared without
 * case.
 *
 * @param json - A membership of v1 or v2.
 * @param licenseKey - The key that was asked about.
 * @returns `false` when it says nothing about its key.
 */
export function belongsToOtherKey({ license_key: echoed }: Json, licenseKey: string): boolean {
  return Boolean(echoed) && (typeof echoed !== 'string' || echoed.toLowerCase() !== licenseKey.toLowerCase());
}

/**
 * Reads a time of Whop's: Unix seconds, as v2 sends them, or ISO 8601, as v1 does (Whop documents both). Either may be text or
 * a number, because a missed end would mean no end at all.
 *
 * @param value - Anything.
 * @returns The time; `null` when it is none. Zero, or less, is how some systems write that.
 */
export function readTime(value: unknown): Date | null {
  const text = asText(value);
  const date = new Date(/^\d{4}-\d\d-\d\d/.test(text) ? text : text ? Number(text) * 1000 : NaN);
  return +date > 0 ? date : null;
}

/**
 * Reads a whole number.
 *
 * @param value - Anything.
 * @returns The number; `null` when it is none.
 */
export function readCount(value: unknown): number | null {
  return Number.isSafeInteger(value) ? (value as number) : null;
}

/**
 * Reads the link where the buyer manages the membership.
 *
 * @param value - Anything.
 * @returns The link when it leads to Whop over https, and `null` otherwise.
 */
export function readManageUrl(value: unknown): string | null {
  try {
    const { href } = new URL(nonEmptyStringOrNull(value) ?? '');
    return /^https:\/\/([\w-]+\.)*whop\.com\//.test(href) ? href : null;
  } catch {
    return null;
  }
}
