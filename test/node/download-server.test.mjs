import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { after, describe, it } from 'node:test';
import { exportSPKI } from 'jose';
import { createDownloadServer } from '../../demo/protected-download/download-server.mjs';
import { serveTestApi } from '../../tools/serve-test-api.mjs';
import { forgeToken, goodClaims, makeSigningKey, now, signToken } from '../support/license-token.mjs';

const file = path.resolve(import.meta.dirname, '../../demo/protected-download/for-buyers/skerry-hat.txt');
const content = readFileSync(file, 'utf8');
const { iss: issuer, aud: audience, product } = goodClaims();
const key = await makeSigningKey();
const otherKey = await makeSigningKey();
const relay = await serveTestApi(() => Promise.resolve(Response.json({ keys: [key.jwk] })));
after(() => relay.close());
/** @type {Parameters<typeof createDownloadServer>[0]} */
const options = { issuer, audience, keys: relay.origin, product, file };

/**
 * @param {string} authorization
 * @param {{ method?: string, route?: string, origin?: string } & Partial<typeof options>} [changes]
 */
function download(authorization, { method = 'GET', route = '/download', origin = audience, ...changes } = {}) {
  const headers = { ...(origin && { Origin: origin }), ...(authorization && { Authorization: authorization }) };
  return createDownloadServer({ ...options, ...changes }).fetch(
    new Request(`https://files.shop.example${route}`, { method, headers }),
  );
}

/**
 * @param {Response} response
 * @param {number} status
 */
async function assertRefused(response, status) {
  assert.equal(response.status, status);
  assert.equal(response.headers.get('WWW-Authenticate'), status === 401 ? 'Bearer error="invalid_token"' : null);
  assert.equal(response.headers.get('Cache-Control'), 'no-store, private');
  assert.equal(response.headers.has('Content-Disposition'), false);
  const text = await response.text();
  for (const line of content.split('\n')) assert.ok(line.trim().length < 8 || !text.includes(line.trim()), text);
}

describe('The download server sends the file', () => {
  it('for a valid token, as a download that no cache may store', async () => {
    const response = await download(`Bearer ${await signToken(key)}`);
    assert.equal(response.status, 200);
    assert.equal(await response.text(), content);
    assert.deepEqual(Object.fromEntries(response.headers), {
      'access-control-allow-origin': audience,
      'cache-control': 'no-store, private',
      'content-disposition': "attachment; filename*=UTF-8''skerry-hat.txt",
      'content-length': String(Buffer.byteLength(content)),
      'content-type': 'application/octet-stream',
      vary: 'Origin',
    });
  });

  it('whatever the case of the Bearer scheme', async () => {
    assert.equal(await (await download(`bearer ${await signToken(key)}`)).text(), content);
  });

  it('to a program, which sends no Origin header', async () => {
    assert.equal(await (await download(`Bearer ${await signToken(key)}`, { origin: null })).text(), content);
  });
});

const signature = (await signToken(key)).split('.')[2];
const publicKey = await exportSPKI(key.publicKey);
const forgeries = [
  ['no token', ''],
  ['garbage', 'garbage'],
  ['three parts of garbage', 'a.b.c'],
  ['a license key', 'DEMO-VALID'],
  ['the token null', 'null'],
  ['an expired token', await signToken(key, { iat: now() - 600, exp: now() - 300 })],
  ['a token from the future', await signToken(key, { iat: now() + 300, exp: now() + 600 })],
  ['a token for another page', await signToken(key, { aud: 'https://thief.example' })],
  ['a token from another relay', await signToken(key, { iss: 'https://license.thief.example' })],
  ['a signature by another key', await signToken(otherKey)],
  ['a signature by another key, under this key’s ID', await signToken({ ...otherKey, kid: key.kid })],
  ['changed claims', forgeToken({ alg: 'ES256', kid: key.kid }, { ...goodClaims(), sub: 'mem_thief' }, signature)],
  ['alg: none', forgeToken({ alg: 'none', kid: key.kid }, goodClaims())],
  ['alg: none, with a valid signature', forgeToken({ alg: 'none', kid: key.kid }, goodClaims(), signature)],
  ['HS256 with the public key, as text', signWithSecret(publicKey)],
  ['HS256 with the public key, as a JWK', signWithSecret(JSON.stringify(key.jwk))],
];

