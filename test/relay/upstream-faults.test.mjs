import assert from 'node:assert/strict';
import { createServer } from 'node:net';
import { describe, it } from 'node:test';
import getPort from 'get-port';
import { listen } from '../../tools/listen.mjs';
import { mockTimers } from '../support/mock-time.mjs';
import { answerTo, ask, KEY, makeRelay } from '../support/relay.mjs';
import { found, membership, notFound, startWhop } from '../support/scripted-whop.mjs';

/** @import { Answerer } from '../support/scripted-whop.mjs' */

const TIMEOUT_MS = 8000;
/** The pause before the second try, when `Math.random()` is 0.5. */
const PAUSE_MS = 250;

/**
 * Whop gives these answers one after the other, the last one again and again.
 *
 * @param {Answerer[]} answers
 * @returns {Answerer}
 */
function inSequence(...answers) {
  return (request, response) => (answers.length > 1 ? answers.shift() : answers[0])(request, response);
}
const down = () => ({ status: 503, body: 'down' });
/** @type {Answerer} */
const cutOff = (_request, response) => {
  response.writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': '5000' });
  response.write('{"id":"mem_', () => response.destroy());
};
/** @type {Answerer} */
const reset = (request) => {
  request.socket.resetAndDestroy();
};

/**
 * Whop's answer never ends.
 *
 * @param {string | Buffer} chunk
 * @param {{ status?: number, pauseMs?: number, sent?: { bytes: number } }} [options]
 * @returns {Answerer}
 */
function endless(chunk, { status = 200, pauseMs = 0, sent = { bytes: 0 } } = {}) {
  return (_request, response) => {
    response.writeHead(status, { 'Content-Type': 'application/json' });
    const write = () => {
      sent.bytes += chunk.length;
      if (!response.destroyed) response.write(chunk, () => setTimeout(write, pauseMs));
    };
    write();
  };
}

describe('Whop takes longer than 8 seconds', () => {
  for (const [title, answer] of /** @type {[string, Answerer][]} */ ([
    ['to answer', () => {}],
    [
      'to finish its answer',
      (_request, response) => {
        response.writeHead(200, { 'Content-Type': 'application/json' }).write('{"id":');
      },
    ],
    ['and sends one byte at a time', endless(' ', { pauseMs: 1 })],
    ['and sends a 404 one byte at a time', endless(' ', { status: 404, pauseMs: 1 })],
  ])) {
    it(`${title}: 504, without a second try`, async (t) => {
      const timers = mockTimers(t, TIMEOUT_MS);
      const whop = await startWhop(t, answer);
      const reply = answerTo(makeRelay(t, whop));
      await whop.untilReceived(1);
      timers.fire();
      const { status, body } = await reply;
      assert.deepEqual([status, body.error.message], [504, 'Whop did not answer in time.']);
      assert.equal(whop.requests.length, 1);
    });
  }

  it('with its second answer: the first one decides', async (t) => {
    const timers = mockTimers(t, TIMEOUT_MS);
    const whop = await startWhop(
      t,
      inSequence(down, () => {}),
    );
    const reply = answerTo(makeRelay(t, whop));
    await whop.untilReceived(2);
    timers.fire();
    assert.equal((await reply).status, 502);
  });

  it('in all, the pause before the second try included', async (t) => {
    t.mock.method(Math, 'random', () => 0.5);
    const pauseTimers = mockTimers(t, PAUSE_MS);
    const timeoutTimers = mockTimers(t, TIMEOUT_MS);
    const whop = await startWhop(t, down);
    const reply = answerTo(makeRelay(t, whop));
    await pauseTimers.untilSet(1);
    timeoutTimers.fire();
    assert.equal((await reply).status, 502);
    pauseTimers.fire();
    assert.equal(whop.requests.length, 1);
  });
});

describe('Whop sends an endless body', () => {
  for (const status of [200, 401, 404, 500]) {
    it(`${status}: only the beginning is read`, async (t) => {
      const sent = { bytes: 0 };
      const whop = await startWhop(t, endless(Buffer.alloc(65_536, ' '), { status, sent }));
      assert.equal((await answerTo(makeRelay(t, whop))).status, 502);
      assert.ok(sent.bytes < 32 * 1024 * 1024, `${sent.bytes} bytes`);
    });
  }
});

