import { asText, nonEmptyStringOrNull, type Json } from './read-json.js';
import type { Membership } from './verdict.js';

/**
 * Reads what may be known of a v2 membership.
 *
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

/** Whether the membership says that it belongs to another key. Compared without case. */
export function belongsToOtherKey({ license_key: echoed }: Json, licenseKey: string): boolean {
  return Boolean(echoed) && (typeof echoed !== 'string' || echoed.toLowerCase() !== licenseKey.toLowerCase());
}

/**
 * Reads a time: Unix seconds, as v2 sends them, or ISO 8601, as v1 does. A missed end would mean no end at all.
 *
 * @returns `null` when there is none. Zero, or less, is how some systems write that.
 */
export function readTime(value: unknown): Date | null {
  const text = asText(value);
  const date = new Date(/^\d{4}-\d\d-\d\d/.test(text) ? text : text ? Number(text) * 1000 : NaN);
  return +date > 0 ? date : null;
}

/** Reads a whole number. */
export function readCount(value: unknown): number | null {
  return Number.isSafeInteger(value) ? (value as number) : null;
}

/** @returns The link, when it leads to Whop over https. */
export function readManageUrl(value: unknown): string | null {
  try {
    const { href } = new URL(nonEmptyStringOrNull(value) ?? '');
    return /^https:\/\/([\w-]+\.)*whop\.com\//.test(href) ? href : null;
  } catch {
    return null;
  }
}
