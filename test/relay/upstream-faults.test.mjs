import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { describe, it } from 'node:test';
import {
  answerTo,
  ask,
  found,
  holdTimers,
  KEY,
  makeRelay,
  membership,
  notFound,
  startWhop,
} from '../support/relay.mjs';

const TIMEOUT = 8000;
/** The wait before the second try, where chance is a half. */
const PAUSE = 250;

/** Whop gives these answers, one after the other. */
function inTurn(...answers) {
  return (request, response) => (answers.length > 1 ? answers.shift() : answers[0])(request, response);
}
const down = () => ({ status: 503, body: 'down' });
const cutOff = (_request, response) => {
  response.writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': '5000' });
  response.write('{"id":"mem_', () => response.destroy());
};
const reset = (request) => void request.socket.resetAndDestroy();

/** Whop begins an answer, and does not come to its end. */
function endless(chunk, { status = 200, wait = 0, told = { bytes: 0 } } = {}) {
  return (_request, response) => {
    response.writeHead(status, { 'Content-Type': 'application/json' });
    const write = () => {
      told.bytes += chunk.length;
      if (!response.destroyed) response.write(chunk, () => setTimeout(write, wait));
    };
    write();
  };
}

describe('Whop takes longer than 8 seconds', () => {
  for (const [title, answer] of [
    ['to say anything', () => {}],
    [
      'to end its answer',
      (_request, response) => void response.writeHead(200, { 'Content-Type': 'application/json' }).write('{"id":'),
    ],
    ['with a trickle', endless(' ', { wait: 1 })],
    ['with the trickle of a 404', endless(' ', { status: 404, wait: 1 })],
  ]) {
    it(`${title}: 504, and it is not asked again`, async (t) => {
      const timers = holdTimers(t, TIMEOUT);
      const whop = await startWhop(t, answer);
      const reply = answerTo(makeRelay(t, whop));
      await whop.heard(1);
      timers.ring();
      const { status, body } = await reply;
      assert.deepEqual([status, body.error.message], [504, 'Whop did not answer in time.']);
      assert.equal(whop.requests.length, 1);
    });
  }

  it('with its second answer: the first one counts', async (t) => {
    const timers = holdTimers(t, TIMEOUT);
    const whop = await startWhop(
      t,
      inTurn(down, () => {}),
    );
    const reply = answerTo(makeRelay(t, whop));
    await whop.heard(2);
    timers.ring();
    assert.equal((await reply).status, 502);
  });

  it('in all: a wait for the second try is not added', async (t) => {
    t.mock.method(Math, 'random', () => 0.5);
    const pause = holdTimers(t, PAUSE);
    const timeout = holdTimers(t, TIMEOUT);
    const whop = await startWhop(t, down);
    const reply = answerTo(makeRelay(t, whop));
    await pause.areSet(1);
    timeout.ring();
    assert.equal((await reply).status, 502);
    pause.ring();
    assert.equal(whop.requests.length, 1);
  });
});

describe('Whop tells more than anybody wants to hear', () => {
  for (const status of [200, 401, 404, 500]) {
    it(`${status}: no more than a little is taken in`, async (t) => {
      const told = { bytes: 0 };
      const whop = await startWhop(t, endless(Buffer.alloc(65_536, ' '), { status, told }));
      assert.equal((await answerTo(makeRelay(t, whop))).status, 502);
      assert.ok(told.bytes < 32 * 1024 * 1024, `${told.bytes} bytes`);
    });
  }
});

describe('a fault that may pass is tried once more', () => {
  for (const [title, fault] of [
    ['a server that is down', down],
    ['an answer that is cut off', cutOff],
    ['a connection that is reset', reset],
  ]) {
    it(`${title}, and comes back`, async (t) => {
      const whop = await startWhop(t, inTurn(fault, found()));
      assert.equal((await answerTo(makeRelay(t, whop))).body.valid, true);
      assert.equal(whop.requests.length, 2);
    });

    it(`${title}, and stays so`, async (t) => {
      const whop = await startWhop(t, fault);
      const relay = makeRelay(t, whop);
      assert.equal((await answerTo(relay)).status, 502);
      assert.equal(whop.requests.length, 2);
      whop.answer = found();
      assert.equal((await answerTo(relay)).status, 201, 'a fault is not kept');
    });

    it(`${title}, and then knows no such key`, async (t) => {
      const whop = await startWhop(t, inTurn(fault, notFound));
      assert.equal((await answerTo(makeRelay(t, whop))).status, 404);
    });
  }

  it('and what is none is not', async (t) => {
    for (const status of [200, 400, 401, 403, 404, 408, 410, 418, 429]) {
      const whop = await startWhop(t, () => ({ status, body: {} }));
      assert.notEqual((await answerTo(makeRelay(t, whop))).status, 201);
      assert.equal(whop.requests.length, 1, String(status));
    }
  });
});

describe('a redirect is not followed', () => {
  for (const status of [301, 302, 303, 307, 308]) {
    it(`${status}: 502, and nobody else hears the API key`, async (t) => {
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

  it('nor to another address of the same host', async (t) => {
    const whop = await startWhop(t, (request) =>
      request.url.includes('/memberships/')
        ? { status: 302, headers: { Location: '/api/v1/other' } }
        : { status: 200, body: membership() },
    );
    assert.equal((await answerTo(makeRelay(t, whop))).status, 502);
    assert.ok(whop.requests.every(({ target }) => target.includes('/memberships/')));
  });
});

describe('Whop cannot be had', () => {
  it('where nobody listens', async (t) => {
    const whop = await startWhop(t);
    const port = createServer().listen(0, '127.0.0.1');
    await once(port, 'listening');
    const base = `http://127.0.0.1:${port.address().port}`;
    await new Promise((resolve) => port.close(resolve));
    assert.equal((await answerTo(makeRelay(t, whop, { whopApiBase: base }))).status, 502);
  });

  it('where something else listens', async (t) => {
    const server = createServer((socket) => socket.on('error', () => {}).end('220 mail.example ESMTP\r\n')).listen(
      0,
      '127.0.0.1',
    );
    t.after(() => server.close());
    await once(server, 'listening');
    assert.equal(
      (await answerTo(makeRelay(t, await startWhop(t), { whopApiBase: `http://127.0.0.1:${server.address().port}` })))
        .status,
      502,
    );
  });

  it('where fetch itself is broken', async (t) => {
    const relay = makeRelay(t, await startWhop(t));
    for (const broken of [
      () => {
        throw new Error('broken');
      },
      () => undefined,
      () => null,
      () => Promise.reject(undefined),
      () => 'valid',
      () => Promise.resolve({ status: 200 }),
    ]) {
      const { restore } = t.mock.method(globalThis, 'fetch', broken).mock;
      const { status } = await ask(relay);
      restore.call(globalThis.fetch.mock);
      assert.equal(status, 502);
    }
  });
});
