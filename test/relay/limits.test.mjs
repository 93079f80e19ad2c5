import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  answerTo,
  ask,
  found,
  holdTimers,
  KEY,
  keyOf,
  makeRelay,
  membership,
  notFound,
  startWhop,
  stopClocks,
} from '../support/relay.mjs';

/** Whop knows the keys that say so. */
const whopKnowsGood = (request) => (keyOf(request).includes('GOOD') ? found()(request) : notFound());

async function startRelay(t, options, answer = whopKnowsGood) {
  const clocks = stopClocks(t);
  const whop = await startWhop(t, answer);
  return { clocks, whop, relay: makeRelay(t, whop, options) };
}

let guesses = 0;
/** Guesses so many keys; each from the next of the addresses. */
async function guess(relay, count, nextOptions = () => ({})) {
  const statuses = [];
  for (let index = 0; index < count; index++)
    statuses.push((await ask(relay, `W-${guesses++}`, nextOptions(index))).status);
  return statuses;
}
const from = (address) => () => ({ address });
const countOf = (statuses, status) => statuses.filter((each) => each === status).length;

describe('a client that has been refused 30 times in a minute', () => {
  it('is told nothing any more, until the minute is over', async (t) => {
    const { clocks, whop, relay } = await startRelay(t);
    assert.equal(countOf(await guess(relay, 30), 404), 30);
    clocks.pass(20);
    const { status, retryAfter } = await answerTo(relay, 'W-NEW');
    assert.equal(status, 429);
    assert.ok(retryAfter === '40' || retryAfter === '41', retryAfter);
    assert.equal((await ask(relay, 'W-GOOD')).status, 429, 'even of a key that would be good');
    assert.equal(whop.requests.length, 30, 'nor is Whop asked');
    assert.equal((await ask(relay, 'W-GOOD', { address: '198.51.100.1' })).status, 201, 'another client is');
    clocks.pass(41);
    assert.equal((await ask(relay, 'W-NEW')).status, 404);
  });

  it('is told of a key that was good lately all the same, known or to be asked about', async (t) => {
    const { clocks, relay } = await startRelay(t, { cacheSeconds: 60 });
    await ask(relay, 'W-GOOD', { address: '198.51.100.1' });
    await guess(relay, 40);
    assert.equal((await ask(relay, 'W-GOOD')).status, 201);
    clocks.pass(86_000);
    await guess(relay, 40);
    assert.equal((await ask(relay, 'W-GOOD')).status, 201);
  });

  it('is told of the end of a key that was good lately', async (t) => {
    const { whop, relay } = await startRelay(t, { cacheSeconds: 0 });
    await ask(relay, 'W-GOOD');
    await guess(relay, 40);
    whop.answer = found({ status: 'expired' });
    assert.deepEqual((await answerTo(relay, 'W-GOOD')).body.valid, false);
    assert.equal((await ask(relay, 'W-GOOD')).status, 429, 'once: its good name is gone');
  });

  for (const [title, answer, question] of [
    ['unknown keys', notFound],
    ['licenses that have ended', found({ status: 'expired' })],
    ['licenses for another product', found({ product: { id: 'prod_B' } })],
    ['licenses for another device', found({ metadata: { hwid: 'A' } }), { metadata: { hwid: 'B' } }],
  ]) {
    it(`was refused by ${title}, asked anew or known`, async (t) => {
      for (const nextKey of [(index) => `W-${index}`, () => KEY]) {
        const { relay } = await startRelay(t, { products: 'prod_A' }, answer);
        for (let index = 0; index < 30; index++)
          assert.notEqual((await ask(relay, nextKey(index), question)).status, 429);
        const { status } = await ask(relay, 'W-LAST', question);
        assert.equal(status, 429);
        t.mock.restoreAll();
      }
    });
  }

  it('is not one that was told of faults, or of what is no question', async (t) => {
    const { whop, relay } = await startRelay(t);
    for (let index = 0; index < 35; index++) {
      whop.answer = () => ({ status: 400, body: {} });
      assert.equal((await ask(relay, `W-${index}`)).status, 502);
      for (const [key, question] of [['mem_1'], [KEY, { body: '[]' }], [KEY, { body: ' '.repeat(20_000) }]])
        await ask(relay, key, question);
      whop.answer = found();
      assert.equal((await ask(relay, `GOOD-${index}`)).status, 201);
    }
    assert.equal((await ask(relay)).status, 201);
  });
});

