import type { ApiResponse } from '../../src/check/fetch-response.js';
import { readResult, type Question } from '../../src/check/read-result.js';
import type { Membership, CheckResult } from '../../src/check/verdict.js';

export const KEY = 'PRO-0123AB-CDEF4567-89ABCDW';

/** Reads a JSON response. A string is taken as the body itself, anything else is serialized. */
export function readResponse(
  status: number,
  body: unknown,
  question: Partial<Question> = {},
  response: Partial<ApiResponse> = {},
): CheckResult {
  return readResult(
    {
      status,
      contentType: 'application/json',
      body: typeof body === 'string' ? body : JSON.stringify(body),
      retryAfter: null,
      ...response,
    },
    { licenseKey: KEY, products: [], plans: [], ...question },
  );
}

/** Returns `valid`, or the reason of the result. */
export function shortResult(result: CheckResult): string {
  return result.outcome === 'valid' ? 'valid' : result.reason;
}

export function getMembership(result: CheckResult): Membership {
  if (result.outcome === 'unverified' || !result.membership)
    throw new Error(`There is no membership: ${shortResult(result)}`);
  return result.membership;
}

/** Returns a text in each of Whop's error formats. */
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
