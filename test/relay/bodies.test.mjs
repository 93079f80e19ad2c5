import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect } from 'node:net';
import { describe, it } from 'node:test';
import { mockTimers } from '../support/mock-time.mjs';
import { ask, KEY, makeRelay, PAGE, send, serve } from '../support/relay.mjs';
import { found, startWhop } from '../support/scripted-whop.mjs';

/** @import { TestContext } from 'node:test' */

const MAX_BYTES = 16 * 1024;
const encoder = new TextEncoder();
const ROUTE = `/memberships/${KEY}/validate_license`;

/**
 * A body of exactly this many bytes.
 *
 * @param {number} length
 */
const bodyOf = (length) => `{"metadata":{"a":"${'x'.repeat(length - 21)}"}}`;

/** @param {(string | Uint8Array)[]} chunks */
function streamOf(...chunks) {
  return new ReadableStream({
    start(controller) {
      for (const chunk of chunks) controller.enqueue(typeof chunk === 'string' ? encoder.encode(chunk) : chunk);
      controller.close();
    },
  });
}

/**
 * @param {TestContext} t
 * @param {BodyInit | null} body
 * @param {Record<string, string>} [headers]
 */
async function statusOf(t, body, headers) {
  const whop = await startWhop(t);
  const response = await ask(makeRelay(t, whop), KEY, { body, headers });
  assert.equal(response.headers.get('Access-Control-Allow-Origin'), PAGE);
  if (response.status !== 201) assert.equal(whop.requests.length, 0, 'Whop is not asked when the body is refused');
  return response.status;
}

describe('a body is accepted', () => {
  for (const [title, body] of /** @type {[string, BodyInit][]} */ ([
    ['with empty metadata', '{"metadata":{}}'],
    ['with other members', '{"x":[1,{"metadata":3}],"metadata":{}}'],
    ['with white space', ' \n{"metadata" : {} }\r\n'],
    ['with a byte order mark', '\ufeff{"metadata":{}}'],
    ['in many pieces', streamOf(...'{"metadata":{"ä":"€😀"}}')],
    [
      'cut within a character',
      streamOf(
        encoder.encode('{"metadata":{"a":"€"}}').subarray(0, 19),
        encoder.encode('{"metadata":{"a":"€"}}').subarray(19),
      ),
    ],
    ['with odd names', '{"metadata":{"__proto__":{"x":1},"constructor":2,"":null,"\\ud800":"\\udfff"}}'],
    ['of the maximum length', bodyOf(MAX_BYTES)],
    ['of the maximum length, in pieces', streamOf(bodyOf(MAX_BYTES).slice(0, 100), bodyOf(MAX_BYTES).slice(100))],
    ['nested as deeply as fits', `{"metadata":{"a":${'['.repeat(8180)}${']'.repeat(8180)}}}`],
  ])) {
    it(title, async (t) => assert.equal(await statusOf(t, body), 201));
  }

  it('with any content type', async (t) => {
    assert.equal(await statusOf(t, '{"metadata":{}}', { 'Content-Type': 'text/plain' }), 201);
  });
});

describe('a body is refused', () => {
  for (const [title, body] of [
    ['that is missing', null],
    ['that is empty', ''],
    ['that is not JSON', 'metadata={}'],
    ['that is cut off', '{"metadata":{}'],
    ['with two documents', '{"metadata":{}}{"metadata":{}}'],
    ['in UTF-16', Buffer.from('\ufeff{"metadata":{}}', 'utf16le')],
    ['whose bytes are not text', new Uint8Array([0x7b, 0xff, 0xfe, 0x7d])],
    ['of null bytes', new Uint8Array(100)],
    ['that is a list', '[{"metadata":{}}]'],
    ['that is null', 'null'],
    ['that is a string', '"metadata"'],
    ['that is a number', '1'],
    ['without metadata', '{}'],
    ['with metadata in its prototype', '{"__proto__":{"metadata":{}}}'],
    ['whose metadata is a list', '{"metadata":[]}'],
    ['whose metadata is a string', '{"metadata":"{}"}'],
    ['whose metadata is null', '{"metadata":null}'],
    ['whose metadata is a number', '{"metadata":1}'],
    ['whose metadata is true', '{"metadata":true}'],
    ['whose second metadata is null', '{"metadata":{},"metadata":null}'],
    ['of opening brackets only', '['.repeat(MAX_BYTES)],
  ]) {
    it(`${title}: 400`, async (t) => assert.equal(await statusOf(t, body), 400));
  }

  for (const [title, body, headers] of /** @type {[string, BodyInit, Record<string, string>?][]} */ ([
    ['one byte too long', bodyOf(MAX_BYTES + 1)],
    ['one byte too long, with fewer characters', `{"metadata":{"a":"${'€'.repeat(MAX_BYTES / 3)}"}}`],
    ['that never ends', new ReadableStream({ pull: (controller) => controller.enqueue(new Uint8Array(1000)) })],
    ['whose first piece is too long', streamOf(bodyOf(MAX_BYTES * 50))],
    ['with a Content-Length that is too long', '{}', { 'Content-Length': String(MAX_BYTES + 1) }],
    ['with a Content-Length of 400 digits', '{}', { 'Content-Length': '9'.repeat(400) }],
    [
      'that never ends, with a Content-Length that is no number',
      new ReadableStream({ pull: (controller) => controller.enqueue(new Uint8Array(1000)) }),
      { 'Content-Length': 'none' },
    ],
  ])) {
    it(`${title}: 413`, async (t) => assert.equal(await statusOf(t, body, headers), 413));
  }

  it('that breaks off: 400', async (t) => {
    const failing = new ReadableStream({ pull: (controller) => controller.error(new Error('The visitor left.')) });
    assert.equal(await statusOf(t, failing), 400);
  });

  it('that was already read: 400', async (t) => {
    const whop = await startWhop(t);
    const request = new Request(`https://relay.example${ROUTE}`, {
      method: 'POST',
      headers: { Origin: PAGE },
      body: '{"metadata":{}}',
    });
    await request.text();
    assert.equal((await makeRelay(t, whop).fetch(request)).status, 400);
  });
});

