import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { validateLicense } from '../../dist/client.js';
import { createRelay, optionsFromEnvironment } from '../../packages/relay/dist/index.js';
import { makeSigningKey } from '../support/license-token.mjs';
import { answerTo, API_KEY, ask, KEY, makeRelay, PAGE, serve } from '../support/relay.mjs';
import { found, startWhop } from '../support/scripted-whop.mjs';

/**
 * @import { TestContext } from 'node:test'
 * @import { RelayOptions } from '../../packages/relay/dist/index.js'
 * @import { AnyVerdict } from '../support/both-ways.mjs'
 * @import { AnyRelayOptions } from '../support/relay.mjs'
 */

const SECRET = 's3cr3t';
const pair = await makeSigningKey();
const signingKey = { ...pair.jwk, d: (await crypto.subtle.exportKey('jwk', pair.privateKey)).d };
const issuer = 'https://license.shop.example';
const good = { whopApiKey: API_KEY, allowedOrigins: PAGE };

/** By the name of the variable: the option, and values that cannot be used. */
const WRONG = {
  WHOP_API_KEY: [
    'whopApiKey',
    undefined,
    null,
    '',
    ' \n',
    7,
    {},
    [],
    ['apik_1'],
    `${SECRET} two words`,
    `${SECRET}é`,
    'Bearer',
    SECRET.repeat(400),
    Symbol(SECRET),
    () => SECRET,
  ],
  ALLOWED_ORIGINS: [
    'allowedOrigins',
    undefined,
    null,
    '',
    ' , ',
    [],
    [''],
    '*',
    ['*'],
    'https://*.shop.example',
    `${SECRET}.example`,
    `https://${SECRET}.example/shop`,
    `https://shop.example?${SECRET}`,
    `https://${SECRET}:x@shop.example`,
    'https://',
    'https://shop.example:99999',
    [PAGE, 7],
    [PAGE, null],
    [[PAGE]],
    7,
    {},
    true,
    new Set([PAGE]),
  ],
  PRODUCTS: [
    'products',
    SECRET,
    'prod_',
    'prod_A plan_A',
    ['prod_A', ''].concat(SECRET),
    ['prod_A', 7],
    {},
    7,
    true,
    'prod_A;prod_B',
  ],
  ALLOW_PAST_DUE: [
    'allowPastDue',
    SECRET,
    'yes',
    '1',
    1,
    0,
    {},
    [],
    [true],
    'constructor',
    '__proto__',
    'toString',
    'undefined',
    'null',
    Object.create(null),
    Symbol(SECRET),
    () => true,
  ],
  CACHE_SECONDS: [
    'cacheSeconds',
    SECRET,
    -1,
    '-1',
    1.5,
    NaN,
    Infinity,
    '1e3',
    '60s',
    '0x10',
    86_401,
    true,
    [60],
    {},
    Object.create(null),
    10n,
  ],
  TRUST_PROXY: ['trustProxy', SECRET, true, 'true', 'loopback', -1, 21, [1], {}],
  REDIS_URL: [
    'redisUrl',
    SECRET,
    `http://${SECRET}`,
    'redis://',
    'redis://[',
    'localhost:6379',
    7,
    {},
    [`redis://${SECRET}`],
  ],
  WHOP_API_BASE: [
    'whopApiBase',
    SECRET,
    '/api/v1',
    `http://${SECRET}.example`,
    `https://${SECRET}@api.whop.com`,
    `https://api.whop.com/?${SECRET}`,
    'https://api.whop.com/#',
    'ftp://api.whop.com',
    7,
    {},
  ],
  SIGNING_KEY: [
    'signingKey',
    SECRET,
    '{}',
    '[]',
    '{"keys":[]}',
    {},
    [],
    7,
    true,
    { keys: [] },
    { keys: [{}] },
    pair.jwk,
    { ...signingKey, d: SECRET },
    { ...signingKey, crv: 'P-384' },
    { ...signingKey, kty: 'oct' },
    { keys: [signingKey, pair.jwk] },
    [signingKey],
    JSON.stringify(signingKey).slice(1),
  ],
};

