import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { after, afterEach, before, describe, it } from 'node:test';
import { createFakeWhop } from 'whop-license-check/testing';
import { serveTestApi } from '../../tools/serve-test-api.mjs';
import { launchChromium } from '../support/chromium.mjs';

/**
 * @import { Browser, BrowserContext, Page } from 'puppeteer-core'
 * @import { Handler, TestServer } from '../../tools/serve-test-api.mjs'
 */

const FAKE_API_KEY = 'apik_test_validate';
const KEY = 'DEMO-VALID';
const script = readFileSync(path.resolve(import.meta.dirname, '../../dist/whop-license-check.iife.js'), 'utf8');

/** Uses a shop, an API on another origin that counts requests, and a browser with real tabs. */
describe('a remembered license', () => {
  /** @type {TestServer} */
  let api;
  /** @type {TestServer} */
  let shop;
  /** @type {Browser} */
  let browser;
  /** @type {Handler} */
  let fake;
  /** @type {string[]} */
  let posts = [];
  /** @type {(request: Request) => Promise<Response | undefined>} */
  let override;
  before(async () => {
    api = await serveTestApi(async (request) => {
      if (request.method === 'POST') posts.push(new URL(request.url).pathname);
      return (await override?.(request)) ?? fake(request);
    });
    shop = await serveTestApi(({ url }) => Promise.resolve(serveShop(new URL(url))));
    browser = await launchChromium();
  });
  after(async () => {
    await browser?.close();
    shop?.close();
    api?.close();
  });
  /** @type {BrowserContext} */
  let context;
  const reset = async () => {
    fake = createFakeWhop();
    override = undefined;
    posts = [];
    context = await browser.createBrowserContext();
  };
  afterEach(() => context?.close());

  /** @param {URL} url */
  const serveShop = ({ pathname, searchParams }) => {
    /** @param {string} name */
    const type = (name) => ({ headers: { 'Content-Type': `text/${name}; charset=utf-8` } });
    if (pathname === '/tag.js') return new Response(script, type('javascript'));
    if (pathname !== '/') return new Response('<!doctype html><title>Elsewhere</title>', type('html'));
    return new Response(
      `<!doctype html><title>Shop</title><script src="/tag.js"></script>
<whop-license-check api-key="${FAKE_API_KEY}" api-base="${api.origin}/api/v2" remember="local" timeout="600000" ${searchParams.get('more') ?? ''}></whop-license-check>
<script>outcomes = []; for (const outcome of ['valid', 'invalid', 'unverified']) document.querySelector('whop-license-check').addEventListener(outcome, ({ detail }) => outcomes.push(detail.reason ?? outcome + (detail.stale ? ' stale' : '')));</script>`,
      type('html'),
    );
  };

  const visit = async (more = '') => {
    const page = await context.newPage();
    await page.goto(`${shop.origin}/?${new URLSearchParams({ more })}`);
    return page;
  };
  /** @type {(page: Page, state: string) => Promise<unknown>} */
  const waitForState = (page, state) => page.waitForSelector(`whop-license-check[state=${state}]`);
  /**
   * @param {Page} page
   * @param {string} [key]
   */
  const submit = async (page, key = KEY) => {
    await page.type('whop-license-check >>> input', key);
    await page.keyboard.press('Enter');
  };
  /** @type {(page: Page) => Promise<string[]>} */
  const outcomes = async (page) => /** @type {string[]} */ (await page.evaluate('outcomes'));

  it('unlocks the next visit without a request, until forget() locks all tabs', async () => {
    await reset();
    const first = await visit();
    await submit(first);
    await waitForState(first, 'valid');
    await first.close();
    const tabs = [await visit(), await visit(), await visit()];
    for (const tab of tabs) await waitForState(tab, 'valid');
    assert.equal(posts.length, 1);
    await tabs[1].evaluate(() => document.querySelector('whop-license-check').forget());
    for (const tab of tabs) await waitForState(tab, 'idle');
    await waitForState(await visit(), 'idle');
    assert.equal(posts.length, 1);
  });

  it('is checked only once for all tabs', async () => {
    await reset();
    const first = await visit();
    await submit(first);
    await waitForState(first, 'valid');
    /** @type {(value?: unknown) => void} */
    let release;
    const pending = new Promise((resolve) => (release = resolve));
    override = () => pending;
    const pages = await Promise.all([1, 2, 3, 4].map(() => context.newPage()));
    await Promise.all(pages.map((page) => page.goto(`${shop.origin}/?more=max-age=0`)));
    for (const page of pages) await waitForState(page, 'checking');
    release();
    for (const page of pages) await waitForState(page, 'valid');
    for (const page of pages) assert.deepEqual(await outcomes(page), ['valid']);
    assert.equal(posts.length, 2);
  });

  it('is also forgotten on a page that the visitor goes back to', async () => {
    await reset();
    const page = await visit();
    await submit(page);
    await waitForState(page, 'valid');
    await page.goto(`${shop.origin}/elsewhere`);
    const other = await visit();
    await waitForState(other, 'valid');
    await other.evaluate(() => document.querySelector('whop-license-check').forget());
    await page.goBack();
    await waitForState(page, 'idle');
    assert.equal(posts.length, 1);
  });

  it('still counts while the browser is offline, and is checked again when it is back online', async () => {
    await reset();
    const first = await visit();
    await submit(first);
    await waitForState(first, 'valid');
    const page = await visit('stale-if-error=3600 max-age=0');
    await waitForState(page, 'valid');
    const before = posts.length;
    await page.setOfflineMode(true);
    await page.evaluate(() => document.querySelector('whop-license-check').check());
    assert.deepEqual(await outcomes(page), ['valid', 'valid stale']);
    assert.equal(posts.length, before);
    await page.setOfflineMode(false);
    await page.waitForFunction('outcomes.length === 3');
    assert.equal((await outcomes(page)).at(-1), 'valid');
    assert.equal(posts.length, before + 1);
  });

  it('is gone in a new tab, with remember="session"', async () => {
    await reset();
    const page = await visit();
    await page.evaluate(() => document.querySelector('whop-license-check').setAttribute('remember', 'session'));
    await submit(page);
    await waitForState(page, 'valid');
    assert.equal(await page.evaluate(() => Object.keys(localStorage).join()), '');
    await page.reload();
    await page.evaluate(() => document.querySelector('whop-license-check').setAttribute('remember', 'session'));
    await waitForState(page, 'valid');
    assert.equal(posts.length, 1);
    const other = await visit();
    await other.evaluate(() => document.querySelector('whop-license-check').setAttribute('remember', 'session'));
    assert.equal(await other.evaluate(() => Object.keys(sessionStorage).join()), '');
  });
});
