import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { validateLicense } from '../../dist/client.js';
import { makeSigningKey } from '../support/license-token.mjs';
import { mockTimers, mockClocks } from '../support/mock-time.mjs';
import { answerTo, ask, KEY, makeRelay, PAGE } from '../support/relay.mjs';
import { found, membership, notFound, startWhop } from '../support/scripted-whop.mjs';

/**
 * @import { TestContext } from 'node:test'
 * @import { AnyVerdict } from '../support/both-ways.mjs'
 * @import { AskOptions } from '../support/relay.mjs'
 * @import { Answerer } from '../support/scripted-whop.mjs'
 */

const OTHER_PAGE = 'https://docs.shop.example';
const THIEF = 'https://thief.example';

/**
 * @param {Response} response
 * @param {number} expected
 * @param {string} [page]
 */
function assertReadable({ status, headers }, expected, page = PAGE) {
  assert.equal(status, expected);
  assert.equal(headers.get('Access-Control-Allow-Origin'), page);
  assert.equal(headers.get('Access-Control-Expose-Headers'), headers.has('Retry-After') ? 'Retry-After' : null);
  assert.equal(headers.get('Access-Control-Allow-Credentials'), null);
  assert.equal(headers.get('Vary'), 'Origin');
  assert.equal(headers.get('Cache-Control'), 'no-store');
  assert.match(headers.get('Content-Type'), /^application\/json\b/);
}

/** The response, what Whop or a page does to get it, and the reason that the tag reads from it. */
const ANSWERS = /** @type {[number, string, Answerer, AskOptions, string][]} */ ([
  [201, 'a good license', found(), {}, 'valid'],
  [201, 'a refused license', found({ status: 'expired' }), {}, 'inactive'],
  [400, 'another device', found({ metadata: { hwid: '1' } }), { metadata: { hwid: '2' } }, 'device-mismatch'],
  [400, 'a body that is not JSON', found(), { body: 'metadata' }, 'unexpected-response'],
  [404, 'an unknown key', notFound, {}, 'not-found'],
  [413, 'a large body', found(), { body: ' '.repeat(16 * 1024 + 1) }, 'unexpected-response'],
  [429, "Whop's own limit", () => ({ status: 429 }), {}, 'rate-limited'],
  [502, 'an outage at Whop', () => ({ status: 503, body: '<html>' }), {}, 'server-error'],
  [502, 'an API key that Whop refuses', () => ({ status: 401 }), {}, 'server-error'],
]);

/**
 * The tag's verdict on a response that its page can read.
 *
 * @param {TestContext} t
 * @param {Response} response
 * @returns {Promise<AnyVerdict>}
 */
async function verdictOf(t, response) {
  const { mock } = t.mock.method(globalThis, 'fetch', () => Promise.resolve(response.clone()));
  t.mock.method(console, 'warn', () => {});
  const verdict = await validateLicense({ licenseKey: KEY, apiBase: `https://relay.example/${crypto.randomUUID()}` });
  mock.restore();
  return verdict;
}

describe('a response can be read by the page that asked', () => {
  for (const [status, title, answer, question, reason] of ANSWERS) {
    it(`${status}: ${title}, read as ${reason}`, async (t) => {
      const response = await ask(makeRelay(t, await startWhop(t, answer)), KEY, question);
      assertReadable(response, status);
      const verdict = await verdictOf(t, response);
      assert.equal(verdict.reason ?? verdict.outcome, reason);
      assert.equal(verdict.retryAfter ?? null, status === 429 ? 10 : null);
    });
  }

  it('504: Whop does not answer', async (t) => {
    const timers = mockTimers(t, 8000);
    const whop = await startWhop(t, () => {});
    const reply = ask(makeRelay(t, whop));
    await whop.untilReceived(1);
    timers.fire();
    const response = await reply;
    assertReadable(response, 504);
    assert.equal((await verdictOf(t, response)).reason, 'server-error');
  });

  it('429: one refusal too many', async (t) => {
    mockClocks(t);
    const relay = makeRelay(t, await startWhop(t, notFound));
    for (let count = 0; count < 30; count++) assert.equal((await ask(relay, `W-${count}`)).status, 404);
    const response = await ask(relay, 'W-30');
    assertReadable(response, 429);
    const { reason, retryAfter } = await verdictOf(t, response);
    assert.deepEqual([reason, retryAfter], ['rate-limited', 60]);
  });

  it('500: a signing key made of the halves of two keys', async (t) => {
    const [one, other] = [await makeSigningKey(), await makeSigningKey()];
    const signingKey = { ...other.jwk, d: (await crypto.subtle.exportKey('jwk', one.privateKey)).d };
    const response = await ask(
      makeRelay(t, await startWhop(t), { signingKey, issuer: 'https://license.shop.example' }),
    );
    assertReadable(response, 500);
    assert.match((await response.clone().json()).error.message, /SIGNING_KEY/);
    assert.equal((await verdictOf(t, response)).reason, 'server-error');
  });
});

