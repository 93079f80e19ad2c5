/** An API key of the test API that is safe to publish: it has `Membership/Validate License` and no other permission. */
export const FAKE_API_KEY = 'apik_test_validate';
/** An API key that exists but lacks that permission: 401 from v2, 403 from v1. */
export const FAKE_API_KEY_WITHOUT_SCOPE = 'apik_test_no_scope';
/** An API key that is rejected with 403. */
export const FAKE_API_KEY_FORBIDDEN = 'apik_test_forbidden';
/** An API key with every permission, for servers only: the only one that v1 accepts. Never put such a key on a page. */
export const FAKE_ACCOUNT_API_KEY = 'apik_test_account';

/** The product of all fake licenses, except the "other product" ones. */
export const FAKE_PRODUCT = 'prod_demo';
/** The plan of all fake licenses, except the "other plan" one. */
export const FAKE_PLAN = 'plan_demo';