/**
 * @param {TestContext} t
 * @param {AnyRelayOptions} options
 * @param {string} name
 */
async function assertMisconfigured(t, options, name) {
  const error = t.mock.method(console, 'error', () => {});
  const relay = createRelay(/** @type {RelayOptions} */ (options));
  for (const request of [
    new Request(`https://relay.example/memberships/${KEY}/validate_license`, {
      method: 'POST',
      headers: { Origin: PAGE },
      body: '{"metadata":{}}',
    }),
    new Request('https://relay.example/healthz'),
    new Request('https://relay.example/nowhere'),
  ]) {
    const response = await relay.fetch(request);
    const text = await response.text();
    assert.equal(response.status, 500);
    assert.equal(response.headers.get('Cache-Control'), 'no-store');
    assert.ok(JSON.parse(text).error.message.includes(name), text);
    assert.ok(!text.includes(SECRET), text);
  }
  relay.close();
  assert.equal(error.mock.callCount(), 1, 'the console names it once');
  const [message] = error.mock.calls[0].arguments;
  assert.match(message, new RegExp(`^whop-license-relay: .*\\b${name}\\b.*\\.$`));
  assert.ok(!message.includes(SECRET), message);
}

describe('an unusable option is named, and each request is answered 500', () => {
  for (const [variable, [name, ...values]] of Object.entries(WRONG)) {
    for (const value of values) {
      it(`${variable} as ${typeof value === 'string' ? `"${value.slice(0, 40)}"` : `${typeof value} ${JSON.stringify(value, (_name, part) => (typeof part === 'bigint' ? 'n' : part))?.slice(0, 40)}`}`, (t) => {
        return assertMisconfigured(t, { ...good, issuer, [name]: value }, variable);
      });
    }
  }

  for (const [title, options, variable] of /** @type {[string, AnyRelayOptions, string][]} */ ([
    ['a signing key without an issuer', { signingKey }, 'ISSUER'],
    ['a signing key with an issuer that is not text', { signingKey, issuer: [issuer] }, 'ISSUER'],
    ['a token that lasts 0 seconds', { signingKey, issuer, tokenSeconds: 0 }, 'TOKEN_SECONDS'],
    ['a token that lasts forever', { signingKey, issuer, tokenSeconds: 'Infinity' }, 'TOKEN_SECONDS'],
    ['a log that is not a function', { log: SECRET }, 'log'],
  ])) {
    it(title, (t) => assertMisconfigured(t, { ...good, ...options }, variable));
  }

  for (const options of [
    undefined,
    null,
    7,
    SECRET,
    [],
    () => good,
    Object.create(good),
    new Map(Object.entries(good)),
  ]) {
    it(`options that are not an object: ${typeof options}`, (t) => assertMisconfigured(t, options, 'WHOP_API_KEY'));
  }

  const throwing = () => {
    throw new Error(SECRET);
  };
  for (const [title, options] of [
    ['an option that throws', Object.defineProperty({ ...good }, 'products', { get: throwing })],
    ['options that always throw', new Proxy({}, { get: throwing, getOwnPropertyDescriptor: throwing })],
  ]) {
    it(title, (t) => assertMisconfigured(t, options, 'option'));
  }

  it('the tag does not blame the buyer', async (t) => {
    t.mock.method(console, 'error', () => {});
    t.mock.method(console, 'warn', () => {});
    const port = await serve(t, createRelay(/** @type {RelayOptions} */ ({})));
    /** @type {AnyVerdict} */
    const verdict = await validateLicense({ licenseKey: KEY, apiBase: `http://127.0.0.1:${port}` });
    assert.deepEqual([verdict.outcome, verdict.reason], ['unverified', 'server-error']);
  });
});

