/**
 * The test API: it plays the part of Whop in your own tests, with a license key for everything that can happen to a check.
 *
 * @module whop-license-check/testing
 */
export {
  FAKE_ACCOUNT_API_KEY,
  FAKE_API_KEY,
  FAKE_API_KEY_FORBIDDEN,
  FAKE_API_KEY_WITHOUT_SCOPE,
  FAKE_PLAN,
  FAKE_PRODUCT,
} from './testing/fake-ids.js';
export type { ConnectionFault, ExpectedVerdict, FakeLicense, FakeResponse } from './testing/fake-license.js';
export { fakeLicenses } from './testing/fake-licenses.js';
export { createFakeWhop, type FakeWhopOptions } from './testing/fake-whop.js';
export type { Metadata } from './testing/metadata-binding.js';
