import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { decodeProtectedHeader } from 'jose';
import { validateLicense } from '../../dist/client.js';
import { TokenRefused, verifyLicenseToken } from '../../packages/relay/dist/token.js';
import { makeSigningKey } from '../support/license-token.mjs';
import { mockClocks } from '../support/mock-time.mjs';
import { answerTo, ask, KEY, makeRelay, PAGE, send, serve } from '../support/relay.mjs';
import { found, startWhop } from '../support/scripted-whop.mjs';

/**
 * @import { JSONWebKeySet } from 'jose'
 * @import { TestContext } from 'node:test'
 * @import { AnyRelayOptions, AskOptions, TestedRelay } from '../support/relay.mjs'
 * @import { Answerer } from '../support/scripted-whop.mjs'
 */

const ISSUER = 'https://license.shop.example';

/**
 * A new `SIGNING_KEY`.
 *
 * @param {string} [name]
 */
async function makeKey(name) {
  const { jwk, privateKey } = await makeSigningKey();
  return { ...jwk, kid: name ?? jwk.kid, d: (await crypto.subtle.exportKey('jwk', privateKey)).d };
}
const [KEY_1, KEY_2, KEY_3] = [await makeKey(), await makeKey(), await makeKey()];

/** @type {(t: TestContext, answer?: Answerer, options?: AnyRelayOptions) => Promise<TestedRelay>} */
const start = async (t, answer, options) =>
  makeRelay(t, await startWhop(t, answer), { signingKey: KEY_1, issuer: ISSUER, ...options });
/** @type {(relay: TestedRelay, question?: AskOptions) => Promise<string>} */
const tokenOf = async (relay, question) => (await answerTo(relay, KEY, question)).body.token;
/** @type {(relay: TestedRelay) => Promise<JSONWebKeySet>} */
const keysOf = async (relay) => (await relay.fetch(new Request('https://relay.example/.well-known/jwks.json'))).json();
/** @param {string} token */
const claimsOf = (token) => JSON.parse(String(Buffer.from(token.split('.')[1], 'base64url')));
/** @type {(token: string, keys: JSONWebKeySet | string, audience?: string) => ReturnType<typeof verifyLicenseToken>} */
const verify = (token, keys, audience = PAGE) => verifyLicenseToken(token, { issuer: ISSUER, audience, keys });

describe('the token', () => {
  it('says what is good, for which page, by which relay and for how long', async (t) => {
    mockClocks(t);
    const relay = await start(t);
    const token = await tokenOf(relay);
    const iat = Math.floor(Date.now() / 1000);
    const claims = {
      iss: ISSUER,
      sub: 'mem_A1B2C3',
      product: 'prod_A',
      plan: 'plan_A',
      aud: PAGE,
      iat,
      exp: iat + 300,
    };
    assert.deepEqual(claimsOf(token), claims);
    assert.deepEqual(decodeProtectedHeader(token), { alg: 'ES256', kid: KEY_1.kid, typ: 'JWT' });
    assert.deepEqual(await verify(token, await keysOf(relay)), claims);
  });

  it('names the origin of the page that asked, in one form', async (t) => {
    const relay = await start(t, found(), {
      allowedOrigins: [PAGE, 'HTTPS://Docs.Example:443/', 'null', 'tauri://localhost'],
    });
    for (const [origin, aud] of [
      [PAGE, PAGE],
      ['https://docs.example', 'https://docs.example'],
      ['HTTPS://DOCS.EXAMPLE:443', 'https://docs.example'],
      ['null', 'null'],
      [null, 'null'],
      ['tauri://localhost', 'tauri://localhost'],
    ]) {
      const token = await tokenOf(relay, { origin });
      assert.equal(claimsOf(token).aud, aud);
      await assert.rejects(verify(token, await keysOf(relay), 'https://thief.example'), TokenRefused);
    }
  });

  for (const [title, changes] of /** @type {[string, (end: string) => object][]} */ ([
    ['with an end', (end) => ({ expires_at: end })],
    ['that is not renewed', (end) => ({ cancel_at_period_end: true, renewal_period_end: end })],
  ])) {
    it(`never outlives a membership ${title}`, async (t) => {
      const clocks = mockClocks(t);
      const end = Math.floor(Date.now() / 1000) + 100;
      const relay = await start(t, found(changes(new Date(end * 1000).toISOString())));
      assert.equal(claimsOf(await tokenOf(relay)).exp, end);
      clocks.advance(99);
      assert.equal(claimsOf(await tokenOf(relay)).exp, end);
      clocks.advance(2);
      assert.equal(await tokenOf(relay), undefined, 'Whop still calls it good, but no token is signed');
      assert.equal((await answerTo(relay)).body.valid, true);
    });
  }

  it('is reused while more than half of its life is left', async (t) => {
    const clocks = mockClocks(t);
    const relay = await start(t, found(), { tokenSeconds: 100, cacheSeconds: 10 });
    const first = await tokenOf(relay);
    clocks.advance(48);
    assert.equal(await tokenOf(relay), first);
    clocks.advance(3);
    const second = await tokenOf(relay);
    assert.equal(claimsOf(second).iat, claimsOf(first).iat + 51);
    assert.notEqual(await tokenOf(relay, { origin: null }), second, 'never for another page');
  });

  it('is not reused when the membership changed', async (t) => {
    const whop = await startWhop(t);
    const relay = makeRelay(t, whop, { signingKey: KEY_1, issuer: ISSUER, cacheSeconds: 0 });
    const before = claimsOf(await tokenOf(relay));
    for (const [changes, name] of /** @type {[object, string][]} */ ([
      [{ expires_at: new Date(Date.now() + 60_000).toISOString() }, 'exp'],
      [{ product: 'prod_B' }, 'product'],
      [{ plan: 'plan_B' }, 'plan'],
      [{ id: 'mem_2' }, 'sub'],
    ])) {
      whop.answer = found(changes);
      assert.notEqual(claimsOf(await tokenOf(relay))[name], before[name]);
    }
  });

  for (const [title, changes, options] of /** @type {[string, object, AnyRelayOptions?][]} */ ([
    ['a license that has ended', { status: 'expired' }],
    ['a license for another product', {}, { products: 'prod_B' }],
    ['a late payment', { status: 'past_due' }],
    ['a license without a product', { product: null }],
    ['a license without a plan', { plan: null }],
    ['a relay without a signing key', {}, { signingKey: undefined }],
  ])) {
    it(`is not signed for ${title}`, async (t) => {
      const { status, body } = await answerTo(await start(t, found(changes), options));
      assert.equal(status, 201);
      assert.ok(!('token' in body));
    });
  }

  it('is not signed for another device', async (t) => {
    const { status, body } = await answerTo(await start(t, found({ metadata: { hwid: 'A' } })), KEY, {
      metadata: { hwid: 'B' },
    });
    assert.deepEqual([status, Object.keys(body)], [400, ['error']]);
  });
});

