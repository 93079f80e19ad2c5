import type { ApiResponse } from './fetch-response.js';
import { nonEmptyStringOrNull, readJson, type Json } from './read-json.js';
import { belongsToOtherKey, readMembership } from './read-membership.js';
import { announcesEnd, findRefusal } from './refusal-texts.js';
import { DEFAULT_COOLDOWN_S } from './cooldown.js';
import { readRetryAfter } from './retry-after.js';
import { invalid, unverified, type CheckResult } from './verdict.js';

/** What was asked, as far as the reading of the response depends on it. */
export interface Question {
  /** The cleaned key. */
  licenseKey: string;
  /** Accepted `prod_…`; empty: any. */
  products: string[];
  /** Accepted `plan_…`; empty: any. */
  plans: string[];
}

/**
 * Reads what a response says about a license. This is the whole judgment: only Whop's own "yes" is `valid`, only a
 * refusal that is recognized is `invalid`, and all that is strange, broken or about the API itself is `unverified`.
 *
 * @param response - What came back.
 * @param question - What was asked.
 * @returns The result, which is put into words elsewhere.
 */
export function readResult({ status, contentType, body, retryAfter }: ApiResponse, question: Question): CheckResult {
  if (status === 429) return unverified('rate-limited', readRetryAfter(retryAfter) ?? DEFAULT_COOLDOWN_S);
  if (status === 410) return unverified('retired');
  if (isServerFault(status)) return unverified('server-error');

  const json = readJson(contentType, body);
  if (status >= 200 && status < 300) return readMembershipResult(json, question);
  if (status >= 400 && status < 500) {
    const refusal = findRefusal(status, json, question.licenseKey);
    if (refusal) return invalid(refusal);
    if (announcesEnd(json)) return unverified('retired');
    if (status === 401) return unverified('unauthorized');
    if (status === 403) return unverified('forbidden');
  }
  return unverified('unexpected-response');
}

/**
 * Tells the faults of a server that may pass (RFC 9110, 15.5.9 and 15.6) from other statuses.
 *
 * @param status - Of a response.
 * @returns Whether it is such a fault.
 */
export function isServerFault(status: number): boolean {
  return status === 408 || (status >= 500 && status < 600);
}

function readMembershipResult(json: Json, { licenseKey, products, plans }: Question): CheckResult {
  const { valid } = json;
  const membership = readMembership(json);
  const [product, plan] = [nonEmptyStringOrNull(json.product), nonEmptyStringOrNull(json.plan)];
  const isUnreadable =
    typeof valid !== 'boolean' ||
    // A cache or a proxy mixed up two responses.
    belongsToOtherKey(json, licenseKey) ||
    (valid && !membership) ||
    (products.length && !product) ||
    (plans.length && !plan);
  if (isUnreadable) return unverified('unexpected-response');
  if (products.length && !products.includes(product as string)) return invalid('wrong-product', membership);
  if (plans.length && !plans.includes(plan as string)) return invalid('wrong-plan', membership);
  if (!valid || !membership) return invalid('inactive', membership);
  const token = nonEmptyStringOrNull(json.token);
  return { outcome: 'valid', membership, checkedAt: new Date(), stale: false, token };
}
