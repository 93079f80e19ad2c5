import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ask, KEY, makeRelay, PAGE, send, serve } from '../support/relay.mjs';
import { startWhop } from '../support/scripted-whop.mjs';

/** @import { TestedRelay } from '../support/relay.mjs' */

/** Origins as a seller may write them. */
const ALLOWED_ORIGINS =
  ' HTTPS://Shop.Example:443/ , http://tauri.localhost\ntauri://LocalHost/\thttps://shop.example:8443,http://[::1]:8080 https://bücher.example, file:// ';

/** @type {(relay: TestedRelay, origin: string) => Promise<Response>} */
const preflight = (relay, origin) =>
  relay.fetch(
    new Request(`https://relay.example/memberships/${KEY}/validate_license`, {
      method: 'OPTIONS',
      headers: { Origin: origin },
    }),
  );

/** A body that records whether it was read. */
function createWatchedBody() {
  const watched = {
    wasRead: false,
    body: new ReadableStream(
      {
        pull(controller) {
          watched.wasRead = true;
          controller.enqueue(new TextEncoder().encode('{"metadata":{}}'));
          controller.close();
        },
      },
      { highWaterMark: 0 },
    ),
  };
  return watched;
}

describe('a page may ask', () => {
  for (const origin of [
    'https://shop.example',
    'https://shop.example:8443',
    'http://tauri.localhost',
    'tauri://localhost',
    'http://[::1]:8080',
    'https://xn--bcher-kva.example',
    'file://',
  ]) {
    it(`from ${origin}, and the response names its own origin`, async (t) => {
      const relay = makeRelay(t, await startWhop(t), { allowedOrigins: ALLOWED_ORIGINS });
      for (const response of [await ask(relay, KEY, { origin }), await preflight(relay, origin)]) {
        assert.ok(response.ok);
        assert.equal(response.headers.get('Access-Control-Allow-Origin'), origin);
      }
    });
  }

  it('without an origin, when null is listed', async (t) => {
    const relay = makeRelay(t, await startWhop(t), { allowedOrigins: [PAGE, 'null'] });
    for (const response of [await ask(relay, KEY, { origin: 'null' }), await preflight(relay, 'null')]) {
      assert.ok(response.ok);
      assert.equal(response.headers.get('Access-Control-Allow-Origin'), 'null');
    }
  });
});

describe('a page may not ask', () => {
  for (const origin of [
    'null',
    '',
    '*',
    'http://shop.example',
    'https://shop.example:80',
    'https://shop.example:4433',
    'https://shop.example.',
    'https://www.shop.example',
    'https://shop.example.evil',
    'https://shop.example@evil',
    'https://evil@shop.example',
    'https://shop.example#.evil',
    'https://shop.example?.evil',
    'https://shop.example/evil',
    'https://shop.example\\.evil',
    'https://evil.example/https://shop.example',
    'https://notshop.example',
    'https://shop.example, https://evil.example',
    'https://evil.example, https://shop.example',
    'https://shop.example https://evil.example',
    'https://shop.example,evil',
    'shop.example',
    '//shop.example',
    'https:shop.example',
    'https:///shop.example',
    'HTTP://SHOP.EXAMPLE',
    'tauri://localhost:1',
    'tauri://x.localhost',
    'https://tauri.localhost',
    'http://tauri.localhost:8080',
    'http://x.tauri.localhost',
    'tauri.localhost',
    'file:///etc',
    'file://host',
    'data://shop.example',
    'undefined',
    'x'.repeat(10_000),
  ]) {
    it(`from ${origin.slice(0, 50) || 'an empty origin'}, and its body is not read`, async (t) => {
      const whop = await startWhop(t);
      const relay = makeRelay(t, whop, { allowedOrigins: ALLOWED_ORIGINS });
      const watched = createWatchedBody();
      for (const response of [await ask(relay, KEY, { origin, body: watched.body }), await preflight(relay, origin)]) {
        assert.equal(response.status, 403);
        assert.equal(response.headers.get('Access-Control-Allow-Origin'), null);
        assert.equal(response.headers.get('Vary'), 'Origin');
        assert.equal(response.headers.get('Cache-Control'), 'no-store');
        assert.match((await response.json()).error.message, /origin/);
      }
      assert.equal(watched.wasRead, false);
      assert.equal(whop.requests.length, 0);
    });
  }

  it('with two Origin headers', async (t) => {
    const whop = await startWhop(t);
    const port = await serve(t, makeRelay(t, whop));
    const { status } = await send(port, `/memberships/${KEY}/validate_license`, {
      headers: { Origin: [PAGE, 'https://evil.example'] },
      body: '{"metadata":{}}',
    });
    assert.equal(status, 403);
    assert.equal(whop.requests.length, 0);
  });

  it('and its visitors get no refusals counted', async (t) => {
    const relay = makeRelay(t, await startWhop(t));
    for (let count = 0; count < 40; count++) await ask(relay, KEY, { origin: 'https://evil.example' });
    assert.equal((await ask(relay)).status, 201);
  });

  it('and does not learn what is wrong with its body or its key', async (t) => {
    const relay = makeRelay(t, await startWhop(t));
    assert.equal((await ask(relay, 'mem_1', { origin: 'https://evil.example', body: 'x'.repeat(20_000) })).status, 403);
  });
});

describe("the page's own Authorization", () => {
  it('is not passed on, and changes nothing', async (t) => {
    const whop = await startWhop(t);
    const relay = makeRelay(t, whop);
    const headers = {
      Authorization: 'Bearer apik_OfThePage',
      Cookie: 'session=1',
      'X-Api-Key': 'apik_OfThePage',
      'Api-Version-Date': '2026-11-17',
    };
    assert.equal((await ask(relay, KEY, { headers })).status, 201);
    const [{ headers: sent }] = whop.requests;
    assert.equal(sent.authorization, 'Bearer apik_AccountKeyOfTheSeller');
    assert.equal(sent['api-version-date'], '2025-01-01');
    assert.equal(sent.origin, undefined);
    assert.doesNotMatch(JSON.stringify([sent, relay.log]), /OfThePage|session/);
  });
});
