import { getOwn, getOwnString, isObject, type Json, readCount, readManageUrl, readTime } from 'whop-license-check/core';

/** What is read of a membership: an allow-list. Nothing else of Whop's answer is kept or passed on. */
export interface V1Membership {
  /** `mem_…` */
  id: string;
  status: KnownStatus;
  product: string | null;
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
export type KnownStatus = (typeof STATUSES)[number];

/** Longest text that is kept of an answer, in characters: ids have about 20. */
const LONGEST_TEXT = 512;

/**
 * Reads a membership in each shape that v1 has had: `product` as an object or an id, `product_id`; the period's end as
 * `renewal_period_end` (`Api-Version-Date` 2025-01-01, Whop's documentation) or `current_period_end` (2026-09-15, seen
 * by several clients); times as ISO 8601 or Unix seconds.
 *
 * @returns `null` where it is no membership, or its status is a word that nobody knows.
 */
export function readV1Membership(json: Json): V1Membership | null {
  const id = short(getOwnString(json, 'id'));
  const status = STATUSES.find((word) => word === getOwn(json, 'status'));
  if (!id || !status) return null;
  const renewsAt = seconds(getOwn(json, 'current_period_end') ?? getOwn(json, 'renewal_period_end'));
  const cancelAtPeriodEnd = getOwn(json, 'cancel_at_period_end') === true;
  const metadata = getOwn(json, 'metadata');
  return {
    id,
    status,
    product: readId(json, 'product'),
    plan: readId(json, 'plan'),
    expiresAt: seconds(getOwn(json, 'expires_at')) ?? (cancelAtPeriodEnd || status === 'canceling' ? renewsAt : null),
    renewsAt,
    cancelAtPeriodEnd,
    quantity: readCount(getOwn(json, 'quantity')),
    manageUrl: short(readManageUrl(getOwn(json, 'manage_url'))),
    metadata: isObject(metadata) ? metadata : {},
  };
}

function readId(json: Json, name: string): string | null {
  const value = getOwn(json, name);
  return short(
    getOwnString(json, `${name}_id`) ?? (isObject(value) ? getOwnString(value, 'id') : getOwnString(json, name)),
  );
}

function short(text: string | null): string | null {
  return text && text.length <= LONGEST_TEXT ? text : null;
}

function seconds(value: unknown): number | null {
  const time = readTime(value);
  return time && Math.floor(+time / 1000);
}
