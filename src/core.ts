/**
 * The parts of a check that a server shares with the tag: cleaning a key, sending a request, reading Whop's responses. The
 * package `whop-license-relay` is built on it.
 *
 * @module whop-license-check/core
 */
export { readBaseUrl } from './check/base-url.js';
export { ConfigurationError } from './check/configuration-error.js';
export { fetchAnywhere } from './check/fetch-anywhere.js';
export type { ApiResponse, Fetcher, NetworkFault } from './check/fetch-response.js';
export { fetchWithRetry, type RetryOptions } from './check/fetch-with-retry.js';
export { cleanLicenseKey, findKeyFault, type KeyFault } from './check/license-key.js';
export { readBody } from './check/read-body.js';
export { getOwn, getOwnString, isObject, readJson, type Json } from './check/read-json.js';
export { belongsToOtherKey, readCount, readManageUrl, readTime } from './check/read-membership.js';
export { readResult, type Question } from './check/read-result.js';
export { readRetryAfter } from './check/retry-after.js';
export type {
  CheckResult,
  InvalidReason,
  InvalidVerdict,
  Membership,
  UnverifiedReason,
  UnverifiedVerdict,
  ValidVerdict,
  Verdict,
} from './check/verdict.js';
