import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { after, afterEach, before, describe, it } from 'node:test';
import puppeteer from 'puppeteer-core';
import { createFakeWhop } from 'whop-license-check/testing';
import { findChromium } from '../../tools/chromium.mjs';
import { serveTestApi } from '../../tools/serve-test-api.mjs';

const FAKE_API_KEY = 'apik_test_validate';
const KEY = 'DEMO-VALID';
const script = readFileSync(path.resolve(import.meta.dirname, '../../dist/whop-license-check.iife.js'), 'utf8');

/** A shop, an API on another origin that counts what it is asked, and a browser with real tabs. */
describe('a license remembered in a browser', () => {
  let api;
  let shop;
  let browser;
  let fake;
  let posts = [];
  let answer;
  before(async () => {
    api = await serveTestApi(async (request) => {
      if (request.method === 'POST') posts.push(new URL(request.url).pathname);
      return (await answer?.(request)) ?? fake(request);
    });
    shop = await serveTestApi(({ url }) => Promise.resolve(respond(new URL(url))));
    browser = await puppeteer.launch(await findChromium());
  });
  after(async () => {
    await browser?.close();
    shop?.close();
    api?.close();
  });
  let context;
  const begin = async () => {
    fake = createFakeWhop();
    answer = undefined;
    posts = [];
    context = await browser.createBrowserContext();
  };
  afterEach(() => context?.close());

  const respond = ({ pathname, searchParams }) => {
    const type = (name) => ({ headers: { 'Content-Type': `text/${name}; charset=utf-8` } });
    if (pathname === '/tag.js') return new Response(script, type('javascript'));
    if (pathname !== '/') return new Response('<!doctype html><title>Elsewhere</title>', type('html'));
    return new Response(
      `<!doctype html><title>Shop</title><script src="/tag.js"></script>
<whop-license-check api-key="${FAKE_API_KEY}" api-base="${api.origin}/api/v2" remember="local" ${searchParams.get('more') ?? ''}></whop-license-check>
<script>told = []; for (const outcome of ['valid', 'invalid', 'unverified']) document.querySelector('whop-license-check').addEventListener(outcome, ({ detail }) => told.push(detail.reason ?? outcome + (detail.stale ? ' stale' : '')));</script>`,
      type('html'),
    );
  };

  const visit = async (more = '') => {
    const page = await context.newPage();
    await page.goto(`${shop.origin}/?${new URLSearchParams({ more })}`);
    return page;
  };
  const reaches = (page, state) => page.waitForSelector(`whop-license-check[state=${state}]`);
  const submit = async (page, key = KEY) => {
    await page.type('whop-license-check >>> input', key);
    await page.keyboard.press('Enter');
  };
  const told = (page) => page.evaluate('told');

  it('opens the next visit without a request, and is locked in all tabs by forget()', async () => {
    await begin();
    const first = await visit();
    await submit(first);
    await reaches(first, 'valid');
    await first.close();
    const tabs = [await visit(), await visit(), await visit()];
    for (const tab of tabs) await reaches(tab, 'valid');
    assert.equal(posts.length, 1);
    await tabs[1].evaluate(() => document.querySelector('whop-license-check').forget());
    for (const tab of tabs) await reaches(tab, 'idle');
    await reaches(await visit(), 'idle');
    assert.equal(posts.length, 1);
  });

  it('is asked about once by all tabs', async () => {
    await begin();
    const first = await visit();
    await submit(first);
    await reaches(first, 'valid');
    let release;
    const held = new Promise((resolve) => (release = resolve));
    answer = () => held;
    const pages = await Promise.all([1, 2, 3, 4].map(() => context.newPage()));
    await Promise.all(pages.map((page) => page.goto(`${shop.origin}/?more=max-age=0+timeout=60000`)));
    for (const page of pages) await reaches(page, 'checking');
    release();
    for (const page of pages) await reaches(page, 'valid');
    for (const page of pages) assert.deepEqual(await told(page), ['valid']);
    assert.equal(posts.length, 2);
  });

  it('is forgotten, too, on a page that its visitor goes back to', async () => {
    await begin();
    const page = await visit();
    await submit(page);
    await reaches(page, 'valid');
    await page.goto(`${shop.origin}/elsewhere`);
    const other = await visit();
    await reaches(other, 'valid');
    await other.evaluate(() => document.querySelector('whop-license-check').forget());
    await page.goBack();
    await reaches(page, 'idle');
    assert.equal(posts.length, 1);
  });

  it('stands in while Whop is away, and is asked about when the browser is online again', async () => {
    await begin();
    const first = await visit();
    await submit(first);
    await reaches(first, 'valid');
    const page = await visit('stale-if-error=3600 max-age=0');
    await reaches(page, 'valid');
    const before = posts.length;
    await page.setOfflineMode(true);
    await page.evaluate(() => document.querySelector('whop-license-check').check());
    assert.deepEqual(await told(page), ['valid', 'valid stale']);
    assert.equal(posts.length, before);
    await page.setOfflineMode(false);
    await page.waitForFunction('told.length === 3');
    assert.equal((await told(page)).at(-1), 'valid');
    assert.equal(posts.length, before + 1);
  });

  it('is as long there as the tab, with remember="session"', async () => {
    await begin();
    const page = await visit();
    await page.evaluate(() => document.querySelector('whop-license-check').setAttribute('remember', 'session'));
    await submit(page);
    await reaches(page, 'valid');
    assert.equal(await page.evaluate(() => Object.keys(localStorage).join()), '');
    await page.reload();
    await page.evaluate(() => document.querySelector('whop-license-check').setAttribute('remember', 'session'));
    await reaches(page, 'valid');
    assert.equal(posts.length, 1);
    const other = await visit();
    await other.evaluate(() => document.querySelector('whop-license-check').setAttribute('remember', 'session'));
    assert.equal(await other.evaluate(() => Object.keys(sessionStorage).join()), '');
  });
});
