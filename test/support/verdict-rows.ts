import type { Reply } from './api.js';
import { validMembership } from './membership.js';
import { KEY, OTHER_KEY } from './tag.js';

/** What is asked, of what tag, and what the API says to it. */
export interface Row {
  /** Default: `KEY`. */
  key?: string;
  /** Beside `api-key` and `api-base`. */
  attributes?: Record<string, string>;
  /** Default: a good license. */
  reply?: Reply;
}

export const PRODUCT = 'prod_Wi5LVBzrFG2nE';
export const PLAN = 'plan_9QmXaB3yTz7Uo';

/** A good license, but for these fields. */
export const good = (own: Record<string, unknown> = {}): Reply => ({ body: validMembership(own) });
/** Declared as JSON, whatever it is. */
export const says = (status: number, body: string | object): Reply => ({
  status,
  body,
  headers: { 'Content-Type': 'application/json' },
});

const html = { 'Content-Type': 'text/html' };
const membership = JSON.stringify(validMembership());

/** By verdict, and by what it is for: every row of the contract's table. */
export const verdictRows: Record<string, Record<string, Row>> = {
  valid: {
    'a good license': {},
    'a 200': { reply: { ...good(), status: 200 } },
    'JSON declared in capitals, with a charset': {
      reply: { ...good(), headers: { 'Content-Type': 'Application/JSON; charset=utf-8' } },
    },
    'a +json type': { reply: { ...good(), headers: { 'Content-Type': 'application/vnd.api+json' } } },
    'a byte order mark': { reply: says(201, `\ufeff${membership}`) },
    'a status that the seller lets in': { reply: good({ status: 'past_due' }) },
    'the key echoed in another case': { reply: good({ license_key: KEY.toLowerCase() }) },
    'one of the products and plans': { attributes: { product: `prod_other ${PRODUCT}`, plan: `${PLAN}\n plan_other` } },
    'no product, where none is asked for': { reply: good({ product: null, plan: { id: 'plan_1' } }) },
    'almost 64 KiB': { reply: { ...good(), huge: 64 * 1024 } },
  },
  'invalid:empty-key': {
    'an empty field': { key: '' },
    'nothing that is seen': { key: ' \u200b' },
  },
  'invalid:malformed-key': {
    'a path': { key: '..' },
    'a membership ID': { key: 'mem_4eKq2VbNsWc0Lt' },
    'the API key': { key: 'apik_test' },
    'two keys': { key: `${KEY} ${OTHER_KEY}` },
  },
  'invalid:not-found': {
    'no such resource': {
      reply: says(404, { error: { status: 404, message: `No such Resource found with the provided ID: ${KEY}` } }),
    },
    'a license not found': { reply: says(404, { message: 'License key not found' }) },
    'a membership that does not exist': { reply: says(404, { error: 'Membership does not exist.' }) },
    'a license that could not be found': {
      reply: says(404, { error: { code: 'not_found', message: 'This license could not be found' } }),
    },
    'an invalid license key': { reply: says(404, { message: 'Invalid license key' }) },
  },
  'invalid:inactive': {
    'an expired license': { reply: good({ valid: false, status: 'expired' }) },
    'a license that only Whop knows the fault of': { reply: good({ valid: false, status: 'active' }) },
    'a bare no': { reply: says(200, { valid: false }) },
  },
  'invalid:device-mismatch': {
    'a key to be reset': { reply: says(400, { message: 'Please reset your key to use on a new machine' }) },
    'a key to be reset, in another shape': {
      reply: says(400, { error: { status: 400, message: 'Please reset your key to use on a new machine.' } }),
    },
  },
  'invalid:wrong-product': {
    'a license for another product': { attributes: { product: 'prod_other prod_another' } },
    'an expired one for another product': { reply: good({ valid: false }), attributes: { product: 'prod_other' } },
  },
  'invalid:wrong-plan': {
    'a license for another plan': { attributes: { plan: 'plan_other' } },
    'an expired one for another plan of the product': {
      reply: good({ valid: false }),
      attributes: { plan: 'plan_other', product: PRODUCT },
    },
  },
  'unverified:misconfigured': {
    'an API key that is none': { attributes: { 'api-key': 'ü' } },
    'a product that is none': { attributes: { product: 'plan_1' } },
  },
  'unverified:unauthorized': {
    'a bad API key': { reply: says(401, { message: 'Your access token is invalid' }) },
    'a 401 of a proxy': { reply: { status: 401, body: '<h1>Unauthorized</h1>', headers: html } },
  },
  'unverified:forbidden': {
    'a missing permission': { reply: says(403, { error: 'Forbidden' }) },
    'an empty 403': { reply: { status: 403 } },
  },
  'unverified:rate-limited': {
    'a 429': { reply: says(429, { message: 'You are being rate limited' }) },
    'a 429 that never ends': { reply: { status: 429, trickle: true } },
  },
  'unverified:retired': {
    'a 410': { reply: { status: 410 } },
    'a 404 that says that the API is deprecated': { reply: says(404, { message: 'API v2 is deprecated. Use v1.' }) },
    'a 401 that says that the endpoint is no longer served': {
      reply: says(401, { error: { code: 'gone', message: 'This endpoint is no longer served.' } }),
    },
    'a 404 that says that license keys are no longer supported': {
      reply: says(404, { message: 'Membership not found. License keys are no longer supported.' }),
    },
    'a 403 that says that the version is retired': {
      reply: says(403, { message: 'This API version has been retired' }),
    },
  },
  'unverified:unreachable': {
    'a broken connection': { reply: { refuse: true } },
    'an answer that the page may not read': { reply: { ...good(), cors: false } },
    'a body that breaks off': { reply: { ...good(), cut: true } },
  },
  'unverified:timeout': {
    silence: { reply: { ...good(), stall: 'headers' }, attributes: { timeout: '150' } },
  },
  'unverified:server-error': {
    'a 408': { reply: { status: 408 } },
    'a 500, with whatever body': { reply: { ...good(), status: 500 } },
    'a 503 that never ends': { reply: { status: 503, trickle: true } },
  },
  'unverified:unexpected-response': {
    'a 204': { reply: { status: 204 } },
    'a 300': { reply: { ...good(), status: 300 } },
    'a 418': { reply: { ...good(), status: 418 } },
    HTML: { reply: { body: '<h1>Welcome</h1>', headers: html } },
    'JSON declared as HTML': { reply: { body: membership, headers: html } },
    'JSON that is not declared': { reply: { body: membership } },
    'JSON cut off': { reply: says(201, membership.slice(0, -9)) },
    'an empty body': { reply: says(201, '') },
    'a list': { reply: says(201, [validMembership()]) },
    'an inherited yes': { reply: says(201, '{"__proto__":{"valid":true,"id":"mem_1"}}') },
    'a yes in letters': { reply: good({ valid: 'true' }) },
    'a yes in figures': { reply: good({ valid: 1 }) },
    'neither yes nor no': { reply: good({ valid: undefined }) },
    'a yes to nothing': { reply: good({ id: undefined }) },
    'a yes to a number': { reply: good({ id: 7 }) },
    "somebody else's license": { reply: good({ license_key: OTHER_KEY }) },
    'a product that cannot be told': { reply: good({ product: { id: PRODUCT } }), attributes: { product: PRODUCT } },
    'a plan that cannot be told': { reply: good({ plan: undefined }), attributes: { plan: PLAN } },
    'more than 64 KiB': { reply: { ...good(), huge: 64 * 1024 + 1 } },
    'a bare "Not found"': { reply: says(404, { message: 'Not found' }) },
    'a resource that is not found': { reply: says(404, { error: 'Resource not found' }) },
    'no such resource, with another ID': {
      reply: says(404, { message: `No such Resource found with the provided ID: ${OTHER_KEY}` }),
    },
    'metadata that does not match': { reply: says(400, { message: 'Metadata does not match' }) },
    "a framework's own 404": { reply: says(404, { status: 404, error: 'Not Found' }) },
    'an unknown route': { reply: says(404, { message: 'Route /api/v2/memberships not found' }) },
    'a missing parameter': {
      reply: says(404, { message: 'The product_id parameter is required to verify this license' }),
    },
    'a 404 that is not JSON': { reply: { status: 404, body: 'License not found' } },
    'a request that is not understood': { reply: says(400, { message: 'metadata must be a flat object' }) },
    'two texts, one of the API': { reply: says(404, { message: 'License not found', error: 'Unknown API route' }) },
  },
};
