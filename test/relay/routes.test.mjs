import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { validateLicense } from '../../dist/client.js';
import { KEY, makeRelay, PAGE, send, serve } from '../support/relay.mjs';
import { startWhop } from '../support/scripted-whop.mjs';

/**
 * @import { TestContext } from 'node:test'
 * @import { AnyVerdict } from '../support/both-ways.mjs'
 * @import { SentAnswer } from '../support/relay.mjs'
 */

const BODY = '{"metadata":{}}';
const JSON_BODY = { 'Content-Type': 'application/json', Origin: PAGE };
const ROUTE = `/memberships/${KEY}/validate_license`;

/** @param {TestContext} t */
async function startRelay(t) {
  const whop = await startWhop(t);
  const relay = makeRelay(t, whop);
  return { whop, port: await serve(t, relay) };
}

/** @param {SentAnswer} answer */
function assertNoRoute({ status, headers, text }) {
  assert.equal(status, 404);
  assert.match(headers['content-type'], /^application\/json\b/);
  assert.match(JSON.parse(text).error.message, /\broute\b/);
  assert.equal(headers['cache-control'], 'no-store');
  assert.equal(headers.vary, 'Origin');
  assert.equal(headers['access-control-allow-origin'], PAGE);
}

describe("the relay's routes", () => {
  for (const prefix of [
    '',
    '/v2',
    '/api/v2',
    '/a/b/c/d/e',
    '/memberships',
    '/memberships/x',
    '/memberships/x/validate_license',
    '/%CE%A9',
    '/a%2Fb',
    '/a//b',
    '/%zz',
    '/x'.repeat(500),
  ]) {
    it(`work under ${prefix.slice(0, 40) || 'the root'}`, async (t) => {
      const { whop, port } = await startRelay(t);
      const { status } = await send(port, prefix + ROUTE, { headers: JSON_BODY, body: BODY });
      assert.equal(status, 201);
      assert.deepEqual(
        whop.requests.map(({ target }) => target),
        [`/api/v1/memberships/${KEY}`],
      );
      assert.equal((await send(port, `${prefix}/healthz`, { method: 'GET' })).status, 200);
    });
  }

  it('ignore the query', async (t) => {
    const { port } = await startRelay(t);
    assert.equal(
      (await send(port, `${ROUTE}?key=OTHER&x=/memberships/OTHER/validate_license`, { headers: JSON_BODY, body: BODY }))
        .status,
      201,
    );
  });

  for (const [method, path] of [
    ['GET', ROUTE],
    ['HEAD', ROUTE],
    ['PUT', ROUTE],
    ['PATCH', ROUTE],
    ['DELETE', ROUTE],
    ['POST', `${ROUTE}/`],
    ['POST', `${ROUTE}/x`],
    ['POST', `/x${KEY}/validate_license`],
    ['POST', `/membership/${KEY}/validate_license`],
    ['POST', `/memberships/${KEY}/Validate_License`],
    ['POST', `/memberships/${KEY}`],
    ['POST', '/memberships//validate_license'],
    ['POST', '/memberships/validate_license'],
    ['POST', `/memberships/a/${KEY}/validate_license`],
    ['POST', '/'],
    ['GET', '/'],
    ['GET', '/favicon.ico'],
    ['POST', '/healthz'],
    ['GET', '/healthz/'],
    ['GET', '/.well-known/jwks.json'],
    ['GET', '/%'],
    ['GET', `/${'a/'.repeat(4000)}`],
    ['OPTIONS', '/healthz'],
    ['OPTIONS', '/'],
  ]) {
    it(`do not include ${method} ${path.slice(0, 50)}`, async (t) => {
      const { whop, port } = await startRelay(t);
      const answer = await send(port, path, { method, headers: { Origin: PAGE } });
      if (method === 'HEAD') assert.deepEqual([answer.status, answer.text], [404, '']);
      else assertNoRoute(answer);
      assert.equal(whop.requests.length, 0);
    });
  }

  for (const key of ['.', '..', '%2e', '%2E%2e', 'a/../..']) {
    it(`are not reached by a key ${key}, which a URL parser removes`, async (t) => {
      const { whop, port } = await startRelay(t);
      assertNoRoute(await send(port, `/v2/memberships/${key}/validate_license`, { headers: JSON_BODY, body: BODY }));
      assert.equal(whop.requests.length, 0);
    });
  }

  for (const key of [
    '%',
    '%%',
    '%zz',
    '%A4',
    '%E0%A4%A',
    '%C0%AE%C0%AE',
    'a%2Fb',
    '..%2F..',
    '%5c',
    '%00',
    '%23',
    '%3F',
    '%25',
  ]) {
    it(`refuse the key ${key}`, async (t) => {
      const { whop, port } = await startRelay(t);
      const { status } = await send(port, `/memberships/${key}/validate_license`, { headers: JSON_BODY, body: BODY });
      assert.equal(status, 400);
      assert.equal(whop.requests.length, 0);
    });
  }

  it('survive request targets that are not a path', async (t) => {
    const { whop, port } = await startRelay(t);
    for (const path of [
      '*',
      '//',
      '///',
      '\\',
      '/\\..\\',
      'http://',
      'http://[',
      'http://other.example/x',
      '/?',
      '/#',
      '//other.example/healthz/x',
    ]) {
      const { status } = await send(port, path, { headers: JSON_BODY, body: BODY });
      assert.ok([400, 404].includes(status), `${path}: ${status}`);
    }
    assert.equal(whop.requests.length, 0);
    assert.equal((await send(port, '/healthz', { method: 'GET' })).status, 200);
  });

  it('do not blame the buyer when a tag asks at the wrong path', async (t) => {
    const { port } = await startRelay(t);
    t.mock.method(console, 'warn', () => {});
    const { fetch } = globalThis;
    /** @type {(url: unknown, init?: RequestInit) => Promise<Response>} */
    const fetchElsewhere = (url, init) => fetch(String(url).replace('/validate_license', '/validate'), init);
    t.mock.method(globalThis, 'fetch', fetchElsewhere);
    /** @type {AnyVerdict} */
    const verdict = await validateLicense({ licenseKey: KEY, apiBase: `http://127.0.0.1:${port}` });
    assert.deepEqual([verdict.outcome, verdict.reason], ['unverified', 'unexpected-response']);
  });
});

