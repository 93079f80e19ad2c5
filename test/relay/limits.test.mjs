import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { mockTimers, mockClocks } from '../support/mock-time.mjs';
import { answerTo, ask, KEY, makeRelay } from '../support/relay.mjs';
import { found, keyOf, membership, notFound, startWhop } from '../support/scripted-whop.mjs';

/**
 * @import { TestContext } from 'node:test'
 * @import { AnyRelayOptions, AskOptions, TestedRelay } from '../support/relay.mjs'
 * @import { Answerer } from '../support/scripted-whop.mjs'
 */

/**
 * Whop knows the keys with GOOD in them.
 *
 * @type {Answerer}
 */
const onlyGoodKeysExist = (request) => (keyOf(request).includes('GOOD') ? found()(request) : notFound());

/**
 * @param {TestContext} t
 * @param {AnyRelayOptions} [options]
 * @param {Answerer} [answer]
 */
async function startRelay(t, options, answer = onlyGoodKeysExist) {
  const clocks = mockClocks(t);
  const whop = await startWhop(t, answer);
  return { clocks, whop, relay: makeRelay(t, whop, options) };
}

let guesses = 0;
/**
 * Guesses keys one after the other. @param [nextOptions] - The options of each request, by its index.
 *
 * @param {TestedRelay} relay
 * @param {number} count
 * @param {(index: number) => AskOptions} [nextOptions] - The options of each request.
 */
async function guess(relay, count, nextOptions = () => ({})) {
  const statuses = [];
  for (let index = 0; index < count; index++)
    statuses.push((await ask(relay, `W-${guesses++}`, nextOptions(index))).status);
  return statuses;
}
/** @type {(address: string) => () => AskOptions} */
const from = (address) => () => ({ address });
/** @type {(statuses: number[], status: number) => number} */
const countOf = (statuses, status) => statuses.filter((each) => each === status).length;

describe('a client that was refused 30 times in a minute', () => {
  it('gets no more answers until the minute is over', async (t) => {
    const { clocks, whop, relay } = await startRelay(t);
    assert.equal(countOf(await guess(relay, 30), 404), 30);
    clocks.advance(20);
    const { status, retryAfter } = await answerTo(relay, 'W-NEW');
    assert.equal(status, 429);
    assert.ok(retryAfter === '40' || retryAfter === '41', retryAfter);
    assert.equal((await ask(relay, 'W-GOOD')).status, 429, 'also for a key that would be good');
    assert.equal(whop.requests.length, 30, 'and Whop is not asked');
    assert.equal(
      (await ask(relay, 'W-GOOD', { address: '198.51.100.1' })).status,
      201,
      'another client gets an answer',
    );
    clocks.advance(41);
    assert.equal((await ask(relay, 'W-NEW')).status, 404);
  });

  it('still gets an answer for a key that was good lately, cached or not', async (t) => {
    const { clocks, relay } = await startRelay(t, { cacheSeconds: 60 });
    await ask(relay, 'W-GOOD', { address: '198.51.100.1' });
    await guess(relay, 40);
    assert.equal((await ask(relay, 'W-GOOD')).status, 201);
    clocks.advance(86_000);
    await guess(relay, 40);
    assert.equal((await ask(relay, 'W-GOOD')).status, 201);
  });

  it('hears once that a key that was good lately has ended', async (t) => {
    const { whop, relay } = await startRelay(t, { cacheSeconds: 0 });
    await ask(relay, 'W-GOOD');
    await guess(relay, 40);
    whop.answer = found({ status: 'expired' });
    assert.deepEqual((await answerTo(relay, 'W-GOOD')).body.valid, false);
    assert.equal((await ask(relay, 'W-GOOD')).status, 429, 'the key does not count as good any more');
  });

  for (const [title, answer, question] of /** @type {const} */ ([
    ['unknown keys', notFound],
    ['licenses that have ended', found({ status: 'expired' })],
    ['licenses for another product', found({ product: { id: 'prod_B' } })],
    ['licenses for another device', found({ metadata: { hwid: 'A' } }), { metadata: { hwid: 'B' } }],
  ])) {
    it(`is one that checked ${title}, cached or not`, async (t) => {
      for (const nextKey of /** @type {((index: number) => string)[]} */ ([(index) => `W-${index}`, () => KEY])) {
        const { relay } = await startRelay(t, { products: 'prod_A' }, answer);
        for (let index = 0; index < 30; index++)
          assert.notEqual((await ask(relay, nextKey(index), question)).status, 429);
        const { status } = await ask(relay, 'W-LAST', question);
        assert.equal(status, 429);
        t.mock.restoreAll();
      }
    });
  }

  it('is not one that met faults or sent bad requests', async (t) => {
    const { whop, relay } = await startRelay(t);
    for (let index = 0; index < 35; index++) {
      whop.answer = () => ({ status: 400, body: {} });
      assert.equal((await ask(relay, `W-${index}`)).status, 502);
      for (const [key, question] of /** @type {[string, AskOptions?][]} */ ([
        ['mem_1'],
        [KEY, { body: '[]' }],
        [KEY, { body: ' '.repeat(20_000) }],
      ]))
        await ask(relay, key, question);
      whop.answer = found();
      assert.equal((await ask(relay, `GOOD-${index}`)).status, 201);
    }
    assert.equal((await ask(relay)).status, 201);
  });
});

