import { getOwn, getOwnString, isObject, type Json, readCount, readManageUrl, readTime } from 'whop-license-check/core';

/** What is read of a membership: an allow-list. Nothing else of Whop's response is kept or passed on. */
export interface V1Membership {
  /** `mem_…` */
  id: string;
  status: MembershipStatus;
  /** `prod_…` */
  product: string | null;
  /** `plan_…` */
  plan: string | null;
  /** When the membership ends, in Unix seconds. */
  expiresAt: number | null;
  /** When the period that is paid for ends, in Unix seconds. */
  renewsAt: number | null;
  cancelAtPeriodEnd: boolean;
  quantity: number | null;
  manageUrl: string | null;
  /** What the seller's software bound the key to. */
  metadata: Json;
}

const STATUSES = [
  'active',
  'trialing',
  'completed',
  'canceling',
  'past_due',
  'canceled',
  'expired',
  'unresolved',
  'drafted',
] as const;
/** Whop's words for how a membership stands (its v2 and v1 documentation). */
export type MembershipStatus = (typeof STATUSES)[number];

/** A longer text is dropped. IDs have about 20 characters. */
const MAX_TEXT_CHARACTERS = 512;

/**
 * Reads a membership in each shape that v1 has had: `product` as an object or an ID, or `product_id`; the end of the
 * period as `renewal_period_end` (`Api-Version-Date` 2025-01-01, Whop's documentation) or `current_period_end`
 * (2026-09-15, seen by several clients); times as ISO 8601 or Unix seconds.
 *
 * @returns `null` when it is no membership, or its status is a word that nobody knows.
 */
export function readV1Membership(json: Json): V1Membership | null {
  const id = dropIfLong(getOwnString(json, 'id'));
  const status = STATUSES.find((word) => word === getOwn(json, 'status'));
  if (!id || !status) return null;
  const renewsAt = toUnixSeconds(getOwn(json, 'current_period_end') ?? getOwn(json, 'renewal_period_end'));
  const cancelAtPeriodEnd = getOwn(json, 'cancel_at_period_end') === true;
  const endOfPeriod = cancelAtPeriodEnd || status === 'canceling' ? renewsAt : null;
  const metadata = getOwn(json, 'metadata');
  return {
    id,
    status,
    product: readId(json, 'product'),
    plan: readId(json, 'plan'),
    expiresAt: toUnixSeconds(getOwn(json, 'expires_at')) ?? endOfPeriod,
    renewsAt,
    cancelAtPeriodEnd,
    quantity: readCount(getOwn(json, 'quantity')),
    manageUrl: dropIfLong(readManageUrl(getOwn(json, 'manage_url'))),
    metadata: isObject(metadata) ? metadata : {},
  };
}

function readId(json: Json, name: 'product' | 'plan'): string | null {
  const value = getOwn(json, name);
  const nested = isObject(value) ? getOwnString(value, 'id') : getOwnString(json, name);
  return dropIfLong(getOwnString(json, `${name}_id`) ?? nested);
}

function dropIfLong(text: string | null): string | null {
  return text && text.length <= MAX_TEXT_CHARACTERS ? text : null;
}

function toUnixSeconds(value: unknown): number | null {
  const time = readTime(value);
  return time && Math.floor(+time / 1000);
}
