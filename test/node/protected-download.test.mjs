import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, describe, it } from 'node:test';
import { createDownloadServer } from '../../demo/protected-download/download-server.mjs';
import { serveTestApi } from '../../tools/serve-test-api.mjs';
import { goodClaims, makeSigningKey, now, signToken } from '../support/license-token.mjs';
import { findBarriers, openDemos } from '../support/open-demos.mjs';

/** @import { Page } from 'puppeteer-core' */

const root = path.resolve(import.meta.dirname, '../..');
const file = path.join(root, 'demo/protected-download/for-buyers/skerry-hat.txt');
const pattern = readFileSync(file, 'utf8');
const demos = await openDemos();
after(() => demos.close());

/** @param {Page} page */
const shown = (page) =>
  page.$$eval('#file > *', (parts) =>
    parts.filter((part) => part.checkVisibility()).map((part) => part.getAttribute('data-state')),
  );

/**
 * Records the URLs that the page requests from now on, without preflights.
 *
 * @param {Page} page
 * @param {string} ending
 */
function recordRequests(page, ending) {
  /** @type {string[]} */
  const asked = [];
  page.on('request', (request) => {
    if (request.url().endsWith(ending) && request.method() !== 'OPTIONS') asked.push(request.url());
  });
  return asked;
}

/**
 * @param {Page} page
 * @param {string} key
 */
async function type(page, key) {
  await page.evaluate(() => document.querySelector('whop-license-check').focus());
  await page.keyboard.down('Control');
  await page.keyboard.press('a');
  await page.keyboard.up('Control');
  await page.keyboard.type(key);
  await page.keyboard.press('Enter');
}

describe('A buyer', () => {
  it('gets the file and can save it under its name', async () => {
    const page = await demos.visit('/demo/protected-download/');
    assert.deepEqual(await shown(page), []);
    await type(page, 'DEMO-VALID');
    const link = await page.waitForSelector('a[download]', { visible: true });
    assert.deepEqual(await shown(page), ['ready']);

    const folder = mkdtempSync(path.join(tmpdir(), 'whop-license-check-'));
    const browser = await page.browser().target().createCDPSession();
    await browser.send('Browser.setDownloadBehavior', { behavior: 'allow', downloadPath: folder, eventsEnabled: true });
    const saved = new Promise((resolve) =>
      browser.on('Browser.downloadProgress', ({ state }) => state === 'completed' && resolve()),
    );
    await link.click();
    await saved;
    assert.equal(readFileSync(path.join(folder, 'skerry-hat.txt'), 'utf8'), pattern);
    rmSync(folder, { recursive: true });
  });

  it('who checks again does not download the file again', async () => {
    const page = await demos.visit('/demo/protected-download/');
    /** @type {string[]} */
    const asked = recordRequests(page, '/download');
    await type(page, 'DEMO-VALID');
    await page.waitForSelector('a[download]', { visible: true });
    assert.equal(
      await page.evaluate(async () => (await document.querySelector('whop-license-check').check()).outcome),
      'valid',
    );
    assert.deepEqual(await shown(page), ['ready']);
    assert.equal(asked.length, 1);
  });

  it('with an expired license gets nothing, without any request to the file server', async () => {
    const page = await demos.visit('/demo/protected-download/');
    /** @type {string[]} */
    const asked = recordRequests(page, '/download');
    await type(page, 'DEMO-EXPIRED');
    await page.waitForSelector('whop-license-check[state="invalid"]');
    assert.deepEqual(await shown(page), []);
    assert.deepEqual(asked, []);
  });

  it('of another product gets nothing, even if the page forgets the product', async () => {
    const page = await demos.visit('/demo/protected-download/');
    await page.evaluate(() => document.querySelector('whop-license-check').removeAttribute('product'));
    await type(page, 'DEMO-OTHER-PRODUCT');
    await page.waitForSelector('[data-state="refused"]', { visible: true });
    assert.deepEqual(await shown(page), ['refused']);
  });
});