describe('health', () => {
  it('is told to everybody, and is not cacheable', async (t) => {
    const { port } = await startRelay(t);
    for (const headers of [{}, { Origin: 'https://thief.example' }]) {
      const answer = await send(port, '/healthz', { method: 'GET', headers });
      assert.deepEqual(JSON.parse(answer.text), { status: 'ok', state: 'memory' });
      assert.equal(answer.headers['cache-control'], 'no-store');
      assert.equal(answer.headers['access-control-allow-origin'], undefined);
    }
    const head = await send(port, '/healthz', { method: 'HEAD' });
    assert.deepEqual([head.status, head.text], [200, '']);
  });
});

describe('a preflight', () => {
  it('allows the one request, with an Authorization header', async (t) => {
    const { whop, port } = await startRelay(t);
    const headers = {
      Origin: PAGE,
      'Access-Control-Request-Method': 'POST',
      'Access-Control-Request-Headers': 'authorization,content-type',
    };
    const answer = await send(port, `/v2${ROUTE}`, { method: 'OPTIONS', headers });
    assert.deepEqual([answer.status, answer.text], [204, '']);
    assert.equal(answer.headers['access-control-allow-origin'], PAGE);
    assert.equal(answer.headers['access-control-allow-methods'], 'POST');
    assert.equal(answer.headers['access-control-allow-headers'], 'authorization, content-type');
    assert.equal(answer.headers['access-control-allow-credentials'], undefined);
    assert.equal(answer.headers['cache-control'], 'no-store');
    assert.equal(answer.headers.vary, 'Origin');
    assert.equal(whop.requests.length, 0);
  });
});
