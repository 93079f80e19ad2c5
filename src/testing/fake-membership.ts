import { FAKE_PLAN, FAKE_PRODUCT } from './fake-ids.js';

const DAY_S = 24 * 60 * 60;

/** Returns the `mem_…` ID of the membership that a license key belongs to. */
export function membershipId(licenseKey: string): string {
  return `mem_${licenseKey.replace(/\W/g, '')}`;
}

/**
 * Creates a complete, valid membership as Whop's v2 returns it: every field of its OpenAPI schema, including the buyer's
 * personal data. All values are fictional.
 *
 * @param daysLeft - Days until it ends; `null` if it never ends and never renews.
 * @param now - In ms since the Unix epoch. The membership's own times are in seconds.
 */
export function fakeMembership(licenseKey: string, daysLeft: number | null, now: number): Record<string, unknown> {
  const id = membershipId(licenseKey);
  const today = Math.floor(now / 1000);
  const end = daysLeft === null ? null : today + daysLeft * DAY_S;
  return {
    id,
    product: FAKE_PRODUCT,
    user: 'user_FakeBuyer',
    plan: FAKE_PLAN,
    promo_code: 'promo_FakeCode',
    email: 'jo.buyer@mail.example',
    stripe_subscription_id: 'sub_FakeSubscription',
    stripe_customer_id: 'cus_FakeCustomer',
    status: 'active',
    valid: true,
    cancel_at_period_end: false,
    payment_processor: 'stripe',
    license_key: licenseKey,
    metadata: {},
    quantity: 1,
    wallet_address: '0x00000000000000000000000000000000fa4eb0b0',
    custom_fields_responses: { 'What is your full name?': 'Jo Buyer' },
    custom_fields_responses_v2: { 'Where shall we send the box?': '7 Sample Road, Exampleton' },
    discord: {
      id: '100000000000000001',
      username: 'jo_buyer#0001',
      image_url: 'https://cdn.discord.example/avatars/100000000000000001/jo.png',
    },
    nft_tokens: 'nft_FakeToken',
    expires_at: end,
    renewal_period_start: end === null ? null : end - 30 * DAY_S,
    renewal_period_end: end,
    created_at: today - 200 * DAY_S,
    manage_url: `https://whop.com/orders/${id}/manage/`,
    affiliate_page_url: 'https://whop.com/fake-seller/?a=jobuyer',
    checkout_session: 'ch_FakeSession',
    affiliate_username: 'fake-affiliate',
    access_pass: FAKE_PRODUCT,
    telegram_account_id: 'tele_FakeAccount',
    phone_number: '+15550100042',
  };
}
