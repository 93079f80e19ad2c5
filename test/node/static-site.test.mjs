import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { findBarriers, openDemos } from '../support/open-demos.mjs';

/** @import { Page, Viewport } from 'puppeteer-core' */

const demos = await openDemos();
after(() => demos.close());

const ADDRESS = '/demo/static-site/';
/** @param {Page} page */
const states = (page) => page.$$eval('.lesson', (lessons) => lessons.map((lesson) => lesson.checkVisibility()));

/**
 * Opens the page, and records console messages and errors, which include policy violations.
 *
 * @param {Viewport} [viewport]
 */
async function visit(viewport) {
  /** @type {string[]} */
  const messages = [];
  const page = await demos.visit(ADDRESS, viewport, (fresh) => {
    fresh.on('console', (message) => messages.push(message.text()));
    fresh.on('pageerror', (error) => messages.push(String(error)));
  });
  return { page, messages };
}

/**
 * @param {Page} page
 * @param {string} key
 */
async function check(page, key) {
  await page.$eval('whop-license-check', (tag) => tag.focus());
  await page.keyboard.down('Control');
  await page.keyboard.press('a');
  await page.keyboard.up('Control');
  await page.keyboard.type(key);
  await page.keyboard.press('Enter');
}

describe('The static site', () => {
  it('unlocks its lessons for buyers only, under a policy that allows only the license check', async () => {
    const { page, messages } = await visit();
    const policy = await page
      .evaluate(async () => (await fetch(location.href)).headers.get('content-security-policy'))
      .catch(() => 'refused');
    assert.equal(policy, 'refused', 'connect-src must not even allow requests to the page’s own site');
    messages.length = 0;
    const sent = new Set();
    page.on('request', (request) => sent.add(`${request.method()} ${new URL(request.url()).pathname}`));
    assert.deepEqual(await states(page), [false, false, false]);
    for (const [key, state] of [
      ['DEMO-EXPIRED', 'invalid'],
      ['DEMO-503', 'unverified'],
      ['DEMO-VALID', 'valid'],
    ]) {
      await check(page, key);
      await page.waitForSelector(`whop-license-check[state="${state}"]`);
      assert.deepEqual(await states(page), Array(3).fill(state === 'valid'));
    }
    // The checks are the only requests.
    /** @param {string} key */
    const validationPath = (key) => `/api/v2/memberships/${key}/validate_license`;
    assert.deepEqual(
      [...sent].filter((request) => !request.startsWith('OPTIONS ')),
      ['DEMO-EXPIRED', 'DEMO-503', 'DEMO-VALID'].map((key) => `POST ${validationPath(key)}`),
    );
    // The only message is the browser's own about the 503. There are no policy violations.
    assert.deepEqual(
      messages.filter((text) => !/^Failed to load resource: .* 503/.test(text)),
      [],
    );
    await page.close();
  });

  it('remembers the buyer: the lessons are unlocked at once, without a request', async () => {
    const { page } = await visit();
    /** @type {string[]} */
    const sent = [];
    page.on('request', (request) => sent.push(request.url()));
    await page.reload();
    await page.waitForSelector('whop-license-check[state="valid"]');
    assert.deepEqual(await states(page), [true, true, true]);
    assert.deepEqual(
      sent.filter((url) => url.includes('validate_license')),
      [],
    );
    await page.evaluate(() => document.querySelector('whop-license-check').forget());
    assert.deepEqual(await states(page), [false, false, false]);
    await page.close();
  });

  for (const colors of ['light', 'dark']) {
    it(`fits a phone and passes axe in ${colors} mode`, async () => {
      const page = await demos.visit(ADDRESS, { width: 320, height: 568 }, (fresh) => fresh.setBypassCSP(true));
      await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: colors }]);
      assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 320);
      assert.deepEqual(await findBarriers(page), []);
      await page.close();
    });
  }
});
