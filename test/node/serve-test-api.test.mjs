import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect } from 'node:net';
import { after, before, describe, test } from 'node:test';
import { createFakeWhop, FAKE_API_KEY } from '../../dist/testing.js';
import { serveTestApi } from '../../tools/serve-test-api.mjs';
import { validationRequest } from '../support/ask-fake.mjs';

/**
 * @import { TestServer } from '../../tools/serve-test-api.mjs'
 * @import { ValidationRequestOptions } from '../support/ask-fake.mjs'
 */

// Saved before any server starts.
const originalGlobals = [globalThis.Request, globalThis.Response];

describe('the test API over HTTP', () => {
  /** @type {TestServer} */
  let api;
  before(async () => {
    api = await serveTestApi(createFakeWhop());
  });
  after(() => api.close());

  /**
   * @param {string} key
   * @param {ValidationRequestOptions} [options]
   */
  function request(key, options) {
    return validationRequest(key, { origin: api.origin, ...options });
  }

  /**
   * Returns everything that the server sends before it closes the connection.
   *
   * @param {string} key
   */
  async function bytesOf(key) {
    const socket = connect(Number(new URL(api.origin).port), '127.0.0.1');
    const body = '{"metadata":{}}';
    socket.write(
      `POST /api/v2/memberships/${key}/validate_license HTTP/1.1\r\nHost: ${new URL(api.origin).host}\r\n` +
        `Authorization: Bearer ${FAKE_API_KEY}\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
    );
    let text = '';
    socket.setEncoding('utf8').on('data', (chunk) => (text += chunk));
    await once(socket, 'close');
    return text;
  }

  test('responds like the handler', async () => {
    const response = await fetch(request('DEMO-VALID'));
    assert.equal(response.status, 201);
    assert.equal(response.headers.get('Access-Control-Allow-Origin'), '*');
    assert.equal((await response.json()).license_key, 'DEMO-VALID');
    assert.equal((await fetch(request('DEMO-VALID').url, { method: 'OPTIONS' })).status, 204);
  });

  test('down: the socket closes without a byte', async () => {
    assert.equal(await bytesOf('DEMO-DOWN'), '');
    await assert.rejects(fetch(request('DEMO-DOWN')), TypeError);
  });

  test('cut off: the socket closes in the middle of the body', async () => {
    const [head, body] = (await bytesOf('DEMO-CUT-OFF')).split('\r\n\r\n');
    const contentLength = Number(/^content-length: (\d+)/im.exec(head)[1]);
    assert.match(head, /^HTTP\/1.1 201/);
    assert.equal(body.length, Math.floor(contentLength / 2));
    await assert.rejects((await fetch(request('DEMO-CUT-OFF'))).text(), TypeError);
  });

  test('a stall ends when the caller aborts, before or during the response', async () => {
    const whop = createFakeWhop();
    const caller = new AbortController();
    let stalled;
    const stalling = await serveTestApi((received) => {
      stalled = whop(received);
      setImmediate(() => caller.abort());
      return stalled;
    });
    await assert.rejects(fetch(validationRequest('DEMO-STALL', { origin: stalling.origin, signal: caller.signal })), {
      name: 'AbortError',
    });
    await assert.rejects(stalled);
    stalling.close();

    const reader = new AbortController();
    const response = await fetch(request('DEMO-STALL-IN-BODY', { signal: reader.signal }));
    assert.equal(response.status, 201);
    reader.abort();
    await assert.rejects(response.text(), { name: 'AbortError' });
    assert.equal((await fetch(request('DEMO-VALID'))).status, 201);
  });

  test('a redirect stays on the same origin', async () => {
    const { status, headers } = await fetch(request('DEMO-REDIRECT'), { redirect: 'manual' });
    assert.deepEqual([status, headers.get('Location')], [307, '/api/v2/memberships/DEMO-VALID/validate_license']);
  });
});

test('Node’s globals are not replaced', () => {
  assert.deepEqual([globalThis.Request, globalThis.Response], originalGlobals);
});

test('closing the server breaks open connections', async () => {
  /** @type {TestServer} */
  const api = await serveTestApi(createFakeWhop());
  const response = await fetch(validationRequest('DEMO-STALL-IN-BODY', { origin: api.origin }));
  api.close();
  await assert.rejects(response.text(), TypeError);
  await assert.rejects(fetch(api.origin), TypeError);
});
