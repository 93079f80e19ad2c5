import { refuseAtV1, refuseAtV2 } from './api-keys.js';
import type { Reply } from './respond.js';

/** The lists that are there to be refused to a key that is fit for a page. v1's with the permission that each one takes. */
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
 * `GET /api/v2/{name}`: always empty, and counted by no rate limit.
 *
 * @param authorization The header; `null`: there is none.
 * @returns `null` where there is no such list.
 */
export function listAtV2(name: string, authorization: string | null): Reply | null {
  if (!V2_LISTS.includes(name)) return null;
  const pagination = { current_page: 1, total_page: 1, next_page: null, total_count: 0 };
  return refuseAtV2(authorization, 'list') ?? { status: 200, body: { data: [], pagination } };
}

/** The same for `GET /api/v1/{name}`, which Whop's SDK pages through by `page_info`. */
export function listAtV1(name: string, authorization: string | null): Reply | null {
  const permission = V1_LISTS.get(name);
  if (!permission) return null;
  const page_info = { start_cursor: null, end_cursor: null, has_next_page: false, has_previous_page: false };
  return refuseAtV1(authorization, permission) ?? { status: 200, body: { data: [], page_info } };
}
