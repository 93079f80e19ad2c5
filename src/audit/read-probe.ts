import type { NetworkFault, ApiResponse } from '../check/fetch-response.js';
import { readJson } from '../check/read-json.js';
import { readResult } from '../check/read-result.js';
import type { CheckResult } from '../check/verdict.js';
import { LICENSE_KEY } from './probes.js';

/** What an answer says of a key. */
export type Reading =
  { result: 'can'; why: 'answered' } | { result: 'can-not'; why: Refusal } | { result: 'unknown'; why: Doubt };

/**
 * - `refused`: Whop does not let this key do it.
 * - `not-accepted`: v2 does not know the key: mistyped, revoked, or of another environment.
 * - `lacks-permission`: v2 knows the key, which may not validate.
 * - `retired`: v2 itself does not answer any more.
 */
export type Refusal = 'refused' | 'not-accepted' | 'lacks-permission' | 'retired';

/**
 * - `unreachable`: no connection, or a redirect, which is not followed.
 * - `not-tried`: an earlier answer made it pointless.
 */
export type Doubt = 'rate-limited' | 'timeout' | 'unreachable' | 'server-error' | 'unexpected-response' | 'not-tried';

/**
 * Reads the answer to the validation of a license that does not exist. By the verdict table's own rule: where it finds
 * a verdict on the license, v2 answers for this key, and the key may validate.
 */
export function readLicenseAnswer(answer: ApiResponse | NetworkFault): Reading {
  if (typeof answer === 'string') return noAnswer(answer);
  const ruling = rule(answer);
  if (ruling.outcome !== 'unverified') return { result: 'can', why: 'answered' };
  if (ruling.reason === 'retired') return { result: 'can-not', why: 'retired' };
  if (ruling.reason === 'forbidden' && isWhops(answer)) return { result: 'can-not', why: 'lacks-permission' };
  // "The API Key supplied does not have permission to access this route" beside "Your access token is invalid".
  if (ruling.reason === 'unauthorized' && isWhops(answer))
    return { result: 'can-not', why: says(answer, /\bpermissions?\b/i) ? 'lacks-permission' : 'not-accepted' };
  return strange(answer);
}

/** Reads the answer to a `GET`. */
export function readAnswer(answer: ApiResponse | NetworkFault): Reading {
  if (typeof answer === 'string') return noAnswer(answer);
  const { status } = answer;
  if (!isWhops(answer)) return strange(answer);
  if (status >= 200 && status < 300) return { result: 'can', why: 'answered' };
  // That there is no such license is told only to who may know.
  if (status === 404 && rule(answer).outcome === 'invalid') return { result: 'can', why: 'answered' };
  if (status === 401 || status === 403) return { result: 'can-not', why: 'refused' };
  // v1 says it so where a permission is missing: "Unauthorized: Actor is missing all required permissions: …". Several
  // clients have seen it, none of them Whop's own.
  if (status === 400 && says(answer, /\bmissing all required permissions\b/i))
    return { result: 'can-not', why: 'refused' };
  return strange(answer);
}

/** By the verdict table's own rule. */
function rule(answer: ApiResponse): CheckResult {
  return readResult(answer, { licenseKey: LICENSE_KEY, products: [], plans: [] });
}

function noAnswer(fault: NetworkFault): Reading {
  return { result: 'unknown', why: fault === 'timeout' ? fault : 'unreachable' };
}

function strange({ status }: ApiResponse): Reading {
  if (status === 429) return { result: 'unknown', why: 'rate-limited' };
  return {
    result: 'unknown',
    why: status === 408 || (status >= 500 && status < 600) ? 'server-error' : 'unexpected-response',
  };
}

/** Whop's API speaks JSON that says something. What a firewall, a proxy or a hotel's network says in its place does not, and says nothing of the key. */
function isWhops({ contentType, body }: ApiResponse): boolean {
  return Object.keys(readJson(contentType, body)).length > 0;
}

/** Whatever shape the error has. Nothing but its own words is in it. */
function says({ body }: ApiResponse, words: RegExp): boolean {
  return words.test(body ?? '');
}
