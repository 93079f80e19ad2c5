import assert from 'node:assert/strict';
import { after, it } from 'node:test';
import { findBarriers, openDemos } from '../support/open-demos.mjs';

/** @import { Page } from 'puppeteer-core' */

const demos = await openDemos();
after(() => demos.close());

const ADDRESS = '/demo/desktop-webview/';
/** @type {(page: Page, selector: string) => Promise<boolean>} */
const isShown = (page, selector) => page.$eval(selector, (element) => element.checkVisibility());

it('A buyer can unlock and lock the desktop app with the keyboard alone', async () => {
  const page = await demos.visit(ADDRESS);
  assert.deepEqual([await isShown(page, '#welcome'), await isShown(page, '#app')], [true, false]);
  await page.keyboard.press('Tab');
  await page.keyboard.type('DEMO-VALID');
  await page.keyboard.press('Enter');
  await page.waitForSelector('whop-license-check[state="valid"]');
  assert.deepEqual([await isShown(page, '#welcome'), await isShown(page, '#app')], [false, true]);
  assert.deepEqual(await findBarriers(page), []);
  await page.focus('#sign-out');
  await page.keyboard.press('Enter');
  assert.deepEqual([await isShown(page, '#welcome'), await isShown(page, '#app')], [true, false]);
  assert.equal(await page.evaluate(() => document.activeElement.id), 'license');
  await page.close();
});

for (const colors of ['light', 'dark']) {
  it(`The desktop app fits a small window and passes axe in ${colors}`, async () => {
    const page = await demos.visit(ADDRESS, { width: 320, height: 568 });
    await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: colors }]);
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 320);
    assert.deepEqual(await findBarriers(page), []);
    await page.close();
  });
}
