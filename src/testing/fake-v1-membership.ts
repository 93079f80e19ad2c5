/** The version dates of v1 that Whop's documentation and its clients mention, oldest first. */
const VERSIONS = ['2025-01-01', '2026-07-20', '2026-07-23', '2026-08-21-1', '2026-09-15', '2026-11-04-1', '2026-11-17'];
/** Clients see the newer shape from this version on. It may have started with an earlier one. */
const NEWER_SHAPE_SINCE = VERSIONS.indexOf('2026-09-15');

/** Converts a v2 membership to one of v1's shapes. Fields that are missing in v2 are missing in v1, too. */
export type ToV1 = (membership: Record<string, unknown>) => Record<string, unknown>;

/**
 * Picks the shape that a request asks for with `Api-Version-Date`.
 *
 * @param version - The header. `null` means the newest version, which Whop pins a new API key to.
 * @returns `null` if there is no version with this date.
 */
export function converterFor(version: string | null): ToV1 | null {
  const index = version === null ? VERSIONS.length - 1 : VERSIONS.indexOf(version);
  if (index === -1) return null;
  return index < NEWER_SHAPE_SINCE ? toOlderV1 : toNewerV1;
}

/**
 * Version 2025-01-01, as in Whop's documentation and SDK, but without the fields about a cancellation. Neither shape has
 * `valid`, `expires_at` or `quantity`.
 */
function toOlderV1(membership: Record<string, unknown>): Record<string, unknown> {
  const { plan } = membership;
  return {
    ...sharedFields(membership),
    updated_at: toIso(membership.created_at),
    joined_at: toIso(membership.created_at),
    renewal_period_start: toIso(membership.renewal_period_start),
    renewal_period_end: toIso(membership.renewal_period_end),
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

/** Version 2026-09-15, as in Whop's SDK. `recommended_action` is a sentence for the seller, as clients have seen it. */
function toNewerV1(membership: Record<string, unknown>): Record<string, unknown> {
  return {
    ...sharedFields(membership),
    current_period_end: toIso(membership.renewal_period_end),
    account: { id: 'biz_FakeSeller', title: 'Fake Seller', route: 'fake-seller', logo_url: null },
    product_id: membership.product,
    plan_id: membership.plan,
    user_id: membership.user,
    member: null,
    phone_number: membership.phone_number,
    recommended_action: 'Ask Jo Buyer (jo.buyer@mail.example) for a review.',
  };
}

function sharedFields({
  id,
  status,
  license_key,
  metadata,
  cancel_at_period_end,
  created_at,
}: Record<string, unknown>): Record<string, unknown> {
  return { id, status, license_key, metadata, cancel_at_period_end, created_at: toIso(created_at) };
}

/** Converts v2's Unix time in seconds to v1's ISO 8601. */
function toIso(seconds: unknown): unknown {
  return typeof seconds === 'number' ? new Date(seconds * 1000).toISOString() : seconds;
}
