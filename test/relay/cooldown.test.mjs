import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { mockTimers, mockClocks } from '../support/mock-time.mjs';
import { answerTo, ask, makeRelay } from '../support/relay.mjs';
import { found, keyOf, startWhop } from '../support/scripted-whop.mjs';

/**
 * @import { ServerResponse } from 'node:http'
 * @import { TestContext } from 'node:test'
 * @import { Answer, Answerer } from '../support/scripted-whop.mjs'
 */

/** @type {(status: number, message: string, headers?: Record<string, string>) => () => Answer} */
const json =
  (status, message, headers = {}) =>
  () => ({ status, headers, body: { error: { message } } });
/**
 * A relay whose first request Whop has answered like this.
 *
 * @param {TestContext} t
 * @param {Answerer} answer
 */
async function startAfter(t, answer) {
  const clocks = mockClocks(t);
  const whop = await startWhop(t, answer);
  const relay = makeRelay(t, whop);
  const first = await answerTo(relay, 'W-1');
  whop.answer = found();
  return { clocks, whop, relay, first };
}

describe('Whop is left alone', () => {
  for (const [title, answer, seconds, status] of /** @type {const} */ ([
    ['after a 401', json(401, 'Your access token is invalid'), 10, 502],
    ['after a 401 whose text speaks of an end', json(401, 'Your API key was removed'), 10, 502],
    ['after a 401 with an HTML page', () => ({ status: 401, body: '<html>' }), 10, 502],
    ['after a 403', json(403, 'Forbidden'), 10, 502],
    ['after a 403 with Retry-After', json(403, 'Forbidden', { 'Retry-After': '30' }), 30, 502],
    [
      'after a 400 about a missing permission',
      json(400, 'missing all required permissions: member:basic:read'),
      10,
      502,
    ],
    ['after a 429', json(429, 'Try again in 12 seconds'), 10, 429],
    ['after a 429 with Retry-After', json(429, '', { 'Retry-After': '37' }), 37, 429],
    [
      'after a 429 with a date',
      () => ({
        status: 429,
        headers: { 'Retry-After': new Date((Math.floor(Date.now() / 1000) + 38) * 1000).toUTCString() },
      }),
      38,
      429,
    ],
    ['after a 429 with Retry-After: 0', json(429, '', { 'Retry-After': '0' }), 1, 429],
    ['after a 429 with a date in the past', json(429, '', { 'Retry-After': 'Wed, 21 Oct 2015 07:28:00 GMT' }), 1, 429],
    ['after a 429 with a negative Retry-After', json(429, '', { 'Retry-After': '-5' }), 10, 429],
    ['after a 429 with a Retry-After that cannot be read', json(429, '', { 'Retry-After': 'soon' }), 10, 429],
    ['after a 429 with a Retry-After of a day', json(429, '', { 'Retry-After': '86400' }), 3600, 429],
    ['after a 429 with a Retry-After of 400 digits', json(429, '', { 'Retry-After': '9'.repeat(400) }), 3600, 429],
  ])) {
    it(`${title}: ${seconds} s, for all keys and clients`, async (t) => {
      const { clocks, whop, relay, first } = await startAfter(t, answer);
      assert.equal(first.status, status);
      assert.equal(first.retryAfter, status === 429 ? String(seconds) : null);
      clocks.advance(seconds - 0.5);
      for (const [key, address] of [['W-1'], ['W-2'], ['W-3', '198.51.100.1']]) {
        const { status: again, retryAfter, body } = await answerTo(relay, key, { address });
        assert.equal(again, status);
        assert.equal(retryAfter, status === 429 ? '1' : null);
        assert.doesNotMatch(body.error.message, /key|licen[cs]e/i);
      }
      assert.equal(whop.requests.length, 1);
      clocks.advance(0.6);
      assert.equal((await ask(relay, 'W-2')).status, 201);
    });
  }

  it('and what is cached is still answered', async (t) => {
    mockClocks(t);
    const whop = await startWhop(t);
    const relay = makeRelay(t, whop);
    await ask(relay, 'W-GOOD');
    whop.answer = json(429, '');
    assert.equal((await ask(relay, 'W-2')).status, 429);
    assert.equal((await ask(relay, 'W-GOOD')).status, 201);
    assert.equal(whop.requests.length, 2);
  });

  it('for the longest time that it asked for', async (t) => {
    const clocks = mockClocks(t);
    /** @type {ServerResponse[]} */
    const waiting = [];
    const whop = await startWhop(t, (_request, response) => void waiting.push(response));
    const relay = makeRelay(t, whop);
    const [first, second] = [ask(relay, 'W-1'), ask(relay, 'W-2')];
    await whop.untilReceived(2);
    waiting[0].writeHead(429, { 'Retry-After': '60' }).end();
    await Promise.race([first, second]);
    waiting[1].writeHead(401).end();
    await Promise.all([first, second]);
    whop.answer = found();
    clocks.advance(59);
    assert.equal((await ask(relay, 'W-3')).status, 429);
    assert.equal(whop.requests.length, 2);
    clocks.advance(2);
    assert.equal((await ask(relay, 'W-3')).status, 201);
  });

  it('by a second try too', async (t) => {
    t.mock.method(Math, 'random', () => 0.5);
    const pauseTimers = mockTimers(t, 250);
    const whop = await startWhop(t, (request) => (keyOf(request) === 'W-1' ? { status: 503 } : { status: 429 }));
    const relay = makeRelay(t, whop);
    const first = ask(relay, 'W-1');
    await pauseTimers.untilSet(1);
    assert.equal((await ask(relay, 'W-2')).status, 429);
    pauseTimers.fire();
    assert.equal((await first).status, 502);
    assert.equal(whop.requests.length, 2);
  });

  it('after a second try that is refused', async (t) => {
    const whop = await startWhop(t, () => ({ status: whop.requests.length === 1 ? 500 : 429 }));
    const relay = makeRelay(t, whop);
    assert.equal((await ask(relay, 'W-1')).status, 429);
    assert.equal((await ask(relay, 'W-2')).status, 429);
    assert.equal(whop.requests.length, 2);
  });
});

describe('Whop is not left alone', () => {
  for (const [title, answer] of /** @type {const} */ ([
    ['after a 404', json(404, 'Membership not found')],
    ['after a 500', json(500, 'Unauthorized')],
    ['after a 400 about something else', json(400, 'Parameter :id is invalid')],
    ['after an HTML page', () => ({ status: 200, body: '<html>' })],
  ])) {
    it(title, async (t) => {
      const { relay } = await startAfter(t, answer);
      assert.equal((await ask(relay, 'W-2')).status, 201);
    });
  }

  for (const key of ['W-PERMISSION', 'unauthorized-1']) {
    it(`after a 400 that quotes the key ${key}: no visitor can stop a relay by a word in a key`, async (t) => {
      mockClocks(t);
      const whop = await startWhop(t, json(400, `"${key}" is no valid id`));
      const relay = makeRelay(t, whop);
      assert.equal((await ask(relay, key)).status, 502);
      whop.answer = found();
      assert.equal((await ask(relay, 'W-2')).status, 201);
    });
  }
});