describe('guesses made all at once', () => {
  it('are told no more than guesses made in turn', async (t) => {
    const { whop, relay } = await startRelay(t);
    const statuses = await Promise.all(
      Array.from({ length: 500 }, (_, index) => ask(relay, `W-${index}`).then(({ status }) => status)),
    );
    assert.equal(countOf(statuses, 404), 30);
    assert.equal(countOf(statuses, 429), 470);
    assert.ok(whop.requests.length < 250, `${whop.requests.length} calls`);
  });

  it('of a crowd of buyers behind one address are all answered', async (t) => {
    const { relay } = await startRelay(t);
    const replies = await Promise.all(Array.from({ length: 300 }, (_, index) => ask(relay, `W-GOOD-${index}`)));
    assert.ok(replies.every(({ status }) => status === 201));
  });

  it('wait for four seconds, where Whop is slow; a key that was good lately does not', async (t) => {
    const whop = await startWhop(t);
    const relay = makeRelay(t, whop, { cacheSeconds: 0 });
    await ask(relay, 'W-GOOD');
    const waits = holdTimers(t, 4000);
    const waiting = [];
    whop.answer = (request, response) =>
      void (keyOf(request) === 'W-GOOD' ? response.end() : waiting.push(() => response.writeHead(404).end()));
    const replies = Array.from({ length: 120 }, (_, index) => ask(relay, `W-${index}`));
    await Promise.all([waits.areSet(20), whop.heard(101)]);
    const late = replies.slice(-20);
    whop.answer = found();
    assert.equal((await ask(relay, 'W-GOOD')).status, 201);
    waits.ring();
    for (const reply of late) {
      assert.equal((await reply).status, 429);
      assert.equal((await reply).headers.get('Retry-After'), '1');
    }
    await whop.heard(102);
    waiting.forEach((send) => send());
    assert.equal(
      countOf(
        (await Promise.all(replies)).map(({ status }) => status),
        502,
      ),
      100,
    );
    assert.equal(whop.requests.length, 102, 'nobody who was sent away is asked about');
    assert.equal((await ask(relay, 'W-NEW')).status, 201, 'and turns go on');
  });
});

describe('what Whop is asked in a minute', () => {
  it('counts both tries, and ends for strangers before it ends for keys that were good lately', async (t) => {
    const { clocks, whop, relay } = await startRelay(t, { cacheSeconds: 0 });
    for (let index = 0; index < 120; index++) await ask(relay, `W-GOOD-${index}`, from(`198.51.100.${index}`)());
    clocks.pass(62);
    whop.requests.length = 0;
    whop.answer = () => ({ status: 503 });
    const faults = await Promise.all(
      Array.from({ length: 250 }, (_, index) => ask(relay, `W-${index}`, { address: `192.0.2.${index}` })),
    );
    assert.equal(whop.requests.length, 400);
    assert.ok(faults.some(({ status }) => status === 502));
    whop.answer = () => ({ status: 200, body: membership() });
    const stranger = await answerTo(relay, 'W-NEW');
    assert.equal(stranger.status, 429);
    assert.ok(Number(stranger.retryAfter) >= 60);
    const known = await Promise.all(Array.from({ length: 120 }, (_, index) => ask(relay, `W-GOOD-${index}`)));
    assert.equal(
      countOf(
        known.map(({ status }) => status),
        201,
      ),
      100,
    );
    assert.equal(whop.requests.length, 500);
    clocks.pass(62);
    assert.equal((await ask(relay, 'W-NEW')).status, 201);
  });

  it('is a half of it for clients that were refused', async (t) => {
    const { whop, relay } = await startRelay(t);
    await guess(relay, 330, (index) => ({ address: `198.51.100.${index % 13}` }));
    assert.equal(whop.requests.length, 250);
    assert.equal((await ask(relay, 'W-NEW', { address: '198.51.100.200' })).status, 404, 'the others are asked for');
  });
});