describe('simultaneous checks by one client', () => {
  it('get no more refusals than checks made one after the other', async (t) => {
    const { whop, relay } = await startRelay(t);
    const statuses = await Promise.all(
      Array.from({ length: 500 }, (_, index) => ask(relay, `W-${index}`).then(({ status }) => status)),
    );
    assert.equal(countOf(statuses, 404), 30);
    assert.equal(countOf(statuses, 429), 470);
    assert.ok(whop.requests.length < 250, `${whop.requests.length} calls`);
  });

  it('are all answered for a crowd of buyers behind one address', async (t) => {
    const { relay } = await startRelay(t);
    const replies = await Promise.all(Array.from({ length: 300 }, (_, index) => ask(relay, `W-GOOD-${index}`)));
    assert.ok(replies.every(({ status }) => status === 201));
  });

  it('wait for four seconds when Whop is slow, unless the key was good lately', async (t) => {
    const whop = await startWhop(t);
    const relay = makeRelay(t, whop, { cacheSeconds: 0 });
    await ask(relay, 'W-GOOD');
    const waitTimers = mockTimers(t, 4000);
    /** @type {(() => void)[]} */
    const waiting = [];
    whop.answer = (request, response) =>
      void (keyOf(request) === 'W-GOOD' ? response.end() : waiting.push(() => response.writeHead(404).end()));
    const replies = Array.from({ length: 120 }, (_, index) => ask(relay, `W-${index}`));
    await Promise.all([waitTimers.untilSet(20), whop.untilReceived(101)]);
    const late = replies.slice(-20);
    whop.answer = found();
    assert.equal((await ask(relay, 'W-GOOD')).status, 201);
    waitTimers.fire();
    for (const reply of late) {
      assert.equal((await reply).status, 429);
      assert.equal((await reply).headers.get('Retry-After'), '1');
    }
    await whop.untilReceived(102);
    waiting.forEach((send) => send());
    assert.equal(
      countOf(
        (await Promise.all(replies)).map(({ status }) => status),
        502,
      ),
      100,
    );
    assert.equal(whop.requests.length, 102, 'Whop is not asked about the keys that were turned away');
    assert.equal((await ask(relay, 'W-NEW')).status, 201, 'and new checks are answered');
  });
});

describe('the number of calls of Whop in a minute', () => {
  it('includes second tries, and ends for new keys before it ends for keys that were good lately', async (t) => {
    const { clocks, whop, relay } = await startRelay(t, { cacheSeconds: 0 });
    for (let index = 0; index < 120; index++) await ask(relay, `W-GOOD-${index}`, from(`198.51.100.${index}`)());
    clocks.advance(62);
    whop.requests.length = 0;
    whop.answer = () => ({ status: 503 });
    const faults = await Promise.all(
      Array.from({ length: 250 }, (_, index) => ask(relay, `W-${index}`, { address: `192.0.2.${index}` })),
    );
    assert.equal(whop.requests.length, 400);
    assert.ok(faults.some(({ status }) => status === 502));
    whop.answer = () => ({ status: 200, body: membership() });
    const newKey = await answerTo(relay, 'W-NEW');
    assert.equal(newKey.status, 429);
    assert.ok(Number(newKey.retryAfter) >= 60);
    const knownKeys = await Promise.all(Array.from({ length: 120 }, (_, index) => ask(relay, `W-GOOD-${index}`)));
    assert.equal(
      countOf(
        knownKeys.map(({ status }) => status),
        201,
      ),
      100,
    );
    assert.equal(whop.requests.length, 500);
    clocks.advance(62);
    assert.equal((await ask(relay, 'W-NEW')).status, 201);
  });

  it('is halved for clients that were refused', async (t) => {
    const { whop, relay } = await startRelay(t);
    await guess(relay, 330, (index) => ({ address: `198.51.100.${index % 13}` }));
    assert.equal(whop.requests.length, 250);
    assert.equal((await ask(relay, 'W-NEW', { address: '198.51.100.200' })).status, 404, 'other clients have more');
  });
});
