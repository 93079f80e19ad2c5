import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { makeSigningKey } from '../support/license-token.mjs';
import { API_KEY, ask, KEY, makeRelay, PAGE } from '../support/relay.mjs';
import { found, membership, notFound, PERSONAL_DATA, startWhop } from '../support/scripted-whop.mjs';

/**
 * @import { IncomingMessage } from 'node:http'
 * @import { TestContext } from 'node:test'
 * @import { AskOptions } from '../support/relay.mjs'
 * @import { Answer, Answerer } from '../support/scripted-whop.mjs'
 */

const ADDRESS = '203.0.113.7';
const DEVICE = 'HWID-5EC2E7';
const SECRETS = [...PERSONAL_DATA, API_KEY, 'apik_', KEY, KEY.toLowerCase(), ADDRESS, DEVICE];

/**
 * Records everything that is printed until the end of the test.
 *
 * @param {TestContext} t
 */
function recordConsole(t) {
  /** @type {string[]} */
  const printed = [];
  /** @param {unknown[]} words */
  const record = (...words) => printed.push(words.map(String).join(' '));
  for (const name of /** @type {const} */ (['log', 'info', 'warn', 'error', 'debug']))
    t.mock.method(console, name, record);
  for (const stream of [process.stdout, process.stderr]) {
    const { write } = stream;
    /** @param {Parameters<typeof write>} given */
    const recordAndWrite = (...given) => {
      if (/^[{\w]/.test(String(given[0]))) printed.push(String(given[0]));
      return write.apply(stream, given);
    };
    t.mock.method(stream, 'write', recordAndWrite);
  }
  return printed;
}

/**
 * @param {string} text
 * @param {string[]} [secrets]
 */
function assertWithoutSecrets(text, secrets = SECRETS) {
  for (const secret of secrets) assert.ok(!text.toLowerCase().includes(secret.toLowerCase()), `${secret} in ${text}`);
}

/**
 * An error response of Whop that quotes everything it knows.
 *
 * @type {(status: number) => (request: IncomingMessage) => Answer}
 */
const quotingError = (status) => (request) => ({
  status,
  body: { error: { type: 'x', message: `${request.url} ${request.headers.authorization}`, user: membership().user } },
});

/** @type {[string, Answerer][]} */
const WHOP_RESPONSES = [
  ['a good license', found({ metadata: { hwid: DEVICE } })],
  ['a license for another device', found({ metadata: { hwid: `${DEVICE}-2` } })],
  ['a license that has ended', found({ status: 'expired' })],
  ["a license for somebody else's key", found({ license_key: 'W-OTHER' })],
  [
    'a membership in the shape of 2026-09-15',
    found({
      product: undefined,
      product_id: 'prod_A',
      plan: undefined,
      plan_id: 'plan_A',
      user_id: 'user_JoBuyer',
      manage_url: undefined,
    }),
  ],
  [
    'personal data where it does not belong',
    found({
      id: 'mem_1',
      quantity: 'Jo Buyer',
      cancel_at_period_end: 'jo.buyer@mail.example',
      manage_url: 'https://evil.example/?u=jobuyer',
      expires_at: 'Elm Street',
      valid: 'Jo Buyer',
      token: 'Jo Buyer',
    }),
  ],
  ['no such license', notFound],
  ...[400, 401, 403, 404, 409, 410, 422, 429, 500, 503].map(
    (status) => /** @type {[string, Answerer]} */ ([`a ${status} that quotes everything`, quotingError(status)]),
  ),
  ['an HTML page', () => ({ status: 200, body: `<html>${KEY} ${API_KEY} jo.buyer@mail.example` })],
  ['a redirect', () => ({ status: 302, headers: { Location: `https://evil.example/${KEY}?${API_KEY}` } })],
  [
    'a broken connection',
    (request) => {
      request.socket.destroy();
    },
  ],
];

describe('no secret is in the response, the log or the console', () => {
  for (const [title, answer] of WHOP_RESPONSES) {
    it(`when Whop answers with ${title}`, async (t) => {
      const printed = recordConsole(t);
      const { jwk, privateKey } = await makeSigningKey();
      const signingKey = { ...jwk, d: (await crypto.subtle.exportKey('jwk', privateKey)).d };
      const relay = makeRelay(t, await startWhop(t, answer), { signingKey, issuer: 'https://license.shop.example' });
      // The second response is made from the cache.
      for (let count = 0; count < 2; count++) {
        const response = await ask(relay, KEY, { metadata: { hwid: DEVICE }, address: ADDRESS });
        const body = await response.text();
        assertWithoutSecrets(body);
        assertWithoutSecrets(JSON.stringify([...response.headers]));
        const { token } = JSON.parse(body);
        if (token) assertWithoutSecrets(atob(token.split('.')[1].replace(/-/g, '+').replace(/_/g, '/')));
      }
      assert.equal(relay.log.length, 2);
      for (const line of relay.log)
        assert.match(line, /^\{"time":"[-\d:.TZ]+","status":\d+,"reason":"[\w-]+","ms":\d+,"cached":(true|false)\}$/);
      assertWithoutSecrets(relay.log.join('\n'));
      assertWithoutSecrets(printed.join('\n'), [...SECRETS, signingKey.d]);
    });
  }

  for (const [title, question] of /** @type {[string, AskOptions & { key?: string }][]} */ ([
    ['a key that cannot be one', { key: `${KEY}/${DEVICE}` }],
    ['the API key', { key: API_KEY }],
    ['a body that is not JSON', { body: `{"metadata":"${DEVICE} ${KEY}"` }],
    ['an origin that is not allowed', { origin: `https://${KEY}.example` }],
  ])) {
    it(`when a page sends ${title}`, async (t) => {
      const printed = recordConsole(t);
      const { key = KEY, ...options } = question;
      const relay = makeRelay(t, await startWhop(t));
      const response = await ask(relay, key, { ...options, address: ADDRESS });
      assertWithoutSecrets(`${await response.text()} ${relay.log.join()} ${printed.join()}`);
    });
  }

  it('when there is no such route', async (t) => {
    const relay = makeRelay(t, await startWhop(t));
    const response = await relay.fetch(
      new Request(`https://relay.example/${KEY}?${API_KEY}`, { headers: { Origin: PAGE } }),
    );
    assertWithoutSecrets(`${await response.text()} ${relay.log.join()}`);
  });
});

describe('the state', () => {
  it('contains no key, no device, no address and no buyer', async (t) => {
    /** @type {string[]} */
    const stored = [];
    /** @type {(result?: unknown) => (...args: unknown[]) => Promise<unknown>} */
    const record =
      (result) =>
      (...args) => (stored.push(JSON.stringify(args)), Promise.resolve(result));
    const state = {
      get: record(null),
      set: record(),
      delete: record(),
      acquireLease: record(true),
      consume: record({ isAllowed: true, consumed: 1, retryAfterS: 0 }),
      peek: record({ isAllowed: true, consumed: 0, retryAfterS: 0 }),
      health: record('shared'),
      close() {},
    };
    for (const answer of [found({ metadata: { hwid: DEVICE } }), notFound, found({ status: 'expired' })]) {
      const relay = makeRelay(t, await startWhop(t, answer), { state });
      await ask(relay, KEY, { metadata: { hwid: 'other' }, address: ADDRESS });
    }
    assert.ok(
      stored.some((entry) => entry.includes('mem_A1B2C3')),
      'something was recorded',
    );
    assertWithoutSecrets(stored.join('\n'));
  });

  it('uses other names under another API key', async (t) => {
    const names = [new Set(), new Set()];
    for (const [index, whopApiKey] of [API_KEY, `${API_KEY}2`].entries()) {
      /** @param {string} name */
      const record = (name) => (names[index].add(name), Promise.resolve(null));
      /** @param {string} name */
      const count = (name) => (record(name), Promise.resolve({ isAllowed: true, consumed: 1, retryAfterS: 0 }));
      const state = {
        get: record,
        set: record,
        delete: record,
        acquireLease: () => Promise.resolve(true),
        consume: count,
        peek: count,
        health: record,
        close() {},
      };
      await ask(makeRelay(t, await startWhop(t, notFound), { state, whopApiKey }));
    }
    const shared = [...names[0]].filter((name) => names[1].has(name));
    assert.deepEqual(shared.sort(), ['cooldown', 'upstream']);
  });
});