describe('options are accepted as', () => {
  for (const [title, options] of /** @type {[string, AnyRelayOptions][]} */ ([
    [
      'text, as in environment variables',
      {
        whopApiKey: ` Bearer ${API_KEY}\n`,
        allowedOrigins: `${PAGE}, null`,
        products: 'prod_B,prod_A',
        allowPastDue: ' TRUE ',
        cacheSeconds: ' 5 ',
        trustProxy: '1',
      },
    ],
    [
      'lists, numbers and booleans',
      {
        allowedOrigins: [PAGE, 'null'],
        products: ['prod_B', 'prod_A'],
        allowPastDue: true,
        cacheSeconds: 5,
        trustProxy: 1,
      },
    ],
    [
      'lists of texts with several items each',
      {
        allowedOrigins: [`null ${PAGE}`, 'tauri://localhost'],
        products: ['prod_C prod_B', 'prod_A'],
        allowPastDue: true,
      },
    ],
    [
      'empty values',
      {
        allowPastDue: true,
        products: null,
        cacheSeconds: undefined,
        trustProxy: '',
        redisUrl: ' ',
        signingKey: '',
        issuer: '',
        tokenSeconds: null,
      },
    ],
  ])) {
    it(title, async (t) => {
      const error = t.mock.method(console, 'error', () => {});
      const relay = makeRelay(t, await startWhop(t, found({ status: 'past_due' })), options);
      assert.equal((await answerTo(relay)).body.valid, true);
      assert.equal(error.mock.callCount(), 0);
    });
  }

  it('environment variables, by their own names only', () => {
    const env = { WHOP_API_KEY: 'a', ALLOWED_ORIGINS: 'b', TOKEN_SECONDS: 'c', whopApiKey: 'd', PATH: 'e' };
    const given = Object.entries(optionsFromEnvironment(env)).filter(([, value]) => value !== undefined);
    assert.deepEqual(Object.fromEntries(given), { whopApiKey: 'a', allowedOrigins: 'b', tokenSeconds: 'c' });
  });
});

describe('a log that throws', () => {
  it('does not keep the response from the buyer', async (t) => {
    const error = t.mock.method(console, 'error', () => {});
    const relay = makeRelay(t, await startWhop(t), {
      log: () => {
        throw new Error('The disk is full.');
      },
    });
    assert.equal((await ask(relay)).status, 201);
    assert.equal((await ask(relay, 'mem_1')).headers.get('Access-Control-Allow-Origin'), PAGE);
    assert.equal(error.mock.callCount(), 0);
  });
});

describe('a polluted Object.prototype', () => {
  const pollution = {
    whopApiKey: 'apik_Thief',
    allowedOrigins: 'https://thief.example',
    products: 'prod_B',
    allowPastDue: true,
    cacheSeconds: 0,
    trustProxy: 1,
    redisUrl: 'redis://thief.example',
    signingKey,
    issuer: 'https://thief.example',
    tokenSeconds: 1,
    whopApiBase: 'https://thief.example',
    state: {},
    log: 7,
    WHOP_API_KEY: 'apik_Thief',
    ALLOW_PAST_DUE: 'true',
    yes: true,
  };

  /**
   * @template Result
   * @param {() => Result | Promise<Result>} work
   */
  async function polluted(work) {
    for (const [name, value] of Object.entries(pollution))
      Object.defineProperty(Object.prototype, name, { value, configurable: true, writable: true });
    try {
      return await work();
    } finally {
      for (const name of Object.keys(pollution)) Reflect.deleteProperty(Object.prototype, name);
    }
  }

  it('adds no option', async (t) => {
    t.mock.method(console, 'error', () => {});
    const whop = await startWhop(t, found({ status: 'past_due' }));
    const relay = await polluted(() => makeRelay(t, whop, {}));
    await polluted(async () => {
      for (let count = 0; count < 2; count++) assert.equal((await ask(relay)).status, 201);
      assert.equal((await ask(relay, KEY, { origin: 'https://thief.example' })).status, 403);
      for (const options of /** @type {RelayOptions[]} */ ([
        {},
        { allowedOrigins: PAGE },
        { ...good, allowPastDue: 'yes' },
        optionsFromEnvironment({}),
      ])) {
        assert.equal((await createRelay(options).fetch(new Request('https://relay.example/healthz'))).status, 500);
      }
    });
    const { body } = await answerTo(relay);
    assert.deepEqual([body.valid, body.product, body.token], [false, 'prod_A', undefined]);
    assert.equal(whop.requests.length, 1);
    assert.equal(whop.requests[0].headers.authorization, `Bearer ${API_KEY}`);
  });
});
