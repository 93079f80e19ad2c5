/** An API key of the test API that may do what a key in a page may: `Membership/Validate License`, and nothing else. */
export const FAKE_API_KEY = 'apik_test_validate';
/** An API key that exists, but lacks that scope: 401 at v2, 403 at v1. */
export const FAKE_API_KEY_WITHOUT_SCOPE = 'apik_test_no_scope';
/** An API key that is refused with 403. */
export const FAKE_API_KEY_FORBIDDEN = 'apik_test_forbidden';
/** An API key for servers that may do everything: the only one that v1 lets in, and never to be found in a page. */
export const FAKE_ACCOUNT_API_KEY = 'apik_test_account';

/** The product that all fake licenses but the "other product" ones are for. */
export const FAKE_PRODUCT = 'prod_demo';
/** The plan that all fake licenses but the "other plan" one are for. */
export const FAKE_PLAN = 'plan_demo';
