import { expect } from '@open-wc/testing';
import { readResult } from '../../src/check/read-result.js';
import type { CheckResult } from '../../src/check/verdict.js';
import { validMembership } from '../support/membership.js';
import { KEY } from './responses.js';

/** What a body means according to the contract's table. A missing member means that the body does not say that. */
interface Meaning {
  /** The meaning with a 2xx. Without it, the result is `unexpected-response`. */
  success?: 'valid' | 'inactive';
  /** Means `not-found` with a 404. */
  notFound?: true;
  /** Means `device-mismatch` with a 400. */
  otherDevice?: true;
  /** Means `retired` with any 4xx that does not have its own reason, and is no refusal. */
  retired?: true;
}

const text = (message: string, meaning: Meaning = {}): [string, Meaning] => [JSON.stringify({ message }), meaning];
const json = (value: unknown, meaning: Meaning = {}): [string, Meaning] => [JSON.stringify(value), meaning];

const bodies: Record<string, [string | null, Meaning]> = {
  'a valid membership': json(validMembership(), { success: 'valid' }),
  'a valid membership with its key': json(validMembership({ license_key: KEY }), { success: 'valid' }),
  'a valid membership with its key in lowercase': json(validMembership({ license_key: KEY.toLowerCase() }), {
    success: 'valid',
  }),
  'the minimum of a valid membership': json({ valid: true, id: 'mem_1' }, { success: 'valid' }),
  'a membership that is past due but still valid': json(validMembership({ status: 'past_due' }), {
    success: 'valid',
  }),
  'a valid membership with its product as an object': json(validMembership({ product: { id: 'prod_1' } }), {
    success: 'valid',
  }),
  'an expired membership': json(validMembership({ valid: false, status: 'expired' }), { success: 'inactive' }),
  'a refusal with an active status': json(validMembership({ valid: false }), { success: 'inactive' }),
  'a bare refusal': json({ valid: false }, { success: 'inactive' }),
  'valid without an ID': json({ valid: true }),
  'valid with null as its ID': json({ valid: true, id: null }),
  'valid with a number as its ID': json({ valid: true, id: 5 }),
  'somebody else\u2019s membership': json(validMembership({ license_key: 'PRO-FFFFFF-CDEF4567-89ABCDW' })),
  'somebody else\u2019s refusal': json(validMembership({ valid: false, license_key: 'PRO-FFFFFF-CDEF4567-89ABCDW' })),
  'valid as a string': json(validMembership({ valid: 'true' })),
  'valid as a number': json(validMembership({ valid: 1 })),
  'valid as null': json(validMembership({ valid: null })),
  'valid as a list': json(validMembership({ valid: [true] })),
  'a membership without valid': json({ ...validMembership(), valid: undefined }),
  'valid in capitals': json({ id: 'mem_1', VALID: true }),
  'valid by inheritance': ['{"__proto__":{"valid":true,"id":"mem_1"}}', {}],
  'valid by inheritance, with its own ID': ['{"id":"mem_1","__proto__":{"valid":true}}', {}],
  'valid one level down': json({ data: validMembership() }),
  'a list of memberships': json([validMembership()]),
  'a v1 membership': json({ id: 'mem_1', status: 'active', license_key: KEY, product: { id: 'prod_1' } }),
  'JSON within JSON': json(JSON.stringify(validMembership())),
  'an empty object': json({}),
  'an empty list': json([]),
  null: ['null', {}],
  true: ['true', {}],
  'a number': ['201', {}],
  'an empty body': ['', {}],
  'only whitespace': [' \n', {}],
  'a truncated body': [JSON.stringify(validMembership()).slice(0, -1), {}],
  'two JSON values': ['{"valid":true,"id":"mem_1"}{}', {}],
  'JSON in a callback': ['cb({"valid":true,"id":"mem_1"})', {}],
  'a body that is too large': [null, {}],
  'an HTML page': ['<!doctype html><title>License not found</title><p>"valid":true', {}],
  'Whop: no such resource': text(`No such Resource found with the provided ID: ${KEY}`, { notFound: true }),
  'Whop: membership not found': json(
    { error: { type: 'not_found', message: 'Membership not found' } },
    { notFound: true },
  ),
  'license not found': json({ error: 'License not found' }, { notFound: true }),
  'license not found, next to a number': json({ statusCode: 404, message: 'License not found' }, { notFound: true }),
  'license not found, next to a reason phrase': json({ message: 'License not found', error: 'Not Found' }),
  'a bare not found': text('Not found'),
  'a bare not found, nested': json({ error: { status: 404, message: 'Not Found' } }),
  'resource not found': text('Resource not found'),
  'Rails: not found': json({ status: 404, error: 'Not Found' }),
  'Nest: not found': json({ statusCode: 404, message: 'Not Found' }),
  'Whop: no route': text('Route /api/v2/memberships not found'),
  'license not found, and no route': json({ message: 'License not found', error: 'Route not found' }),
  'a missing parameter': text('The product_id parameter is required to verify this license'),
  'a parameter that is not found': text('License not found: parameter product_id is missing'),
  'Whop: reset your key': text('Please reset your key to use on a new machine', { otherDevice: true }),
  'metadata mismatch': json({ error: { code: 400, message: 'Metadata mismatch' } }),
  'metadata of the wrong type': text('metadata must be a flat object'),
  'Whop: parameter': text('Parameter :metadata is invalid: it does not match'),
  'Whop: missing scope': text('The API Key supplied does not have permission to access this route'),
  'Whop: invalid token': json({ error: { status: 401, message: 'Your access token is invalid' } }),
  'Whop: forbidden': text('Forbidden'),
  'Whop: rate limit': text('You are being rate limited'),
  'Whop: server error': text('Uh oh, something went wrong'),
  'API retired': text('API v2 has been retired. Please use v1.', { retired: true }),
  'endpoint deprecated': json({ error: { code: 'gone', message: 'This endpoint is deprecated' } }, { retired: true }),
  'version no longer served, license not found': json(
    { message: 'License not found', error: 'This API version is no longer served' },
    { retired: true },
  ),
  'messages that are not strings': json({
    message: ['License not found'],
    error: { message: { text: 'License not found' } },
  }),
  'a text in another field': json({ detail: 'License not found', errors: [{ message: 'License not found' }] }),
};

