import type { NetworkFault, ApiResponse } from '../check/fetch-response.js';
import { readJson } from '../check/read-json.js';
import { readResult } from '../check/read-result.js';
import type { CheckResult } from '../check/verdict.js';
import { IMPOSSIBLE_ACTION, LICENSE_KEY } from './probes.js';

/** What a response says about a key. */
export type Reading =
  { result: 'can'; why: Success } | { result: 'can-not'; why: Refusal } | { result: 'unknown'; why: Doubt };

/**
 * - `answered`: the key has the permission for this request.
 * - `token-issued`: Whop issued a token that it should have refused to any key.
 */
export type Success = 'answered' | 'token-issued';

/**
 * - `refused`: the key lacks the permission for this request.
 * - `not-accepted`: v2 doesn't know the key. It may be mistyped, revoked or from another environment.
 * - `lacks-permission`: v2 knows the key, but the key may not validate licenses.
 * - `retired`: v2 has been shut down.
 */
export type Refusal = 'refused' | 'not-accepted' | 'lacks-permission' | 'retired';

/**
 * - `unreachable`: no connection, or a redirect, which the audit doesn't follow.
 * - `not-tried`: an earlier response made the request pointless.
 */
export type Doubt = 'rate-limited' | 'timeout' | 'unreachable' | 'server-error' | 'unexpected-response' | 'not-tried';

/**
 * Reads the response to the validation of a license that does not exist. If the tag itself would find a verdict in it, v2
 * works for this key, and the key may validate licenses.
 */
export function readLicenseResponse(response: ApiResponse | NetworkFault): Reading {
  if (typeof response === 'string') return noResponse(response);
  const result = readLicenseResult(response);
  if (result.outcome !== 'unverified') return { result: 'can', why: 'answered' };
  if (result.reason === 'retired') return { result: 'can-not', why: 'retired' };
  if (result.reason === 'forbidden' && isFromWhop(response)) return { result: 'can-not', why: 'lacks-permission' };
  // "The API Key supplied does not have permission to access this route", as opposed to "Your access token is invalid".
  if (result.reason === 'unauthorized' && isFromWhop(response))
    return { result: 'can-not', why: hasText(response, /\bpermissions?\b/i) ? 'lacks-permission' : 'not-accepted' };
  return inconclusive(response);
}

/** Reads the response to a `GET`. */
export function readProbeResponse(response: ApiResponse | NetworkFault): Reading {
  if (typeof response === 'string') return noResponse(response);
  if (isSuccess(response)) return { result: 'can', why: 'answered' };
  // Whop says that a license does not exist only to keys that may read memberships.
  const isAboutLicense = response.status === 404 && isFromWhop(response);
  if (isAboutLicense && readLicenseResult(response).outcome === 'invalid') return { result: 'can', why: 'answered' };
  return readRefusal(response);
}

/**
 * Reads the response to the request for a token. A complaint about the impossible action shows that nothing else was in the
 * way, even if it sounds like a refusal: Whop may call the action a permission that the key is missing. A complaint about
 * another parameter says nothing, because Whop may check parameters before it checks the key.
 */
export function readTokenResponse(response: ApiResponse | NetworkFault): Reading {
  if (typeof response === 'string') return noResponse(response);
  if (!isFromWhop(response)) return inconclusive(response);
  if (isSuccess(response)) return { result: 'can', why: 'token-issued' };
  const { status } = response;
  const isBadRequest = status === 400 || status === 422;
  if ((isBadRequest || status === 403) && hasText(response, new RegExp(IMPOSSIBLE_ACTION)))
    return { result: 'can', why: 'answered' };
  // Nobody has published the text. This is the parameter's name, and the documentation's word for what the list must be.
  if (isBadRequest && hasText(response, /\bscoped[_ ]?actions?\b|\bsubset\b/i))
    return { result: 'can', why: 'answered' };
  return readRefusal(response);
}

/** Reads a response that isn't a success. */
function readRefusal(response: ApiResponse): Reading {
  const { status } = response;
  if (!isFromWhop(response)) return inconclusive(response);
  if (status === 401 || status === 403) return { result: 'can-not', why: 'refused' };
  // v1's text for a missing permission: "Unauthorized: Actor is missing all required permissions: …". Several clients
  // have seen it; Whop doesn't document it.
  if (status === 400 && hasText(response, /\bmissing all required permissions\b/i))
    return { result: 'can-not', why: 'refused' };
  return inconclusive(response);
}

/** Reads a response exactly as the tag does. */
function readLicenseResult(response: ApiResponse): CheckResult {
  return readResult(response, { licenseKey: LICENSE_KEY, products: [], plans: [] });
}

function noResponse(fault: NetworkFault): Reading {
  return { result: 'unknown', why: fault === 'timeout' ? fault : 'unreachable' };
}

function inconclusive({ status }: ApiResponse): Reading {
  if (status === 429) return { result: 'unknown', why: 'rate-limited' };
  return {
    result: 'unknown',
    why: status === 408 || (status >= 500 && status < 600) ? 'server-error' : 'unexpected-response',
  };
}

/** Whop sends JSON with content. A firewall, a proxy or a hotel network sends something else, which says nothing about the key. */
function isFromWhop({ contentType, body }: ApiResponse): boolean {
  return Object.keys(readJson(contentType, body)).length > 0;
}

function isSuccess(response: ApiResponse): boolean {
  return response.status >= 200 && response.status < 300 && isFromWhop(response);
}

/** Searches the whole body, because errors come in several shapes. */
function hasText({ body }: ApiResponse, pattern: RegExp): boolean {
  return pattern.test(body ?? '');
}
