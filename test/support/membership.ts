/** The personal data in Whop's response. Each text occurs nowhere else. */
const personalFields = {
  email: 'ada.lovelace@personal.example',
  phone_number: '+15550100998',
  wallet_address: '0x52908400098527886E0F7030069857D2E4169EE7',
  stripe_subscription_id: 'sub_1PersonalSubscription',
  stripe_customer_id: 'cus_PersonalCustomer',
  discord: {
    id: '184405311681986560',
    username: 'ada_personal#1815',
    image_url: 'https://cdn.discord.example/avatars/184405311681986560/personal.png',
  },
  telegram_account_id: 'tele_PersonalAccount',
  custom_fields_responses: { 'Where do you live?': '12 Personal Street, London' },
  custom_fields_responses_v2: [{ question: 'Your real name?', answer: 'Augusta Ada King' }],
  nft_tokens: 'nft_PersonalToken',
  affiliate_page_url: 'https://whop.com/seller/?a=personalaffiliate',
  affiliate_username: 'personal-referrer',
  checkout_session: 'ch_PersonalSession',
  promo_code: 'promo_PersonalCode',
  user: 'user_PersonalUser',
  metadata: { hwid: 'PERSONAL-DEVICE-7F3A' },
};

/** The texts of `validMembership()` that must never appear outside the response itself. */
export const personalTexts: readonly string[] = collectTexts(personalFields);

/** A complete v2 membership, as Whop sends it for a valid license. `license_key` is absent unless given. */
export function validMembership(overrides: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    id: 'mem_4eKq2VbNsWc0Lt',
    product: 'prod_Wi5LVBzrFG2nE',
    plan: 'plan_9QmXaB3yTz7Uo',
    status: 'active',
    valid: true,
    cancel_at_period_end: false,
    payment_processor: 'stripe',
    quantity: 1,
    expires_at: unixTime(30),
    renewal_period_start: unixTime(-1),
    renewal_period_end: unixTime(30),
    created_at: unixTime(-100),
    manage_url: 'https://whop.com/orders/mem_4eKq2VbNsWc0Lt/manage/',
    access_pass: 'prod_Wi5LVBzrFG2nE',
    ...structuredClone(personalFields),
    ...overrides,
  };
}

function unixTime(daysFromNow: number): number {
  return Math.floor(Date.now() / 1000) + daysFromNow * 24 * 60 * 60;
}

function collectTexts(value: unknown): string[] {
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(collectTexts) : [String(value)];
}
