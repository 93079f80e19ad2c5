import { FAKE_API_KEY_FORBIDDEN, FAKE_API_KEY_WITHOUT_SCOPE } from '../../dist/testing.js';
import { useUp } from './use-up.mjs';

/** @import { CheckRow } from './both-ways.mjs' */

/**
 * @typedef {{ outcome: string, reason?: string }} ExpectedVerdict
 *
 * @typedef {CheckRow & { title: string, verdict: ExpectedVerdict, differs?: Difference }} ParityRow
 *
 * @typedef {{ relay: ExpectedVerdict, why: string }} Difference - What a relay answers where it differs from Whop.
 */

const valid = { outcome: 'valid' };
/** @param {string} reason */
const invalid = (reason) => ({ outcome: 'invalid', reason });
/** @param {string} reason */
const unverified = (reason) => ({ outcome: 'unverified', reason });
const good = { licenseKey: 'DEMO-VALID' };
const bound = { licenseKey: 'DEMO-BOUND' };
const device = { hwid: 'demo-device' };
const cutConnection = () => Promise.reject(new TypeError('The connection broke.'));

/**
 * What the test API's own licenses do not cover: settings, bindings, faults of Whop as a whole. See `checkBy`.
 *
 * @type {ParityRow[]}
 */
export const parityRows = [
  {
    title: 'an unknown key',
    verdict: invalid('not-found'),
    asks: { licenseKey: 'NOBODY-KNOWS0-THISKEY0-ATALL0W' },
  },
  { title: 'an empty key', verdict: invalid('empty-key'), asks: { licenseKey: ' \u200b' } },
  { title: 'a path', verdict: invalid('malformed-key'), asks: { licenseKey: '..' } },
  { title: 'a membership ID', verdict: invalid('malformed-key'), asks: { licenseKey: 'mem_DEMOVALID' } },
  { title: 'a key copied from an e-mail', verdict: valid, asks: { licenseKey: '\ufeff“DEMO\u2013VAL\u00adID”\u00a0' } },
  { title: 'a key in other capitals', verdict: invalid('not-found'), asks: { licenseKey: 'demo-valid' } },
  { title: 'no product asked for', verdict: valid, asks: good },
  { title: 'another product', verdict: invalid('wrong-product'), asks: { ...good, product: 'prod_other' } },
  { title: 'one of two products', verdict: valid, asks: { ...good, product: 'prod_other prod_demo' } },
  { title: 'another plan', verdict: invalid('wrong-plan'), asks: { ...good, plan: 'plan_other' } },
  {
    title: 'another product, expired',
    verdict: invalid('wrong-product'),
    asks: { licenseKey: 'DEMO-EXPIRED', product: 'prod_other' },
  },
  { title: 'a setting that cannot be used', verdict: unverified('misconfigured'), asks: { ...good, product: 'demo' } },
  {
    title: 'a late payment that the seller accepts',
    verdict: valid,
    asks: { licenseKey: 'DEMO-PAST-DUE-ALLOWED' },
    options: { allowPastDue: true },
  },
  {
    title: 'a late payment that the seller does not accept',
    verdict: invalid('inactive'),
    asks: { licenseKey: 'DEMO-PAST-DUE' },
    options: { allowPastDue: false },
  },
  { title: "one of the relay's products", verdict: valid, asks: good, options: { products: 'prod_other prod_demo' } },
  {
    title: "none of the relay's products",
    verdict: valid,
    differs: { relay: invalid('inactive'), why: 'only a relay has PRODUCTS; the tag has `product`' },
    asks: good,
    options: { products: 'prod_other' },
  },
  {
    title: "none of the relay's products and none of the tag's",
    verdict: invalid('wrong-product'),
    asks: { ...good, product: 'prod_other' },
    options: { products: 'prod_other' },
  },

  { title: 'the device that the key is bound to', verdict: valid, asks: { ...bound, metadata: device } },
  { title: 'another device', verdict: invalid('device-mismatch'), asks: { ...bound, metadata: { hwid: 'another' } } },
  {
    title: 'one pair more than the key is bound to',
    verdict: invalid('device-mismatch'),
    asks: { ...bound, metadata: { ...device, os: 'linux' } },
  },
  {
    title: 'a device ID of another type',
    verdict: invalid('device-mismatch'),
    asks: { ...bound, metadata: { hwid: 1 } },
  },
  {
    title: 'a device, for a key that is bound to none',
    verdict: valid,
    asks: { ...good, metadata: device },
  },
  {
    title: 'a second device, for a key that was bound to none',
    verdict: invalid('device-mismatch'),
    differs: { relay: { ...valid, reason: undefined }, why: 'a relay never writes, so it binds nothing' },
    asks: { ...good, metadata: { hwid: 'second' } },
    before: (check) => check({ metadata: { hwid: 'first' } }),
  },
  {
    title: 'an expired key on another device',
    verdict: invalid('inactive'),
    asks: { licenseKey: 'DEMO-EXPIRED', metadata: device },
  },

  {
    title: 'an unknown API key',
    verdict: unverified('unauthorized'),
    asks: good,
    apiKey: 'apik_unknown',
    options: { whopApiKey: 'apik_unknown' },
  },
  {
    title: 'an API key without the permission',
    verdict: unverified('unauthorized'),
    asks: good,
    apiKey: FAKE_API_KEY_WITHOUT_SCOPE,
    options: { whopApiKey: FAKE_API_KEY_WITHOUT_SCOPE },
  },
  {
    title: 'an API key that is forbidden',
    verdict: unverified('forbidden'),
    asks: good,
    apiKey: FAKE_API_KEY_FORBIDDEN,
    options: { whopApiKey: FAKE_API_KEY_FORBIDDEN },
  },
  {
    title: 'a page whose origin is not allowed',
    verdict: valid,
    differs: { relay: unverified('forbidden'), why: 'only a relay has a list of origins' },
    asks: good,
    origin: 'https://thief.example',
  },
  {
    title: 'a misconfigured relay',
    verdict: valid,
    differs: { relay: unverified('server-error'), why: 'only a relay can be misconfigured' },
    asks: good,
    options: { trustProxy: 'yes' },
  },
  {
    title: 'v2 retired',
    verdict: unverified('retired'),
    differs: { relay: { ...valid, reason: undefined }, why: 'v1 still works' },
    asks: good,
    whop: { retired: true },
  },
  { title: 'Whop down', verdict: unverified('unreachable'), asks: good, between: () => cutConnection },
  {
    title: 'Whop down, once',
    verdict: valid,
    asks: good,
    between: (whop) => {
      let down = true;
      return (request) => (down ? ((down = false), cutConnection()) : whop(request));
    },
  },
  {
    title: 'a server error at Whop, once',
    verdict: valid,
    asks: good,
    between: (whop) => {
      let answers = 0;
      return (request) => (answers++ ? whop(request) : Promise.resolve(new Response('', { status: 503 })));
    },
  },
  {
    title: 'a redirect by a proxy',
    verdict: unverified('unreachable'),
    asks: good,
    between: () => () => Promise.resolve(new Response('', { status: 302, headers: { Location: '/login' } })),
  },
  {
    title: 'a sign-in page in place of Whop',
    verdict: unverified('unexpected-response'),
    asks: good,
    between: () => () =>
      Promise.resolve(new Response('<title>Sign in</title>', { headers: { 'Content-Type': 'text/html' } })),
  },
  {
    title: 'the rate limit used up',
    verdict: unverified('rate-limited'),
    asks: good,
    between: (whop) => {
      /** @type {Promise<void>} */
      let isUsedUp;
      return async (request) => {
        isUsedUp ??= useUp(whop, request.headers.get('Authorization'));
        await isUsedUp;
        return whop(request);
      };
    },
  },
  {
    title: 'a bare "Not found"',
    verdict: unverified('unexpected-response'),
    asks: good,
    between: () => () => Promise.resolve(Response.json({ message: 'Not found' }, { status: 404 })),
  },
  {
    title: 'a refusal of a key that was good',
    verdict: invalid('not-found'),
    asks: good,
    options: { cacheSeconds: 0 },
    before: (check) => check(),
    between: (whop) => {
      let asked = 0;
      const refusal = () => Response.json({ error: { code: 404, message: 'Membership not found' } }, { status: 404 });
      return (request) => (asked++ ? Promise.resolve(refusal()) : whop(request));
    },
  },
];