describe('two pages that ask about the same key', () => {
  for (const [title, answer, status] of /** @type {const} */ ([
    ['a good license', found(), 201],
    ['a refused one', notFound, 404],
  ])) {
    it(`each get a response with their own origin, from one request to Whop: ${title}`, async (t) => {
      const whop = await startWhop(t, answer);
      const relay = makeRelay(t, whop, { allowedOrigins: [PAGE, OTHER_PAGE] });
      for (const origin of [PAGE, OTHER_PAGE, PAGE]) assertReadable(await ask(relay, KEY, { origin }), status, origin);
      assert.equal(whop.requests.length, 1);
    });
  }

  it('at the same time each get a response with their own origin', async (t) => {
    const whop = await startWhop(t);
    const relay = makeRelay(t, whop, { allowedOrigins: [PAGE, OTHER_PAGE] });
    const [one, other] = await Promise.all([PAGE, OTHER_PAGE].map((origin) => ask(relay, KEY, { origin })));
    assertReadable(one, 201, PAGE);
    assertReadable(other, 201, OTHER_PAGE);
    assert.equal(whop.requests.length, 1);
  });

  it('do not let a third one read it', async (t) => {
    const relay = makeRelay(t, await startWhop(t));
    await ask(relay);
    const { status, headers } = await ask(relay, KEY, { origin: THIEF });
    assert.deepEqual([status, headers.get('Access-Control-Allow-Origin'), headers.get('Vary')], [403, null, 'Origin']);
    assert.equal(headers.get('Cache-Control'), 'no-store');
  });
});

describe('a response', () => {
  it('has the fields that the tag reads, and no others', async (t) => {
    const end = '2027-01-02T03:04:05.000Z';
    const whop = await startWhop(
      t,
      found({ quantity: 2, expires_at: end, renewal_period_end: end, cancel_at_period_end: true }),
    );
    assert.deepEqual(await (await ask(makeRelay(t, whop))).json(), {
      id: 'mem_A1B2C3',
      product: 'prod_A',
      plan: 'plan_A',
      status: 'active',
      valid: true,
      expires_at: 1798859045,
      renewal_period_end: 1798859045,
      cancel_at_period_end: true,
      quantity: 2,
      manage_url: membership().manage_url,
    });
  });

  for (const [title, changes] of /** @type {[string, object][]} */ ([
    ['an end of zero', { expires_at: 0 }],
    ['an end before 1970', { expires_at: '0001-01-01T00:00:00Z' }],
    ['an end of zero, and is not renewed', { expires_at: 0, renewal_period_end: 0, cancel_at_period_end: true }],
  ])) {
    it(`has no end when Whop's has ${title}`, async (t) => {
      const { body } = await answerTo(makeRelay(t, await startWhop(t, found(changes))));
      assert.deepEqual([body.valid, body.expires_at], [true, null]);
    });
  }

  it('to a program that is no page has no CORS headers', async (t) => {
    const { status, headers } = await ask(makeRelay(t, await startWhop(t)), KEY, { origin: null });
    assert.equal(status, 201);
    assert.deepEqual(
      [...headers.keys()].filter((name) => name.startsWith('access-control')),
      [],
    );
    assert.equal(headers.get('Vary'), 'Origin');
  });
});
