import { FAKE_ACCOUNT_API_KEY, FAKE_API_KEY } from '../../dist/testing.js';

/**
 * The request of a license check, to the handler itself or, through `fetch`, to a server that runs it.
 *
 * @param {{ origin?: string, apiKey?: string, body?: string, contentType?: string, signal?: AbortSignal }} [options]
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

/** The same, with these metadata. */
export function validationRequestWith(metadata, key) {
  return validationRequest(key, { body: JSON.stringify({ metadata }) });
}

/**
 * What a server asks v1 about a license.
 *
 * @param {{ apiKey?: string, version?: string | null, signal?: AbortSignal }} [options] `version: null` names none.
 */
export function membershipRequest(key, { apiKey = FAKE_ACCOUNT_API_KEY, version = '2026-11-17', signal } = {}) {
  const headers = { Authorization: `Bearer ${apiKey}`, ...(version !== null && { 'Api-Version-Date': version }) };
  return new Request(`https://api.whop.com/api/v1/memberships/${encodeURIComponent(key)}`, { headers, signal });
}
