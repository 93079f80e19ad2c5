/** The dates of v1 that are known from Whop's documentation and its clients, the oldest first. */
const VERSIONS = ['2025-01-01', '2026-07-20', '2026-07-23', '2026-08-21-1', '2026-09-15', '2026-11-04-1', '2026-11-17'];
/** From here on clients see the newer shape. Whether it began here or at one of the dates before is not known. */
const NEWER_SINCE = VERSIONS.indexOf('2026-09-15');

/** A membership of v2, whole, in one of v1's shapes. What it leaves out is left out here, too. */
export type ToV1 = (membership: Record<string, unknown>) => Record<string, unknown>;

/**
 * What the request's `Api-Version-Date` asks for.
 *
 * @param version The header; `null`, where there is none: the newest, which is what Whop pins a new API key to.
 * @returns `null` where nobody knows the date.
 */
export function shapeOf(version: string | null): ToV1 | null {
  const index = version === null ? VERSIONS.length - 1 : VERSIONS.indexOf(version);
  if (index === -1) return null;
  return index < NEWER_SINCE ? toOlderV1 : toNewerV1;
}

/**
 * 2025-01-01, as in Whop's documentation and SDK, but for when and why it was canceled. Neither shape has `valid`,
 * `expires_at` or `quantity`.
 */
function toOlderV1(membership: Record<string, unknown>): Record<string, unknown> {
  const { plan } = membership;
  return {
    ...common(membership),
    updated_at: iso(membership.created_at),
    joined_at: iso(membership.created_at),
    renewal_period_start: iso(membership.renewal_period_start),
    renewal_period_end: iso(membership.renewal_period_end),
    company: { id: 'biz_FakeSeller', title: 'Fake Seller' },
    product: { id: membership.product, title: 'Demo' },
    plan: plan && { id: plan },
    user: { id: membership.user, name: 'Jo Buyer', username: 'jobuyer', email: membership.email },
    member: { id: 'mber_FakeBuyer' },
    promo_code: { id: membership.promo_code },
    manage_url: membership.manage_url,
    custom_field_responses: [{ id: 'cfrp_FakeAnswer', question: 'What is your full name?', answer: 'Jo Buyer' }],
    checkout_configuration_id: membership.checkout_session,
    currency: 'usd',
    payment_collection_paused: false,
  };
}

/** 2026-09-15, as in Whop's SDK; `recommended_action` as clients have seen it, a sentence for the seller. */
function toNewerV1(membership: Record<string, unknown>): Record<string, unknown> {
  return {
    ...common(membership),
    current_period_end: iso(membership.renewal_period_end),
    account: { id: 'biz_FakeSeller', title: 'Fake Seller', route: 'fake-seller', logo_url: null },
    product_id: membership.product,
    plan_id: membership.plan,
    user_id: membership.user,
    member: null,
    phone_number: membership.phone_number,
    recommended_action: 'Ask Jo Buyer (jo.buyer@mail.example) for a review.',
  };
}

function common({
  id,
  status,
  license_key,
  metadata,
  cancel_at_period_end,
  created_at,
}: Record<string, unknown>): Record<string, unknown> {
  return { id, status, license_key, metadata, cancel_at_period_end, created_at: iso(created_at) };
}

/** v2 counts seconds, v1 writes ISO 8601. */
function iso(seconds: unknown): unknown {
  return typeof seconds === 'number' ? new Date(seconds * 1000).toISOString() : seconds;
}