describe('the public keys', () => {
  it('are all published, without their private halves, and cacheable', async (t) => {
    const relay = await start(t, found(), { signingKey: { keys: [KEY_1, KEY_2] } });
    const response = await relay.fetch(new Request('https://relay.example/any/where/.well-known/jwks.json'));
    assert.equal(response.headers.get('Cache-Control'), 'public, max-age=300');
    assert.deepEqual(await response.json(), {
      keys: [KEY_1, KEY_2].map(({ x, y, kid }) => ({ kty: 'EC', crv: 'P-256', x, y, kid, alg: 'ES256', use: 'sig' })),
    });
  });

  it('are read in each form, and get a kid when they have none', async (t) => {
    for (const signingKey of [
      JSON.stringify(KEY_1),
      { keys: [{ ...KEY_1, kid: /** @type {undefined} */ (undefined) }] },
      { ...KEY_1, kid: 7 },
      { ...KEY_1, kid: '' },
      { ...KEY_1, key_ops: ['sign'], ext: false, alg: 'nonsense' },
    ]) {
      const relay = await start(t, found(), { signingKey });
      assert.equal((await keysOf(relay)).keys[0].kid, KEY_1.kid);
      await verify(await tokenOf(relay), await keysOf(relay));
    }
  });

  for (const [title, signingKey] of [
    [
      'two keys with the same kid',
      {
        keys: [
          { ...KEY_1, kid: 'main' },
          { ...KEY_2, kid: 'main' },
        ],
      },
    ],
    ['one key twice', { keys: [KEY_1, KEY_1] }],
    ['halves of two keys', { ...KEY_1, d: KEY_2.d }],
    ['a point that is not on the curve', { ...KEY_1, y: KEY_1.x }],
  ]) {
    it(`that nobody could verify with are reported as misconfigured: ${title}`, async (t) => {
      const relay = await start(t, found(), { signingKey });
      for (const response of [
        await ask(relay),
        await relay.fetch(new Request('https://relay.example/.well-known/jwks.json')),
      ]) {
        assert.equal(response.status, 500);
        const text = await response.text();
        assert.match(text, /SIGNING_KEY/);
        assert.ok(!text.includes(KEY_1.d) && !text.includes(KEY_2.d));
      }
    });
  }
});

describe('a rotation of keys', () => {
  it('keeps old tokens valid until their key is removed', async (t) => {
    const whop = await startWhop(t);
    let relay = makeRelay(t, whop, { signingKey: KEY_1, issuer: ISSUER });
    const port = await serve(t, { fetch: (...given) => relay.fetch(...given) });
    const old = await tokenOf(relay);

    relay = makeRelay(t, whop, { signingKey: { keys: [KEY_2, KEY_1] }, issuer: ISSUER });
    const young = await tokenOf(relay);
    assert.equal(decodeProtectedHeader(young).kid, KEY_2.kid);
    const address = `http://127.0.0.1:${port}/.well-known/jwks.json`;
    assert.equal((await verify(old, address)).sub, 'mem_A1B2C3');
    assert.equal((await verify(young, address)).sub, 'mem_A1B2C3');

    relay = makeRelay(t, whop, { signingKey: KEY_2, issuer: ISSUER });
    const later = `http://127.0.0.1:${port}/later/.well-known/jwks.json`;
    await assert.rejects(verify(old, later), TokenRefused);
    await verify(young, later);
  });
});

describe('from the buyer to the download', () => {
  it('the tag passes on a token that the server accepts, and no other', async (t) => {
    const relay = await start(t);
    const other = await start(t, found(), { signingKey: KEY_3 });
    const [port, otherPort] = [await serve(t, relay), await serve(t, other)];
    const keys = `http://127.0.0.1:${port}/v2/.well-known/jwks.json`;
    /** @param {number} from */
    const buy = async (from) => {
      const verdict = await validateLicense({ licenseKey: KEY, apiBase: `http://127.0.0.1:${from}/v2` });
      return verdict.outcome === 'valid' ? verdict.token : verdict.reason;
    };
    const token = await buy(port);
    assert.equal((await verify(token, keys, 'null')).sub, 'mem_A1B2C3');
    const stolen = await buy(otherPort);
    for (const bad of [stolen, `${token.slice(0, -4)}AAAA`, token.split('.').slice(0, 2).join('.'), KEY])
      await assert.rejects(verify(bad, keys, 'null'), TokenRefused);
    const { status } = await send(otherPort, '/.well-known/jwks.json', { method: 'GET' });
    assert.equal(status, 200);
  });
});