/** @param {string} secret */
function signWithSecret(secret) {
  const unsigned = forgeToken({ alg: 'HS256', kid: key.kid }, goodClaims()).slice(0, -1);
  return `${unsigned}.${createHmac('sha256', secret).update(unsigned).digest('base64url')}`;
}

describe('The download server refuses', () => {
  for (const [title, token] of forgeries) {
    it(title, async () => assertRefused(await download(token && `Bearer ${token}`), 401));
  }

  it('a valid token that is not in the Authorization header', async () => {
    const token = await signToken(key);
    await assertRefused(await download(token), 401);
    await assertRefused(await download(`Basic ${token}`), 401);
    await assertRefused(await download('', { route: `/download?token=${token}` }), 401);
  });

  it('a token for another product', async () => {
    await assertRefused(await download(`Bearer ${await signToken(key, { product: 'prod_other' })}`), 403);
  });

  it('everyone if the seller forgot to set the product', async () => {
    await assertRefused(await download(`Bearer ${await signToken(key)}`, { product: undefined }), 403);
  });

  it('everyone if the seller forgot the issuer, the audience or the keys, and logs it', async (t) => {
    const log = t.mock.method(console, 'error', () => {});
    for (const name of ['issuer', 'audience', 'keys']) {
      await assertRefused(await download(`Bearer ${await signToken(key)}`, { [name]: undefined }), 503);
      assert.match(log.mock.calls.at(-1).arguments[1].message, new RegExp(`^${name}\\b`));
    }
  });

  it('temporarily while the relay’s keys are unavailable', async (t) => {
    t.mock.method(console, 'error', () => {});
    const gone = await serveTestApi(() => Promise.reject(new Error()));
    await assertRefused(await download(`Bearer ${await signToken(key)}`, { keys: gone.origin }), 503);
    gone.close();
    await assertRefused(await download(`Bearer ${await signToken(key)}`, { keys: gone.origin }), 503);
  });

  it('other paths and methods', async () => {
    const authorization = `Bearer ${await signToken(key)}`;
    for (const route of [
      '/',
      '/download/',
      '/download/x',
      '/for-buyers/skerry-hat.txt',
      '/%2e%2e/download-server.mjs',
    ]) {
      await assertRefused(await download(authorization, { route }), 404);
    }
    await assertRefused(await download(authorization, { method: 'POST' }), 404);
  });
});

describe('The download server allows requests', () => {
  it('from the seller’s pages and no others', async () => {
    for (const [origin, allowed] of [
      [audience, audience],
      ['https://thief.example', null],
      ['null', null],
    ]) {
      for (const method of ['OPTIONS', 'GET']) {
        const response = await download('', { method, origin });
        assert.equal(response.headers.get('Access-Control-Allow-Origin'), allowed);
        assert.equal(response.headers.get('Vary'), 'Origin');
      }
    }
  });

  it('with a token, which a browser asks about in a preflight', async () => {
    const response = await download('', { method: 'OPTIONS' });
    assert.equal(response.status, 204);
    assert.equal(response.headers.get('Access-Control-Allow-Headers'), 'authorization');
  });

  it('from each of several origins', async () => {
    const token = await signToken(key, { aud: 'https://second.example' });
    const response = await download(`Bearer ${token}`, {
      origin: 'https://second.example',
      audience: [audience, 'https://second.example'],
    });
    assert.equal(response.headers.get('Access-Control-Allow-Origin'), 'https://second.example');
    assert.equal(await response.text(), content);
  });
});