describe('a temporary fault is tried once more', () => {
  for (const [title, fault] of /** @type {[string, Answerer][]} */ ([
    ['a server that is down', down],
    ['a request that timed out', () => ({ status: 408 })],
    ['an answer that breaks off', cutOff],
    ['a connection that is reset', reset],
  ])) {
    it(`${title}, then works`, async (t) => {
      const whop = await startWhop(t, inSequence(fault, found()));
      assert.equal((await answerTo(makeRelay(t, whop))).body.valid, true);
      assert.equal(whop.requests.length, 2);
    });

    it(`${title} twice`, async (t) => {
      const whop = await startWhop(t, fault);
      const relay = makeRelay(t, whop);
      assert.equal((await answerTo(relay)).status, 502);
      assert.equal(whop.requests.length, 2);
      whop.answer = found();
      assert.equal((await answerTo(relay)).status, 201, 'a fault is not cached');
    });

    it(`${title}, then does not know the key`, async (t) => {
      const whop = await startWhop(t, inSequence(fault, notFound));
      assert.equal((await answerTo(makeRelay(t, whop))).status, 404);
    });
  }

  it('and no other answer is', async (t) => {
    for (const status of [200, 400, 401, 403, 404, 410, 418, 429]) {
      const whop = await startWhop(t, () => ({ status, body: {} }));
      assert.notEqual((await answerTo(makeRelay(t, whop))).status, 201);
      assert.equal(whop.requests.length, 1, String(status));
    }
  });
});

describe('a redirect is not followed', () => {
  for (const status of [301, 302, 303, 307, 308]) {
    it(`${status}: 502, and the API key is sent to nobody else`, async (t) => {
      const elsewhere = await startWhop(t, () => ({ status: 200, body: membership() }));
      const whop = await startWhop(t, () => ({
        status,
        headers: { Location: `${elsewhere.base}/memberships/${KEY}` },
      }));
      assert.equal((await answerTo(makeRelay(t, whop))).status, 502);
      assert.equal(elsewhere.requests.length, 0);
      assert.ok(whop.requests.every(({ target }) => target === `/api/v1/memberships/${KEY}`));
    });
  }

  it('to another path of the same host', async (t) => {
    const whop = await startWhop(t, (request) =>
      request.url.includes('/memberships/')
        ? { status: 302, headers: { Location: '/api/v1/other' } }
        : { status: 200, body: membership() },
    );
    assert.equal((await answerTo(makeRelay(t, whop))).status, 502);
    assert.ok(whop.requests.every(({ target }) => target.includes('/memberships/')));
  });
});

describe('Whop cannot be reached', () => {
  it('when the port is closed', async (t) => {
    const whop = await startWhop(t);
    const whopApiBase = `http://127.0.0.1:${await getPort()}`;
    assert.equal((await answerTo(makeRelay(t, whop, { whopApiBase }))).status, 502);
  });

  it('when the port belongs to another protocol', async (t) => {
    const server = createServer((socket) => socket.on('error', () => {}).end('220 mail.example ESMTP\r\n'));
    t.after(() => server.close());
    const whopApiBase = `http://127.0.0.1:${await listen(server)}`;
    assert.equal((await answerTo(makeRelay(t, await startWhop(t), { whopApiBase }))).status, 502);
  });

  it('when fetch itself is broken', async (t) => {
    const relay = makeRelay(t, await startWhop(t));
    for (const broken of /** @type {(() => unknown)[]} */ ([
      () => {
        throw new Error('broken');
      },
      () => undefined,
      () => null,
      () => Promise.reject(undefined),
      () => 'valid',
      () => Promise.resolve({ status: 200 }),
    ])) {
      const { mock } = t.mock.method(globalThis, 'fetch', broken);
      const { status } = await ask(relay);
      mock.restore();
      assert.equal(status, 502);
    }
  });
});
