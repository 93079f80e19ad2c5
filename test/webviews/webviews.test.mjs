import assert from 'node:assert/strict';
import { after, afterEach, beforeEach, describe, it } from 'node:test';
import { createFakeWhop } from '../../dist/testing.js';
import { startDisplay } from '../../tools/display.mjs';
import { serveTestApi } from '../../tools/serve-test-api.mjs';
import { makeDesktopApp } from './support/desktop-app.mjs';
import { hosts, missing, offlineHost } from './support/hosts.mjs';
import { openWebview, VERDICT } from './support/open-webview.mjs';

/**
 * @import { DesktopApp } from './support/desktop-app.mjs'
 * @import { Host } from './support/hosts.mjs'
 * @import { Webview } from './support/open-webview.mjs'
 */

/** @type {string[]} */
const posts = [];
/** @type {Set<string | null>} */
const origins = new Set();
const fakeWhop = createFakeWhop();
const api = await serveTestApi((request) => {
  if (request.method === 'POST') {
    posts.push(new URL(request.url).pathname.split('/').at(-2));
    origins.add(request.headers.get('origin'));
  }
  return fakeWhop(request);
});
/** @type {Awaited<ReturnType<typeof startDisplay>>} */
let display;
after(() => {
  api.close();
  display?.stop();
});

/** @type {DesktopApp} */
let app;
/** @type {Webview} */
let webview;
/** @param {Host} host */
const openApp = async (host) => (webview = await openWebview(host, app, (display ??= await startDisplay()).name));
beforeEach(() => {
  posts.length = 0;
  origins.clear();
  app = makeDesktopApp(`${api.origin}/api/v2`);
});
afterEach(async () => {
  await webview?.close();
  app.remove();
});

for (const host of hosts) {
  describe(host.name, { skip: missing(host) }, () => {
    it('is locked for a stranger, open for a buyer, still open after a restart, and locked for good after the license is removed', async () => {
      await openApp(host);
      assert.equal(await webview.waitForValue(VERDICT, 'idle'), 'idle');
      assert.equal(await webview.waitForVisibility('#app', false), 'false');
      assert.equal(await webview.check('DEMO-NOT-FOUND', 'invalid not-found'), 'invalid not-found');
      assert.equal(await webview.waitForVisibility('#app', false), 'false');
      assert.equal(
        await webview.check('DEMO-HTML', 'unverified unexpected-response'),
        'unverified unexpected-response',
      );
      assert.equal(await webview.waitForVisibility('#app', false), 'false');
      assert.equal(await webview.check('DEMO-VALID', 'valid'), 'valid');
      assert.equal(await webview.waitForVisibility('#app', true), 'true');
      assert.equal(await webview.waitForVisibility('#welcome', false), 'false');
      assert.deepEqual(posts, ['DEMO-NOT-FOUND', 'DEMO-HTML', 'DEMO-VALID']);
      assert.deepEqual([...origins], [host.origin]);

      await webview.close();
      await openApp(host);
      assert.equal(await webview.waitForValue(VERDICT, 'valid'), 'valid');
      assert.equal(await webview.waitForVisibility('#app', true), 'true');
      assert.equal(posts.length, 3, 'A fresh license needs no request.');

      await webview.click('#sign-out');
      assert.equal(await webview.waitForValue(VERDICT, 'idle'), 'idle');
      assert.equal(await webview.waitForVisibility('#app', false), 'false');
      await webview.close();
      await openApp(host);
      assert.equal(await webview.waitForValue(VERDICT, 'idle'), 'idle');
      assert.equal(await webview.waitForVisibility('#app', false), 'false');
      assert.equal(posts.length, 3);
    });
  });
}

describe(offlineHost.name, { skip: missing(offlineHost) }, () => {
  it('says that the check could not be completed, and does not blame the buyer', async () => {
    await openApp(offlineHost);
    assert.equal(await webview.check('DEMO-VALID', 'unverified unreachable'), 'unverified unreachable');
    assert.equal(await webview.waitForVisibility('#app', false), 'false');
    assert.deepEqual(posts, []);
  });
});