describe('a slow body', () => {
  for (const [title, headers] of /** @type {[string, Record<string, string>][]} */ ([
    ['of an unknown length', {}],
    ['of a known length', { 'Content-Length': '15' }],
  ])) {
    it(`${title} times out after 10 seconds: 408`, async (t) => {
      const timers = mockTimers(t, 10_000);
      const whop = await startWhop(t);
      /** @type {ReadableStreamDefaultController} */
      let controller;
      const body = new ReadableStream({ start: (given) => (controller = given) });
      controller.enqueue(encoder.encode('{"meta'));
      const response = ask(makeRelay(t, whop), KEY, { body, headers });
      await timers.untilSet(1);
      timers.fire();
      assert.equal((await response).status, 408);
      assert.equal((await response).headers.get('Access-Control-Allow-Origin'), PAGE);
      controller.error(new Error('late'));
      assert.equal(whop.requests.length, 0);
    });
  }
});

describe('over a socket', () => {
  /** @param {string[]} lines */
  const head = (...lines) =>
    [`POST ${ROUTE} HTTP/1.1`, 'Host: relay.example', `Origin: ${PAGE}`, ...lines, '', ''].join('\r\n');

  it('a body that is too long is refused before it is sent', async (t) => {
    const whop = await startWhop(t);
    const socket = connect(await serve(t, makeRelay(t, whop)), '127.0.0.1');
    t.after(() => socket.destroy());
    socket.write(head('Content-Length: 1000000000'));
    const [answer] = await once(socket.setEncoding('utf8'), 'data');
    assert.match(answer, /^HTTP\/1\.1 413 /);
    assert.match(answer, /access-control-allow-origin: https:\/\/shop\.example\r\n/i);
  });

  it('a visitor who leaves in the middle of a body affects nobody else', async (t) => {
    const whop = await startWhop(t);
    const relay = makeRelay(t, whop);
    const port = await serve(t, relay);
    for (const lines of [['Content-Length: 15'], ['Transfer-Encoding: chunked']]) {
      const socket = connect(port, '127.0.0.1');
      socket.write(`${head(...lines)}f\r\n{"m`);
      await once(socket, 'connect');
      socket.resetAndDestroy();
    }
    const { status } = await send(port, ROUTE, { headers: { Origin: PAGE }, body: '{"metadata":{}}' });
    assert.equal(status, 201);
    assert.equal(whop.requests.length, 1);
  });

  it('a request with both a length and chunks is refused', async (t) => {
    const whop = await startWhop(t);
    const socket = connect(await serve(t, makeRelay(t, whop)), '127.0.0.1');
    t.after(() => socket.destroy());
    socket.write(`${head('Content-Length: 4', 'Transfer-Encoding: chunked')}f\r\n{"metadata":{}}\r\n0\r\n\r\n`);
    const [answer] = await once(socket.setEncoding('utf8'), 'data');
    assert.match(answer, /^HTTP\/1\.1 400 /);
    assert.equal(whop.requests.length, 0);
  });
});

describe('metadata', () => {
  const bound = { hwid: 'A-1', os: { name: 'mac', version: [1, 2] } };

  for (const [title, metadata, status] of [
    ['none', {}, 201],
    ['the same', bound, 201],
    ['the same in another order', { os: { version: [1, 2], name: 'mac' }, hwid: 'A-1' }, 201],
    ['a part of it', { hwid: 'A-1' }, 201],
    ['another value', { hwid: 'A-2' }, 400],
    ['another case', { hwid: 'a-1' }, 400],
    ['a number in place of a string', { hwid: 1 }, 400],
    ['null in place of a string', { hwid: null }, 400],
    ['one pair that matches and one that does not', { hwid: 'A-1', x: 1 }, 400],
    ['a list in another order', { os: { name: 'mac', version: [2, 1] } }, 400],
    ['a pair in its prototype', JSON.parse('{"__proto__":{"hwid":"A-1"}}'), 400],
  ]) {
    it(`${title}: ${status}`, async (t) => {
      const response = await ask(makeRelay(t, await startWhop(t, found({ metadata: bound }))), KEY, { metadata });
      assert.equal(response.status, status);
      if (status === 400) assert.match((await response.json()).error.message, /reset your key/);
    });
  }

  it('nested too deeply to be compared is a fault, and not a refusal', async (t) => {
    const relay = makeRelay(t, await startWhop(t, found({ metadata: bound })));
    assert.equal(
      (await ask(relay, KEY, { body: `{"metadata":{"hwid":${'['.repeat(8180)}${']'.repeat(8180)}}}` })).status,
      500,
    );
    assert.equal((await ask(relay, KEY, { metadata: bound })).status, 201);
  });
});