describe('The page', () => {
  for (const [scheme, width] of /** @type {const} */ ([
    ['light', 1280],
    ['dark', 1280],
    ['light', 320],
    ['dark', 320],
  ])) {
    it(`fits ${width} px and passes axe in ${scheme} mode, before and after the check`, async () => {
      const page = await demos.visit('/demo/protected-download/', { width, height: 720 });
      await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
      assert.deepEqual(await findBarriers(page), []);
      await type(page, 'DEMO-VALID');
      await page.waitForSelector('a[download]', { visible: true });
      assert.deepEqual(await findBarriers(page), []);
      assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), width);
    });
  }

  it('gives no other way to the file: the web server does not serve it, and the file server requires a license', async (t) => {
    // The dev server logs the forbidden URLs.
    t.mock.method(console, 'error', () => {});
    const page = await demos.visit('/demo/protected-download/');
    const address = '/demo/protected-download/for-buyers/skerry-hat.txt';
    for (const way of [address, address.replace('for', '%66or'), `/@fs${file}`]) {
      for (const query of ['', '?raw', '?url', '?import&raw', '?import&inline']) {
        assert.equal((await fetch(new URL(way + query, page.url()))).status, 403, way + query);
      }
    }
    const without = await fetch(await page.$eval('a#without', ({ href }) => href));
    assert.equal(without.status, 401);
    assert.equal(await without.text(), 'This download requires a valid license.');
  });
});

describe('An expired token', () => {
  /**
   * Points the page at a relay and a file server. Each check returns the next of the tokens.
   *
   * @param {object[]} tokens
   */
  async function visitWith(tokens, { areKeysGone = false } = {}) {
    const key = await makeSigningKey();
    const page = await demos.visit('/demo/protected-download/');
    const audience = new URL(page.url()).origin;
    const cors = { 'Access-Control-Allow-Origin': audience, 'Access-Control-Allow-Headers': 'content-type' };
    const keys = await serveTestApi(() => Promise.resolve(Response.json({ keys: [key.jwk] })));
    if (areKeysGone) keys.close();
    const relay = await serveTestApi(async ({ method }) => {
      if (method === 'OPTIONS') return new Response(null, { status: 204, headers: cors });
      const token = await signToken(key, { aud: audience, ...tokens.shift() });
      return Response.json(
        { id: 'mem_DEMOVALID', product: 'prod_demo', valid: true, token },
        { status: 201, headers: cors },
      );
    });
    const download = await serveTestApi(
      createDownloadServer({ issuer: goodClaims().iss, audience, keys: keys.origin, product: 'prod_demo', file }).fetch,
    );
    after(() => [keys, relay, download].forEach((server) => server.close()));
    const checks = recordRequests(page, '/validate_license');
    /** @type {string[]} */
    const asked = recordRequests(page, '/download');
    await page.evaluate(
      (relay, download) => {
        document.querySelector('whop-license-check').apiBase = relay;
        document.querySelector('#file').setAttribute('data-src', download);
      },
      relay.origin,
      `${download.origin}/download`,
    );
    await type(page, 'DEMO-VALID');
    return { page, checks, asked };
  }
  const expired = { iat: now() - 600, exp: now() - 300 };

  it('causes one more check, and then the file arrives', async () => {
    const { page, checks, asked } = await visitWith([expired, {}]);
    await page.waitForSelector('a[download]', { visible: true });
    assert.deepEqual([checks.length, asked.length], [2, 2]);
    assert.equal(await page.$eval('a[download]', async ({ href }) => (await fetch(href)).text()), pattern);
  });

  it('is reported calmly if the new token has expired, too, without a third attempt', async () => {
    const { page, checks, asked } = await visitWith([expired, expired]);
    await page.waitForSelector('[data-state="refused"]', { visible: true });
    assert.deepEqual([checks.length, asked.length], [2, 2]);
  });

  it('is not blamed if the relay’s keys are unavailable: the buyer is told to try again, and can', async (t) => {
    t.mock.method(console, 'error', () => {});
    const { page, checks, asked } = await visitWith([{}, {}], { areKeysGone: true });
    await page.waitForSelector('[data-state="failed"]', { visible: true });
    const answered = page.waitForResponse(
      (response) => response.url() === asked[0] && response.request().method() === 'GET',
    );
    await type(page, 'DEMO-VALID');
    assert.equal((await answered).status(), 503);
    await page.waitForSelector('[data-state="failed"]', { visible: true });
    assert.deepEqual([checks.length, asked.length], [2, 2]);
  });
});

describe('docs/protect-a-download.md', () => {
  for (const name of ['download-server.mjs', 'protected-download.js']) {
    it(`contains the tested code: ${name}`, () => {
      const [readme, code] = ['docs/protect-a-download.md', `demo/protected-download/${name}`].map((file) =>
        readFileSync(path.join(root, file), 'utf8'),
      );
      assert.ok(readme.includes(`\`\`\`js\n${code}\`\`\`\n`));
    });
  }
});
