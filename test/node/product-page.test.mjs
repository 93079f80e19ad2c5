import assert from 'node:assert/strict';
import { after, it } from 'node:test';
import { findBarriers, openDemos } from '../support/open-demos.mjs';

const demos = await openDemos();
after(() => demos.close());

it('The product page unlocks its download for buyers only', async () => {
  const page = await demos.visit('/demo/product-page/');
  const isShown = () => page.$eval('#download', (element) => element.checkVisibility());
  assert.equal(await isShown(), false);
  await page.evaluate(() => document.querySelector('whop-license-check').focus());
  for (const [key, state] of [
    ['DEMO-EXPIRED', 'invalid'],
    ['DEMO-VALID', 'valid'],
  ]) {
    await page.keyboard.down('Control');
    await page.keyboard.press('a');
    await page.keyboard.up('Control');
    await page.keyboard.type(key);
    await page.keyboard.press('Enter');
    await page.waitForSelector(`whop-license-check[state="${state}"]`);
    assert.equal(await isShown(), state === 'valid');
    assert.deepEqual(await findBarriers(page), []);
  }
});

it('The product page fits a phone and passes axe in dark mode', async () => {
  const page = await demos.visit('/demo/product-page/', { width: 320, height: 568 });
  await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: 'dark' }]);
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 320);
  assert.deepEqual(await findBarriers(page), []);
});