const contentTypes: Record<string, boolean> = {
  'application/json': true,
  'application/json; charset=utf-8': true,
  'Application/JSON;charset="UTF-8"': true,
  'application/problem+json': true,
  'application/vnd.api+json; version=2': true,
  'application/json; profile="a, text/html"': true,
  'application/json; charset="utf-8': true,
  'application/json, application/json; charset=utf-8': true,
  'application/json; charset=utf-8,application/problem+json , Application/JSON': true,
  'application/json, text/html': false,
  'text/html, application/json': false,
  'application/json, text/plain, application/json': false,
  'application/json,': false,
  ', application/json': false,
  'text/html; a=", application/json"': false,
  'text/html; charset=utf-8': false,
  'text/plain': false,
  'text/json5': false,
  'application/javascript': false,
  'application/jsonp': false,
  'application/xjson': false,
  'application/problem-json': false,
  'application/json-seq': false,
  'text/html; application/json': false,
  'application/octet-stream': false,
  '': false,
};

/** Implements the contract's table. */
function getExpected(status: number, isJson: boolean, bodyMeaning: Meaning): string {
  const meaning = isJson ? bodyMeaning : {};
  if (status === 429) return 'unverified rate-limited';
  if (status === 408 || status >= 500) return 'unverified server-error';
  if (status === 410) return 'unverified retired';
  if (status < 300) {
    if (meaning.success === 'valid') return 'valid';
    return meaning.success ? `invalid ${meaning.success}` : 'unverified unexpected-response';
  }
  if (status >= 400 && meaning.retired) return 'unverified retired';
  if (status === 401) return 'unverified unauthorized';
  if (status === 403) return 'unverified forbidden';
  if (status === 404 && meaning.notFound) return 'invalid not-found';
  if (status === 400 && meaning.otherDevice) return 'invalid device-mismatch';
  return 'unverified unexpected-response';
}

function formatResult(result: CheckResult): string {
  return result.outcome === 'valid' ? 'valid' : `${result.outcome} ${result.reason}`;
}

describe('every status from 200 to 599, with every content type, is read as in the contract\u2019s table, with', () => {
  for (const [name, [body, meaning]] of Object.entries(bodies)) {
    it(name, () => {
      const failures = [];
      for (let status = 200; status < 600; status++) {
        for (const [contentType, isJson] of Object.entries(contentTypes)) {
          const result = readResult(
            { status, contentType, body, retryAfter: null },
            { licenseKey: KEY, products: [], plans: [] },
          );
          const expectedResult = getExpected(status, isJson, meaning);
          if (formatResult(result) !== expectedResult)
            failures.push(`${status} ${contentType}: ${formatResult(result)}, not ${expectedResult}`);
        }
      }
      expect(failures).to.deep.equal([]);
    });
  }
});

describe('a status out of range', () => {
  it('is unexpected with any body', () => {
    for (const status of [0, 1, 100, 101, 199, 600, 999, -200]) {
      for (const [body] of Object.values(bodies)) {
        const result = readResult(
          { status, contentType: 'application/json', body, retryAfter: null },
          { licenseKey: KEY, products: [], plans: [] },
        );
        expect(formatResult(result), `${status} ${body}`).to.equal('unverified unexpected-response');
      }
    }
  });
});

describe('every result', () => {
  it('has the time of the check and all fields of its outcome', () => {
    for (const [body] of Object.values(bodies)) {
      for (const status of [200, 201, 400, 401, 403, 404, 408, 410, 418, 429, 500]) {
        const before = Date.now();
        const result = readResult(
          { status, contentType: 'application/json', body, retryAfter: '7' },
          { licenseKey: KEY, products: [], plans: [] },
        );
        expect(+result.checkedAt).to.be.within(before, Date.now());
        if (result.outcome === 'valid') expect(result).to.include({ stale: false, token: null });
        if (result.outcome === 'invalid') expect(result).to.have.property('membership');
        if (result.outcome === 'unverified') expect(result.retryAfter).to.equal(status === 429 ? 7 : null);
      }
    }
  });
});
