import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { validateLicense } from '../../dist/client.js';
import { mockClocks } from '../support/mock-time.mjs';
import { answerTo, ask, KEY, makeRelay, PAGE, serve } from '../support/relay.mjs';
import { found, keyOf, membership, notFound, startWhop } from '../support/scripted-whop.mjs';

/**
 * @import { IncomingMessage } from 'node:http'
 * @import { TestContext } from 'node:test'
 * @import { AnyRelayOptions, AskOptions } from '../support/relay.mjs'
 * @import { Answer, Answerer } from '../support/scripted-whop.mjs'
 */

/**
 * A license with a time this many seconds after the request.
 *
 * @type {(name: string, seconds: number, changes?: object) => (request: IncomingMessage) => Answer}
 */
const withTime = (name, seconds, changes) => (request) =>
  found({ [name]: new Date(Date.now() + seconds * 1000).toISOString(), ...changes })(request);

/**
 * @param {TestContext} t
 * @param {Answerer} answer
 * @param {AnyRelayOptions} [options]
 */
async function startRelay(t, answer, options) {
  const clocks = mockClocks(t);
  const whop = await startWhop(t, answer);
  const relay = makeRelay(t, whop, options);
  /**
   * How often Whop was asked in all, after one more check of the key.
   *
   * @type {(seconds: number, key?: string, question?: AskOptions) => Promise<number>}
   */
  const callsAfter = async (seconds, key = KEY, question) => {
    clocks.advance(seconds);
    await ask(relay, key, question);
    return whop.requests.length;
  };
  return { clocks, whop, relay, callsAfter };
}

/**
 * Whop does not answer until `respond` is called.
 *
 * @param {TestContext} t
 * @param {(request: IncomingMessage) => Answer} [answer]
 */
async function startWaiting(t, answer = found()) {
  /** @type {(() => void)[]} */
  const waiting = [];
  const whop = await startWhop(t, (request, response) => {
    waiting.push(() => {
      const { status, body } = answer(request);
      response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body));
    });
  });
  return { whop, relay: makeRelay(t, whop), respond: () => waiting.splice(0).forEach((send) => send()) };
}

describe('what Whop said is reused', () => {
  for (const [title, answer, options, seconds] of /** @type {const} */ ([
    ['a good license', found(), {}, 60],
    ['a good license, with CACHE_SECONDS', found(), { cacheSeconds: 5 }, 5],
    ['a good license, with CACHE_SECONDS of a day', found(), { cacheSeconds: '86400' }, 86_400],
    ['an unknown key', notFound, {}, 10],
    ['an unknown key, with fewer CACHE_SECONDS', notFound, { cacheSeconds: 3 }, 3],
    ['an unknown key, with CACHE_SECONDS of a day', notFound, { cacheSeconds: 86_400 }, 10],
    ['a license that has ended', found({ status: 'expired' }), {}, 10],
    ['a late payment', found({ status: 'past_due' }), {}, 10],
    ['a late payment, when the seller accepts it', found({ status: 'past_due' }), { allowPastDue: true }, 60],
    ['a license that ends soon', withTime('expires_at', 20), {}, 20],
    ['a license that is not renewed', withTime('renewal_period_end', 20, { cancel_at_period_end: true }), {}, 20],
    ['a license that is being canceled', withTime('renewal_period_end', 20, { status: 'canceling' }), {}, 20],
    ['a license that is renewed soon', withTime('renewal_period_end', 20), {}, 60],
    ['a license that ends in a year', withTime('expires_at', 31_536_000), {}, 60],
    ['a license that has ended, though Whop calls it good', withTime('expires_at', -5), {}, 60],
  ])) {
    it(`for ${seconds} s: ${title}`, async (t) => {
      const { callsAfter } = await startRelay(t, answer, options);
      assert.equal(await callsAfter(0), 1);
      assert.equal(await callsAfter(seconds - 2), 1);
      assert.equal(await callsAfter(3), 2);
    });
  }

  it('never with CACHE_SECONDS=0', async (t) => {
    const { callsAfter } = await startRelay(t, found(), { cacheSeconds: 0 });
    assert.deepEqual([await callsAfter(0), await callsAfter(0)], [1, 2]);
  });

  it('never for another key', async (t) => {
    const { whop, relay } = await startRelay(t, (request) => (keyOf(request) === KEY ? found()(request) : notFound()));
    assert.equal((await ask(relay)).status, 201);
    for (const key of [KEY.toLowerCase(), `${KEY}-`, `${KEY}.`, KEY.slice(1)])
      assert.equal((await ask(relay, key)).status, 404, key);
    assert.equal(whop.requests.length, 5);
  });

  for (const answer of [
    () => ({ status: 503 }),
    () => ({ status: 200, body: '<html>' }),
    found({ license_key: 'W-OTHER' }),
    found({ status: 'paused' }),
  ]) {
    it(`never after a fault: ${answer}`, async (t) => {
      const { whop, relay } = await startRelay(t, answer);
      assert.equal((await ask(relay)).status, 502);
      whop.answer = found();
      assert.equal((await ask(relay)).status, 201);
    });
  }

  it('also after a fault', async (t) => {
    const { whop, relay, callsAfter } = await startRelay(t, found());
    await callsAfter(0);
    whop.answer = () => ({ status: 503 });
    await callsAfter(50, 'W-OTHER');
    assert.equal((await ask(relay)).status, 201);
  });
});

