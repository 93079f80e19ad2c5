import {
  type ApiResponse,
  belongsToOtherKey,
  type NetworkFault,
  readJson,
  readResult,
  readRetryAfter,
} from 'whop-license-check/core';
import { readV1Membership, type V1Membership } from './v1-membership.js';

/** What came of asking Whop about a key. */
export type UpstreamResult = { kind: 'membership'; membership: V1Membership } | { kind: 'not-found' } | UnknownResult;

/** Whop said nothing about the license, for a reason that is never the buyer's fault. */
export interface UnknownResult {
  kind: 'unknown';
  /** The status of the relay's own response. */
  status: 429 | 502 | 504;
  /** For the log. */
  reason: string;
  /** In how many seconds it is worth asking again; 0: at once. */
  retryAfterS: number;
  /** Whether Whop would say the same about any key, so that it is left alone until then. */
  affectsAllKeys: boolean;
}

/** How long Whop is left alone after a response that would be the same for any key, and that does not say how long. */
const V1_COOLDOWN_S = 10;

/** A result that says nothing about the license. The defaults are those of a fault that concerns one request only. */
export function unknownResult(
  status: UnknownResult['status'],
  reason: string,
  retryAfterS = 0,
  affectsAllKeys = false,
): UnknownResult {
  return { kind: 'unknown', status, reason, retryAfterS, affectsAllKeys };
}

/**
 * Reads v1's response to `GET /memberships/{license key}`. What a status and its text mean is decided by `readResult`,
 * for v1 as for v2; v1's own are the shape of a membership, a 400 about a missing permission, and that a 401 or a 403
 * is about the API key, even when its text says that something has ended.
 */
export function readUpstream(response: ApiResponse | NetworkFault, licenseKey: string): UpstreamResult {
  if (response === 'timeout') return unknownResult(504, 'upstream-timeout');
  if (typeof response === 'string') return unknownResult(502, 'upstream-unreachable');
  const { status } = response;
  if (status >= 200 && status < 300) return readSuccess(response, licenseKey);

  const result = readResult(response, { licenseKey, products: [], plans: [] });
  if (result.outcome === 'valid') return unknownResult(502, 'upstream-unreadable');
  if (result.reason === 'not-found') return { kind: 'not-found' };
  const reason = `upstream-${status}`;
  if (result.reason === 'rate-limited') return unknownResult(429, reason, cooldownS(response), true);
  const isKeyRefused =
    status === 401 ||
    status === 403 ||
    (status === 400 && namesPermission(response.body ?? '') && !namesPermission(licenseKey));
  return isKeyRefused ? unknownResult(502, reason, cooldownS(response), true) : unknownResult(502, reason);
}

function readSuccess({ contentType, body }: ApiResponse, licenseKey: string): UpstreamResult {
  const json = readJson(contentType, body);
  const membership = belongsToOtherKey(json, licenseKey) ? null : readV1Membership(json);
  return membership ? { kind: 'membership', membership } : unknownResult(502, 'upstream-unreadable');
}

/** Clients have seen v1 say by a 400 what its documentation says by a 403. Its text may quote the license key. */
function namesPermission(text: string): boolean {
  return /permission|unauthorized/i.test(text);
}

function cooldownS({ retryAfter }: ApiResponse): number {
  return Math.max(readRetryAfter(retryAfter) ?? V1_COOLDOWN_S, 1);
}
