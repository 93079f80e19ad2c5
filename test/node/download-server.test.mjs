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
const options = { issuer, audience, keys: relay.origin, product, file };

function ask(authorization, { method = 'GET', route = '/download', origin = audience, ...changes } = {}) {
  const headers = { ...(origin && { Origin: origin }), ...(authorization && { Authorization: authorization }) };
  return createDownloadServer({ ...options, ...changes }).fetch(
    new Request(`https://files.shop.example${route}`, { method, headers }),
  );
}

async function assertRefused(response, status) {
  assert.equal(response.status, status);
  assert.equal(response.headers.get('WWW-Authenticate'), status === 401 ? 'Bearer error="invalid_token"' : null);
  assert.equal(response.headers.get('Cache-Control'), 'no-store, private');
  assert.equal(response.headers.has('Content-Disposition'), false);
  const text = await response.text();
  for (const line of content.split('\n')) assert.ok(line.trim().length < 8 || !text.includes(line.trim()), text);
}

describe('The download server sends the file', () => {
  it('against a good token, to be saved and not to be kept on the way', async () => {
    const response = await ask(`Bearer ${await signToken(key)}`);
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

  it('however the scheme is written', async () => {
    assert.equal(await (await ask(`bearer ${await signToken(key)}`)).text(), content);
  });

  it('to a program, which has no origin', async () => {
    assert.equal(await (await ask(`Bearer ${await signToken(key)}`, { origin: null })).text(), content);
  });
});

const signature = (await signToken(key)).split('.')[2];
const publicKey = await exportSPKI(key.publicKey);
const forgeries = [
  ['no token', ''],
  ['garbage', 'garbage'],
  ['three parts of garbage', 'a.b.c'],
  ['a license key', 'DEMO-VALID'],
  ['what a page sends that got no token', 'null'],
  ['an expired token', await signToken(key, { iat: now() - 600, exp: now() - 300 })],
  ['a token from the future', await signToken(key, { iat: now() + 300, exp: now() + 600 })],
  ['the token of another page', await signToken(key, { aud: 'https://thief.example' })],
  ['the token of another relay', await signToken(key, { iss: 'https://license.thief.example' })],
  ['another key’s signature', await signToken(otherKey)],
  ['another key’s signature, under this key’s name', await signToken({ ...otherKey, kid: key.kid })],
  [
    'claims that were changed',
    forgeToken({ alg: 'ES256', kid: key.kid }, { ...goodClaims(), sub: 'mem_thief' }, signature),
  ],
  ['alg: none', forgeToken({ alg: 'none', kid: key.kid }, goodClaims())],
  ['alg: none, beside a good signature', forgeToken({ alg: 'none', kid: key.kid }, goodClaims(), signature)],
  ['HS256 with the public key, as text', signWithSecret(publicKey)],
  ['HS256 with the public key, as a JWK', signWithSecret(JSON.stringify(key.jwk))],
];

function signWithSecret(secret) {
  const unsigned = forgeToken({ alg: 'HS256', kid: key.kid }, goodClaims()).slice(0, -1);
  return `${unsigned}.${createHmac('sha256', secret).update(unsigned).digest('base64url')}`;
}

describe('The download server refuses', () => {
  for (const [title, token] of forgeries) {
    it(title, async () => assertRefused(await ask(token && `Bearer ${token}`), 401));
  }

  it('a good token that came in another way', async () => {
    const token = await signToken(key);
    await assertRefused(await ask(token), 401);
    await assertRefused(await ask(`Basic ${token}`), 401);
    await assertRefused(await ask('', { route: `/download?token=${token}` }), 401);
  });

  it('the token of another product', async () => {
    await assertRefused(await ask(`Bearer ${await signToken(key, { product: 'prod_other' })}`), 403);
  });

  it('everybody, where the seller forgot the product', async () => {
    await assertRefused(await ask(`Bearer ${await signToken(key)}`, { product: undefined }), 403);
  });

  it('everybody, where the seller forgot whom to believe, and says so in the log', async (t) => {
    const log = t.mock.method(console, 'error', () => {});
    for (const name of ['issuer', 'audience', 'keys']) {
      await assertRefused(await ask(`Bearer ${await signToken(key)}`, { [name]: undefined }), 503);
      assert.match(log.mock.calls.at(-1).arguments[1].message, new RegExp(`^${name}\\b`));
    }
  });

  it('for the moment, where the relay’s keys cannot be had', async (t) => {
    t.mock.method(console, 'error', () => {});
    const gone = await serveTestApi(() => Promise.reject(new Error()));
    await assertRefused(await ask(`Bearer ${await signToken(key)}`, { keys: gone.origin }), 503);
    gone.close();
    await assertRefused(await ask(`Bearer ${await signToken(key)}`, { keys: gone.origin }), 503);
  });

  it('what is asked for elsewhere, or otherwise', async () => {
    const authorization = `Bearer ${await signToken(key)}`;
    for (const route of [
      '/',
      '/download/',
      '/download/x',
      '/for-buyers/skerry-hat.txt',
      '/%2e%2e/download-server.mjs',
    ]) {
      await assertRefused(await ask(authorization, { route }), 404);
    }
    await assertRefused(await ask(authorization, { method: 'POST' }), 404);
  });
});

describe('The download server lets a page ask', () => {
  it('that is one of the seller’s, and no other', async () => {
    for (const [origin, allowed] of [
      [audience, audience],
      ['https://thief.example', null],
      ['null', null],
    ]) {
      for (const method of ['OPTIONS', 'GET']) {
        const response = await ask('', { method, origin });
        assert.equal(response.headers.get('Access-Control-Allow-Origin'), allowed);
        assert.equal(response.headers.get('Vary'), 'Origin');
      }
    }
  });

  it('with a token, which a browser asks about first', async () => {
    const response = await ask('', { method: 'OPTIONS' });
    assert.equal(response.status, 204);
    assert.equal(response.headers.get('Access-Control-Allow-Headers'), 'authorization');
  });

  it('from each of several origins', async () => {
    const token = await signToken(key, { aud: 'https://second.example' });
    const response = await ask(`Bearer ${token}`, {
      origin: 'https://second.example',
      audience: [audience, 'https://second.example'],
    });
    assert.equal(response.headers.get('Access-Control-Allow-Origin'), 'https://second.example');
    assert.equal(await response.text(), content);
  });
});
