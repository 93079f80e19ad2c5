import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { makeSigningKey } from '../support/license-token.mjs';
import {
  API_KEY,
  ask,
  found,
  KEY,
  makeRelay,
  membership,
  notFound,
  PAGE,
  PERSONAL,
  startWhop,
} from '../support/relay.mjs';

const ADDRESS = '203.0.113.7';
const DEVICE = 'HWID-5EC2E7';
const SECRETS = [...PERSONAL, API_KEY, 'apik_', KEY, KEY.toLowerCase(), ADDRESS, DEVICE];

/** What stands on any console from here to the end of the test. */
function listenToConsoles(t) {
  const said = [];
  for (const name of ['log', 'info', 'warn', 'error', 'debug'])
    t.mock.method(console, name, (...words) => said.push(words.map(String).join(' ')));
  for (const stream of [process.stdout, process.stderr]) {
    const { write } = stream;
    t.mock.method(
      stream,
      'write',
      (...given) => (/^[{\w]/.test(String(given[0])) && said.push(String(given[0])), write.apply(stream, given)),
    );
  }
  return said;
}

function assertTellsNothing(text, secrets = SECRETS) {
  for (const secret of secrets) assert.ok(!text.toLowerCase().includes(secret.toLowerCase()), `${secret} in ${text}`);
}

/** An error of Whop's that quotes everything it knows. */
const chatty = (status) => (request) => ({
  status,
  body: { error: { type: 'x', message: `${request.url} ${request.headers.authorization}`, user: membership().user } },
});

const SITUATIONS = [
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
  ...[400, 401, 403, 404, 409, 410, 422, 429, 500, 503].map((status) => [`a chatty ${status}`, chatty(status)]),
  ['a page', () => ({ status: 200, body: `<html>${KEY} ${API_KEY} jo.buyer@mail.example` })],
  ['a redirect', () => ({ status: 302, headers: { Location: `https://evil.example/${KEY}?${API_KEY}` } })],
  ['a broken connection', (request) => void request.socket.destroy()],
];

describe('nobody hears what is not his', () => {
  for (const [title, answer] of SITUATIONS) {
    it(`of ${title}, in the answer, the log and on the console`, async (t) => {
      const said = listenToConsoles(t);
      const { jwk, privateKey } = await makeSigningKey();
      const signingKey = { ...jwk, d: (await crypto.subtle.exportKey('jwk', privateKey)).d };
      const relay = makeRelay(t, await startWhop(t, answer), { signingKey, issuer: 'https://license.shop.example' });
      // A second one, since the first answer is kept.
      for (let count = 0; count < 2; count++) {
        const response = await ask(relay, KEY, { metadata: { hwid: DEVICE }, address: ADDRESS });
        const body = await response.text();
        assertTellsNothing(body);
        assertTellsNothing(JSON.stringify([...response.headers]));
        const { token } = JSON.parse(body);
        if (token) assertTellsNothing(atob(token.split('.')[1].replace(/-/g, '+').replace(/_/g, '/')));
      }
      assert.equal(relay.log.length, 2);
      for (const line of relay.log)
        assert.match(line, /^\{"time":"[-\d:.TZ]+","status":\d+,"reason":"[\w-]+","ms":\d+,"cached":(true|false)\}$/);
      assertTellsNothing(relay.log.join('\n'));
      assertTellsNothing(said.join('\n'), [...SECRETS, signingKey.d]);
    });
  }

  for (const [title, question] of [
    ['a key that can be none', { key: `${KEY}/${DEVICE}` }],
    ['the API key', { key: API_KEY }],
    ['a body that is none', { body: `{"metadata":"${DEVICE} ${KEY}"` }],
    ['a page that may not ask', { origin: `https://${KEY}.example` }],
  ]) {
    it(`of ${title}`, async (t) => {
      const said = listenToConsoles(t);
      const { key = KEY, ...options } = question;
      const relay = makeRelay(t, await startWhop(t));
      const response = await ask(relay, key, { ...options, address: ADDRESS });
      assertTellsNothing(`${await response.text()} ${relay.log.join()} ${said.join()}`);
    });
  }

  it('of a route that is none', async (t) => {
    const relay = makeRelay(t, await startWhop(t));
    const response = await relay.fetch(
      new Request(`https://relay.example/${KEY}?${API_KEY}`, { headers: { Origin: PAGE } }),
    );
    assertTellsNothing(`${await response.text()} ${relay.log.join()}`);
  });
});

describe('what is kept', () => {
  it('names no key, no device, no address and no buyer', async (t) => {
    const kept = [];
    const note =
      (result) =>
      (...given) => (kept.push(JSON.stringify(given)), Promise.resolve(result));
    const state = {
      get: note(null),
      set: note(),
      delete: note(),
      claim: note(true),
      take: note({ granted: true, used: 1, wait: 0 }),
      health: note('shared'),
      close() {},
    };
    for (const answer of [found({ metadata: { hwid: DEVICE } }), notFound, found({ status: 'expired' })]) {
      const relay = makeRelay(t, await startWhop(t, answer), { state });
      await ask(relay, KEY, { metadata: { hwid: 'other' }, address: ADDRESS });
    }
    assert.ok(
      kept.some((entry) => entry.includes('mem_A1B2C3')),
      'it was watched',
    );
    assertTellsNothing(kept.join('\n'));
  });

  it('is named otherwise under another API key', async (t) => {
    const names = [new Set(), new Set()];
    for (const [index, whopApiKey] of [API_KEY, `${API_KEY}2`].entries()) {
      const note = (name) => (names[index].add(name), Promise.resolve(null));
      const state = {
        get: note,
        set: note,
        delete: note,
        claim: () => Promise.resolve(true),
        take: (name) => (note(name), Promise.resolve({ granted: true, used: 1, wait: 0 })),
        health: note,
        close() {},
      };
      await ask(makeRelay(t, await startWhop(t, notFound), { state, whopApiKey }));
    }
    const shared = [...names[0]].filter((name) => names[1].has(name));
    assert.deepEqual(shared.sort(), ['pause', 'upstream']);
  });
});
