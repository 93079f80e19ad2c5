import assert from 'node:assert/strict';
import { once } from 'node:events';
import { request } from 'node:http';
import { before, describe, it } from 'node:test';
import { API_KEY, KEY } from '../support/relay.mjs';
import { found, keyOf, membership, notFound, startWhop } from '../support/scripted-whop.mjs';
import { missing } from '../support/runtimes.mjs';
import { bundleExample, startTwice } from './workers.mjs';

/**
 * @import { TestContext } from 'node:test'
 * @import { Whop } from '../support/scripted-whop.mjs'
 * @import { WorkerSource } from './workers.mjs'
 */

const skip = missing('miniflare') || missing('wrangler') || missing('workerd');

/** The rest of a Worker that only has the Durable Object. */
const REST = 'export default { fetch: () => new Response(null, { status: 404 }) };';
const BROKEN = `export class RelayObject { fetch() { throw new Error('broken'); } } ${REST}`;
const HUNG = `export class RelayObject { fetch() { return new Promise((resolve) => setTimeout(resolve, 3_600_000)); } } ${REST}`;

/** @type {WorkerSource} */
let example;
before(async () => {
  if (!skip) example = await bundleExample();
});

/**
 * Starts two isolates of the example for one test.
 *
 * @param {TestContext} t
 * @param {Whop} whop
 * @param {string} [object]
 */
async function startIsolates(t, whop, object) {
  const { origins, stop } = await startTwice(example, { WHOP_API_KEY: API_KEY, WHOP_API_BASE: whop.base }, object);
  t.after(stop);
  return origins;
}

/**
 * Checks a license as a program without an origin does.
 *
 * @param {string} origin
 * @param {string} [key]
 * @param {string} [address]
 */
function ask(origin, key = KEY, address = '203.0.113.7') {
  return fetch(`${origin}/memberships/${key}/validate_license`, {
    method: 'POST',
    headers: { 'CF-Connecting-IP': address },
    body: '{"metadata":{}}',
  });
}

/** @param {Parameters<typeof ask>} args */
const statusOf = async (...args) => (await ask(...args)).status;
/** @param {string} origin */
const healthOf = async (origin) => (await fetch(`${origin}/healthz`)).json();

describe('two isolates of a Worker', { skip }, () => {
  it('ask Whop once for simultaneous checks of the same key', async (t) => {
    const whop = await startWhop(t);
    const isolates = await startIsolates(t, whop);
    const statuses = await Promise.all(Array.from({ length: 30 }, (_, index) => statusOf(isolates[index % 2])));
    assert.deepEqual(new Set(statuses), new Set([201]));
    assert.equal(whop.requests.length, 1);
  });

  it('answer the others when the first visitor leaves', async (t) => {
    /** @type {() => void} */
    let release;
    const whop = await startWhop(t, (request, response) => {
      release = () =>
        response
          .writeHead(200, { 'Content-Type': 'application/json' })
          .end(JSON.stringify(membership({ license_key: keyOf(request) })));
    });
    const isolates = await startIsolates(t, whop);
    const visitor = request(`${isolates[0]}/memberships/${KEY}/validate_license`, { method: 'POST', agent: false });
    visitor.end('{"metadata":{}}');
    await whop.untilReceived(1);
    // A reset: workerd ignores a connection that is only half closed.
    visitor.socket.resetAndDestroy();
    await once(visitor, 'error');
    const others = isolates.map((isolate) => statusOf(isolate));
    // When these are answered, the isolates know that the visitor left and that the others are waiting.
    await Promise.all(isolates.map(healthOf));
    release();
    assert.deepEqual(await Promise.all(others), [201, 201]);
    assert.equal(whop.requests.length, 1);
  });

  it('share the limit of calls: a client that was refused has half of it, another one more, and a cached key needs none', async (t) => {
    const whop = await startWhop(t, (request) => (keyOf(request) === 'GUESS' ? notFound() : found()(request)));
    const isolates = await startIsolates(t, whop);
    assert.equal(await statusOf(isolates[0], 'GUESS'), 404);
    const keys = Array.from({ length: 249 }, (_, index) => `KEY-${index}`);
    while (keys.length) {
      const statuses = await Promise.all(keys.splice(0, 10).map((key, index) => statusOf(isolates[index % 2], key)));
      assert.deepEqual(new Set(statuses), new Set([201]));
    }
    for (const isolate of isolates) {
      const { status, headers } = await ask(isolate, 'ONE-MORE');
      assert.equal(status, 429);
      assert.match(headers.get('Retry-After'), /^[1-9]\d?$/);
      assert.equal(await statusOf(isolate, 'KEY-0'), 201);
    }
    assert.equal(whop.requests.length, 250);
    assert.equal(await statusOf(isolates[1], 'ONE-MORE', '203.0.113.8'), 201);
  });

  it('share the refusal limit of a client', async (t) => {
    const whop = await startWhop(t, notFound);
    const isolates = await startIsolates(t, whop);
    for (let guess = 0; guess < 30; guess++) assert.equal(await statusOf(isolates[guess % 2], `GUESS-${guess}`), 404);
    for (const isolate of isolates) {
      assert.equal(await statusOf(isolate, 'GUESS-30'), 429);
      assert.equal(await statusOf(isolate, 'GUESS-30', '203.0.113.8'), 404);
    }
  });

  it('both leave Whop alone when it asks for that', async (t) => {
    const whop = await startWhop(t, () => ({ status: 429, headers: { 'Retry-After': '30' } }));
    const isolates = await startIsolates(t, whop);
    for (const isolate of isolates) assert.equal(await statusOf(isolate), 429);
    assert.equal(whop.requests.length, 1);
  });

  for (const [what, object] of [
    ['is broken', BROKEN],
    ['hangs', HUNG],
  ]) {
    it(`go on alone when the Durable Object ${what}, and healthz says so`, async (t) => {
      const whop = await startWhop(t, (request) => (keyOf(request) === KEY ? found()(request) : notFound()));
      const isolates = await startIsolates(t, whop, object);
      for (const isolate of isolates) {
        assert.equal(await statusOf(isolate), 201);
        assert.equal(await statusOf(isolate, 'NOBODYS-KEY'), 404);
        assert.deepEqual(await healthOf(isolate), { status: 'degraded', state: 'alone' });
      }
    });
  }
});
