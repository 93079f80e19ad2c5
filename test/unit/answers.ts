import type { ApiResponse } from '../../src/check/fetch-response.js';
import { readResult, type Question } from '../../src/check/read-result.js';
import type { Membership, CheckResult } from '../../src/check/verdict.js';

export const KEY = 'PRO-0123AB-CDEF4567-89ABCDW';

/** How an answer of JSON is read. A string is taken for the body itself. */
export function read(
  status: number,
  body: unknown,
  asked: Partial<Question> = {},
  answer: Partial<ApiResponse> = {},
): CheckResult {
  return readResult(
    {
      status,
      contentType: 'application/json',
      body: typeof body === 'string' ? body : JSON.stringify(body),
      retryAfter: null,
      ...answer,
    },
    { licenseKey: KEY, products: [], plans: [], ...asked },
  );
}

/** A ruling in one word: `valid`, or its reason. */
export function word(ruling: CheckResult): string {
  return ruling.outcome === 'valid' ? 'valid' : ruling.reason;
}

export function readMembership(ruling: CheckResult): Membership {
  if (ruling.outcome === 'unverified' || !ruling.membership) throw new Error(`no membership: ${word(ruling)}`);
  return ruling.membership;
}

/** Each of Whop's error shapes around a text. */
export function errorShapes(message: string): object[] {
  return [
    { message },
    { error: message },
    { error: { message } },
    { error: { status: 404, message } },
    { error: { status: 'not_found', message } },
    { error: { code: 404, message } },
    { error: { code: 'not_found', message } },
    { error: { type: 'not_found', message } },
  ];
}
