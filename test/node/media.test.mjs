import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { openHosts, scriptOf, TAG } from '../support/open-hosts.mjs';

/** @import { Page } from 'puppeteer-core' */

const hosts = await openHosts();
after(() => hosts.close());

const open = async (attributes = '') => {
  const page = await hosts.visit(
    `<meta name="viewport" content="width=device-width">${TAG.replace(' product', ` ${attributes} product`)}${scriptOf('whop-license-check.js')}`,
  );
  await page.waitForSelector('whop-license-check >>> input');
  return page;
};
/** @type {(page: Page, selector: string) => Promise<DOMRect>} */
const boxOf = (page, selector) =>
  page.$eval(`whop-license-check >>> ${selector}`, (element) => element.getBoundingClientRect().toJSON());

describe('on a touch screen', () => {
  it('every target is at least 44 px wide and high', async () => {
    const page = await open('buy-url="/buy"');
    const session = await page.createCDPSession();
    await session.send('Emulation.setTouchEmulationEnabled', { enabled: true });
    await page.setViewport({ width: 360, height: 640, isMobile: true, hasTouch: true });
    assert.ok(await page.evaluate(() => matchMedia('(pointer: coarse)').matches));
    for (const part of ['input', 'button', 'a']) {
      const { width, height } = await boxOf(page, part);
      assert.ok(width >= 44 && height >= 44, `${part}: ${width} × ${height}`);
    }
    await page.close();
  });
});

describe('in print', () => {
  it('there is the field, but no button', async () => {
    const page = await open();
    await page.emulateMediaType('print');
    assert.equal((await boxOf(page, 'button')).height, 0);
    assert.ok((await boxOf(page, 'input')).height);
    await page.close();
  });
});

describe('at 400% zoom', () => {
  it('the tag works without horizontal scrolling', async () => {
    const page = await open('buy-url="/buy"');
    // As in a browser: a 1280 px wide window becomes 320 px wide.
    await page.setViewport({ width: 320, height: 256, deviceScaleFactor: 4 });
    await page.type('whop-license-check >>> input', 'DEMO-NOT-FOUND');
    await page.keyboard.press('Enter');
    await page.waitForSelector('whop-license-check[state=invalid]');
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
    await page.close();
  });
});