describe('a reused answer is compared again', () => {
  it('with the metadata of each request', async (t) => {
    const { whop, relay } = await startRelay(t, found({ metadata: { hwid: 'A' } }));
    /** @param {object} metadata */
    const statusOf = async (metadata) => (await ask(relay, KEY, { metadata })).status;
    assert.deepEqual(
      [
        await statusOf({ hwid: 'B' }),
        await statusOf({ hwid: 'A' }),
        await statusOf({}),
        await statusOf({ hwid: 'B' }),
        await statusOf({ hwid: 'A', x: 1 }),
      ],
      [400, 201, 201, 400, 400],
    );
    assert.equal(whop.requests.length, 1);
  });

  it('with the metadata of simultaneous requests', async (t) => {
    const { whop, relay, respond } = await startWaiting(t, found({ metadata: { hwid: 'A' } }));
    const replies = ['A', 'B', 'A'].map((hwid) => ask(relay, KEY, { metadata: { hwid } }));
    await whop.untilReceived(1);
    respond();
    assert.deepEqual(
      (await Promise.all(replies)).map(({ status }) => status),
      [201, 400, 201],
    );
    assert.equal(whop.requests.length, 1);
  });

  it('with the accepted products', async (t) => {
    for (const [products, valid] of /** @type {const} */ ([
      ['prod_A', true],
      ['prod_B, prod_A', true],
      ['prod_B', false],
      ['prod_AA', false],
      ['', true],
    ])) {
      const { relay } = await startRelay(t, found(), { products });
      for (let count = 0; count < 2; count++) assert.deepEqual((await answerTo(relay)).body.valid, valid, products);
    }
  });

  it('and a license for another product still counts as good lately', async (t) => {
    const { whop, relay } = await startRelay(t, found(), { products: 'prod_B', cacheSeconds: 0 });
    assert.equal((await answerTo(relay)).body.valid, false);
    whop.answer = notFound;
    for (let count = 0; count < 30; count++) await ask(relay, `W-GUESS-${count}`);
    whop.answer = found();
    assert.equal((await ask(relay, 'W-STRANGER')).status, 429);
    assert.equal((await ask(relay)).status, 201);
  });
});

describe('simultaneous checks of the same key', () => {
  it('are one request to Whop', async (t) => {
    const { whop, relay, respond } = await startWaiting(t);
    const replies = Array.from({ length: 200 }, (_, index) => ask(relay, KEY, { address: `198.51.100.${index}` }));
    await whop.untilReceived(1);
    respond();
    assert.ok((await Promise.all(replies)).every(({ status }) => status === 201));
    assert.equal(whop.requests.length, 1);
  });

  it('fail together, and the next check asks again', async (t) => {
    const { whop, relay, respond } = await startWaiting(t, () => ({
      status: 404,
      body: { message: 'Route not found' },
    }));
    const replies = [ask(relay), ask(relay)];
    await whop.untilReceived(1);
    respond();
    assert.deepEqual(
      (await Promise.all(replies)).map(({ status }) => status),
      [502, 502],
    );
    whop.answer = found();
    assert.equal((await ask(relay)).status, 201);
  });

  it('are answered when the first visitor leaves', async (t) => {
    const { whop, relay, respond } = await startWaiting(t);
    const url = `http://127.0.0.1:${await serve(t, relay)}/memberships/${KEY}/validate_license`;
    const controller = new AbortController();
    const init = { method: 'POST', headers: { Origin: PAGE }, body: '{"metadata":{}}' };
    const first = fetch(url, { ...init, signal: controller.signal });
    await whop.untilReceived(1);
    const second = fetch(url, init);
    controller.abort();
    await assert.rejects(first);
    respond();
    assert.equal((await second).status, 201);
    assert.equal((await fetch(url, init)).status, 201);
    assert.equal(whop.requests.length, 1);
  });
});

describe('past_due', () => {
  it('is valid to the tag only when the seller accepts it', async (t) => {
    for (const [allowPastDue, outcome] of [
      [undefined, 'invalid'],
      ['false', 'invalid'],
      ['true', 'valid'],
      [true, 'valid'],
    ]) {
      const whop = await startWhop(t, () => ({ status: 200, body: membership({ status: 'past_due' }) }));
      const port = await serve(t, makeRelay(t, whop, { allowPastDue }));
      assert.equal((await validateLicense({ licenseKey: KEY, apiBase: `http://127.0.0.1:${port}` })).outcome, outcome);
    }
  });
});
