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
export type WhopSays = { says: 'membership'; membership: V1Membership } | { says: 'not-found' } | Unknown;

/** Whop said nothing of the license, for a reason that is never the buyer's. */
export interface Unknown {
  says: 'nothing';
  /** What the relay answers. */
  status: 429 | 502 | 504;
  /** For the log. */
  reason: string;
  /** Seconds until it is worth asking again; 0: at once. */
  wait: number;
  /** Whether nothing at all is to be asked until then. */
  forAll: boolean;
}

/** After an answer that will be the same for whatever is asked next, in seconds, where it does not say itself. */
const PAUSE = 10;

export function unknown(status: Unknown['status'], reason: string, wait = 0, forAll = false): Unknown {
  return { says: 'nothing', status, reason, wait, forAll };
}

/** Reads v1's answer to `GET /memberships/{license key}`. */
export function readUpstream(answer: ApiResponse | NetworkFault, licenseKey: string): WhopSays {
  if (answer === 'timeout') return unknown(504, 'upstream-timeout');
  if (typeof answer === 'string') return unknown(502, 'upstream-unreachable');
  const { status, contentType, body, retryAfter } = answer;
  // Clients have seen v1 say by a 400 what its documentation says by a 403. It may quote the key.
  if (
    status === 401 ||
    status === 403 ||
    (status === 400 && speaksOfRights(body ?? '') && !speaksOfRights(licenseKey))
  ) {
    return unknown(502, `upstream-${status}`, pauseOf(retryAfter), true);
  }
  if (status === 429) return unknown(429, 'upstream-429', pauseOf(retryAfter), true);
  if (status === 404) {
    const { outcome } = readResult(answer, { licenseKey, products: [], plans: [] });
    return outcome === 'invalid' ? { says: 'not-found' } : unknown(502, 'upstream-404');
  }
  if (status < 200 || status > 299) return unknown(502, `upstream-${status}`);
  const json = readJson(contentType, body);
  const membership = belongsToOtherKey(json, licenseKey) ? null : readV1Membership(json);
  return membership ? { says: 'membership', membership } : unknown(502, 'upstream-unreadable');
}

function speaksOfRights(text: string): boolean {
  return /permission|unauthorized/i.test(text);
}

function pauseOf(retryAfter: string | null): number {
  const seconds = readRetryAfter(retryAfter);
  return seconds === null ? PAUSE : Math.max(seconds, 1);
}
