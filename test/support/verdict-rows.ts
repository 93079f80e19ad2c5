import type { Reply } from './api.js';
import { validMembership } from './membership.js';
import { KEY, OTHER_KEY } from './tag.js';

/** One check: the key, the tag's attributes and the API's reply. */
export interface VerdictCase {
  /** Defaults to `KEY`. */
  key?: string;
  /** Attributes in addition to `api-key` and `api-base`. */
  attributes?: Record<string, string>;
  /** Defaults to a valid license. */
  reply?: Reply;
}

export const PRODUCT = 'prod_Wi5LVBzrFG2nE';
export const PLAN = 'plan_9QmXaB3yTz7Uo';

/** A valid license with some fields replaced. */
export const goodReply = (overrides: Record<string, unknown> = {}): Reply => ({ body: validMembership(overrides) });
/** A reply declared as JSON, whatever its body is. */
export const jsonReply = (status: number, body: string | object): Reply => ({
  status,
  body,
  headers: { 'Content-Type': 'application/json' },
});

const html = { 'Content-Type': 'text/html' };
const membership = JSON.stringify(validMembership());

/** Every row of the contract's verdict table, by verdict and by description. */
export const verdictCases: Record<string, Record<string, VerdictCase>> = {
  valid: {
    'a valid license': {},
    'a 200': { reply: { ...goodReply(), status: 200 } },
    'a JSON content type in capitals, with a charset': {
      reply: { ...goodReply(), headers: { 'Content-Type': 'Application/JSON; charset=utf-8' } },
    },
    'a +json content type': { reply: { ...goodReply(), headers: { 'Content-Type': 'application/vnd.api+json' } } },
    'a JSON content type, doubled by a proxy': {
      reply: { ...goodReply(), headers: { 'Content-Type': 'application/json, application/json; charset=utf-8' } },
    },
    'a body with a byte order mark': { reply: jsonReply(201, `\ufeff${membership}`) },
    'a past-due license that is still valid': { reply: goodReply({ status: 'past_due' }) },
    'a key echoed in another case': { reply: goodReply({ license_key: KEY.toLowerCase() }) },
    'one of the products and plans': { attributes: { product: `prod_other ${PRODUCT}`, plan: `${PLAN}\n plan_other` } },
    'a license without a product, if none is required': { reply: goodReply({ product: null, plan: { id: 'plan_1' } }) },
    'a body of exactly 64 KiB': { reply: { ...goodReply(), huge: 64 * 1024 } },
  },
  'invalid:empty-key': {
    'an empty field': { key: '' },
    'only invisible characters': { key: ' \u200b' },
  },
  'invalid:malformed-key': {
    'a path': { key: '..' },
    'a membership ID': { key: 'mem_4eKq2VbNsWc0Lt' },
    'the API key': { key: 'apik_test' },
    'two keys': { key: `${KEY} ${OTHER_KEY}` },
  },
  'invalid:not-found': {
    'a 404 that finds no such resource': {
      reply: jsonReply(404, { error: { status: 404, message: `No such Resource found with the provided ID: ${KEY}` } }),
    },
    'a 404 that finds no license key': { reply: jsonReply(404, { message: 'License key not found' }) },
    'a 404 that says that the membership does not exist': {
      reply: jsonReply(404, { error: 'Membership does not exist.' }),
    },
    'a 404 that could not find the license': {
      reply: jsonReply(404, { error: { code: 'not_found', message: 'This license could not be found' } }),
    },
    'a 404 about an invalid license key': { reply: jsonReply(404, { message: 'Invalid license key' }) },
  },
  'invalid:inactive': {
    'an expired license': { reply: goodReply({ valid: false, status: 'expired' }) },
    'a license that is not valid although its status is active': {
      reply: goodReply({ valid: false, status: 'active' }),
    },
    'a bare refusal': { reply: jsonReply(200, { valid: false }) },
  },
  'invalid:device-mismatch': {
    'a key that must be reset': { reply: jsonReply(400, { message: 'Please reset your key to use on a new machine' }) },
    'a key that must be reset, in another shape': {
      reply: jsonReply(400, { error: { status: 400, message: 'Please reset your key to use on a new machine.' } }),
    },
  },
  'invalid:wrong-product': {
    'a license for another product': { attributes: { product: 'prod_other prod_another' } },
    'an expired one for another product': { reply: goodReply({ valid: false }), attributes: { product: 'prod_other' } },
  },
  'invalid:wrong-plan': {
    'a license for another plan': { attributes: { plan: 'plan_other' } },
    'an expired one for another plan of the product': {
      reply: goodReply({ valid: false }),
      attributes: { plan: 'plan_other', product: PRODUCT },
    },
  },
  'unverified:misconfigured': {
    'an unusable API key': { attributes: { 'api-key': 'ü' } },
    'an unusable product': { attributes: { product: 'plan_1' } },
  },
  'unverified:unauthorized': {
    'an invalid API key': { reply: jsonReply(401, { message: 'Your access token is invalid' }) },
    'a 401 from a proxy': { reply: { status: 401, body: '<h1>Unauthorized</h1>', headers: html } },
  },
  'unverified:forbidden': {
    'a missing permission': { reply: jsonReply(403, { error: 'Forbidden' }) },
    'an empty 403': { reply: { status: 403 } },
  },
  'unverified:rate-limited': {
    'a 429': { reply: jsonReply(429, { message: 'You are being rate limited' }) },
    'a 429 that never ends': { reply: { status: 429, trickle: true } },
  },
  'unverified:retired': {
    'a 410': { reply: { status: 410 } },
    'a 404 that says that the API is deprecated': {
      reply: jsonReply(404, { message: 'API v2 is deprecated. Use v1.' }),
    },
    'a 401 that says that the endpoint is no longer served': {
      reply: jsonReply(401, { error: { code: 'gone', message: 'This endpoint is no longer served.' } }),
    },
    'a 404 that says that license keys are no longer supported': {
      reply: jsonReply(404, { message: 'Membership not found. License keys are no longer supported.' }),
    },
    'a 403 that says that the version is retired': {
      reply: jsonReply(403, { message: 'This API version has been retired' }),
    },
  },
  'unverified:unreachable': {
    'a broken connection': { reply: { refuse: true } },
    'a response that the page may not read': { reply: { ...goodReply(), cors: false } },
    'a body that breaks off': { reply: { ...goodReply(), cut: true } },
  },
  'unverified:timeout': {
    'a response that never comes': { reply: { ...goodReply(), stall: 'headers' }, attributes: { timeout: '150' } },
  },
  'unverified:server-error': {
    'a 408': { reply: { status: 408 } },
    'a 500 with the body of a valid license': { reply: { ...goodReply(), status: 500 } },
    'a 503 that never ends': { reply: { status: 503, trickle: true } },
  },
  'unverified:unexpected-response': {
    'a 204': { reply: { status: 204 } },
    'a 300': { reply: { ...goodReply(), status: 300 } },
    'a 418': { reply: { ...goodReply(), status: 418 } },
    'an HTML page': { reply: { body: '<h1>Welcome</h1>', headers: html } },
    'JSON declared as HTML': { reply: { body: membership, headers: html } },
    'JSON declared as JSON and as HTML': {
      reply: { body: membership, headers: { 'Content-Type': 'application/json, text/html' } },
    },
    'JSON without a content type': { reply: { body: membership } },
    'truncated JSON': { reply: jsonReply(201, membership.slice(0, -9)) },
    'an empty body': { reply: jsonReply(201, '') },
    'a list': { reply: jsonReply(201, [validMembership()]) },
    'valid only by inheritance': { reply: jsonReply(201, '{"__proto__":{"valid":true,"id":"mem_1"}}') },
    'valid as a string': { reply: goodReply({ valid: 'true' }) },
    'valid as a number': { reply: goodReply({ valid: 1 }) },
    'a missing valid': { reply: goodReply({ valid: undefined }) },
    'a valid membership without an ID': { reply: goodReply({ id: undefined }) },
    'a valid membership with a number as its ID': { reply: goodReply({ id: 7 }) },
    "somebody else's license": { reply: goodReply({ license_key: OTHER_KEY }) },
    'a product in an unknown format': {
      reply: goodReply({ product: { id: PRODUCT } }),
      attributes: { product: PRODUCT },
    },
    'a missing plan': { reply: goodReply({ plan: undefined }), attributes: { plan: PLAN } },
    'more than 64 KiB': { reply: { ...goodReply(), huge: 64 * 1024 + 1 } },
    'a bare "Not found"': { reply: jsonReply(404, { message: 'Not found' }) },
    'a 404 about a resource': { reply: jsonReply(404, { error: 'Resource not found' }) },
    'a 404 that finds no such resource, with another ID': {
      reply: jsonReply(404, { message: `No such Resource found with the provided ID: ${OTHER_KEY}` }),
    },
    'metadata that does not match': { reply: jsonReply(400, { message: 'Metadata does not match' }) },
    "a framework's own 404": { reply: jsonReply(404, { status: 404, error: 'Not Found' }) },
    'a 404 about an unknown route': { reply: jsonReply(404, { message: 'Route /api/v2/memberships not found' }) },
    'a 404 about a missing parameter': {
      reply: jsonReply(404, { message: 'The product_id parameter is required to verify this license' }),
    },
    'a 404 that is not JSON': { reply: { status: 404, body: 'License not found' } },
    'a 400 about the request': { reply: jsonReply(400, { message: 'metadata must be a flat object' }) },
    'a 404 with two texts, one of them about the API': {
      reply: jsonReply(404, { message: 'License not found', error: 'Unknown API route' }),
    },
  },
};
