import { refuseV1, refuseV2 } from './api-keys.js';
import type { ResponseParts } from './respond.js';

/** Lists that a key that is safe to publish must not read. In v1, each list has its own permission. */
const V2_LISTS = [
  'memberships',
  'payments',
  'products',
  'plans',
  'promo_codes',
  'members',
  'reviews',
  'checkout_sessions',
  'webhooks',
];
const V1_LISTS = new Map([
  ['payments', 'payment:basic:read'],
  ['members', 'member:basic:read'],
  ['invoices', 'invoice:basic:read'],
]);

/**
 * Handles `GET /api/v2/{name}`. The list is always empty, and no rate limit counts the request.
 *
 * @param authorization - The `Authorization` header; `null` if there is none.
 * @returns `null` if there is no such list.
 */
export function listV2(name: string, authorization: string | null): ResponseParts | null {
  if (!V2_LISTS.includes(name)) return null;
  const pagination = { current_page: 1, total_page: 1, next_page: null, total_count: 0 };
  return refuseV2(authorization, 'list') ?? { status: 200, body: { data: [], pagination } };
}

/** Handles `GET /api/v1/{name}` in the same way. Whop's SDK uses `page_info` for paging. */
export function listV1(name: string, authorization: string | null): ResponseParts | null {
  const permission = V1_LISTS.get(name);
  if (!permission) return null;
  const page_info = { start_cursor: null, end_cursor: null, has_next_page: false, has_previous_page: false };
  return refuseV1(authorization, permission) ?? { status: 200, body: { data: [], page_info } };
}
