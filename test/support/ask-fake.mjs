import { FAKE_ACCOUNT_API_KEY, FAKE_API_KEY } from '../../dist/testing.js';

/**
 * @typedef {{ origin?: string, apiKey?: string, body?: string, contentType?: string, signal?: AbortSignal }} ValidationRequestOptions
 *
 * @typedef {{ apiKey?: string, version?: string | null, signal?: AbortSignal }} MembershipRequestOptions
 */

/**
 * Creates the request of a license check, for the test API's handler or, through `fetch`, for a server that runs it.
 *
 * @param {string} key
 * @param {ValidationRequestOptions} [options]
 */
export function validationRequest(
  key,
  {
    origin = 'https://api.whop.com',
    apiKey = FAKE_API_KEY,
    body = '{"metadata":{}}',
    contentType = 'application/json',
    signal,
  } = {},
) {
  return new Request(`${origin}/api/v2/memberships/${encodeURIComponent(key)}/validate_license`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${apiKey}`, 'Content-Type': contentType },
    body,
    signal,
  });
}

/**
 * Creates the request of a license check with metadata.
 *
 * @param {object} metadata
 * @param {string} key
 */
export function validationRequestWith(metadata, key) {
  return validationRequest(key, { body: JSON.stringify({ metadata }) });
}

/**
 * Creates the request that a server sends to v1 to look up a license.
 *
 * @param {string} key
 * @param {MembershipRequestOptions} [options] - With `version: null`, the request names no version.
 */
export function membershipRequest(key, { apiKey = FAKE_ACCOUNT_API_KEY, version = '2026-11-17', signal } = {}) {
  const headers = { Authorization: `Bearer ${apiKey}`, ...(version !== null && { 'Api-Version-Date': version }) };
  return new Request(`https://api.whop.com/api/v1/memberships/${encodeURIComponent(key)}`, { headers, signal });
}
