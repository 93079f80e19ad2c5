import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { findBarriers, openDemos } from '../support/open-demos.mjs';

const demos = await openDemos();
after(() => demos.close());

const ADDRESS = '/demo/static-site/';
const states = (page) => page.$$eval('.lesson', (lessons) => lessons.map((lesson) => lesson.checkVisibility()));

/** The page, and whatever its policy had to stop, or its console to say. */
async function visit(viewport) {
  const faults = [];
  const page = await demos.visit(ADDRESS, viewport, (fresh) => {
    fresh.on('console', (message) => faults.push(message.text()));
    fresh.on('pageerror', ({ message }) => faults.push(message));
  });
  return { page, faults };
}

async function check(page, key) {
  await page.$eval('whop-license-check', (tag) => tag.focus());
  await page.keyboard.down('Control');
  await page.keyboard.press('a');
  await page.keyboard.up('Control');
  await page.keyboard.type(key);
  await page.keyboard.press('Enter');
}

describe('The static site', () => {
  it('opens its lessons to a buyer, and to nobody else, under a policy that lets nothing but the check out', async () => {
    const { page, faults } = await visit();
    const policy = await page
      .evaluate(async () => (await fetch(location.href)).headers.get('content-security-policy'))
      .catch(() => 'refused');
    assert.equal(policy, 'refused', 'connect-src must not even let the page ask its own site');
    faults.length = 0;
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
    // Nothing but the checks has left the page.
    const asked = (key) => `/api/v2/memberships/${key}/validate_license`;
    assert.deepEqual(
      [...sent].filter((request) => !request.startsWith('OPTIONS ')),
      ['DEMO-EXPIRED', 'DEMO-503', 'DEMO-VALID'].map((key) => `POST ${asked(key)}`),
    );
    // The browser's own line for an answer that is no good, and nothing of a policy.
    assert.deepEqual(
      faults.filter((text) => !/^Failed to load resource: .* 503/.test(text)),
      [],
    );
    await page.close();
  });

  it('remembers the buyer: the lessons are open at once, and nobody is asked', async () => {
    const { page } = await visit();
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
    it(`fits a phone, and has nothing that axe finds, in ${colors}`, async () => {
      const page = await demos.visit(ADDRESS, { width: 320, height: 568 }, (fresh) => fresh.setBypassCSP(true));
      await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: colors }]);
      assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 320);
      assert.deepEqual(await findBarriers(page), []);
      await page.close();
    });
  }
});
