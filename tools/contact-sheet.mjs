/**
 * Part of `npm run docs`: draws the built element in each state as one picture for `docs/`: light, dark, right to left,
 * narrow, in forced colors, and on a page with heavy styles of its own. The picture is for people; no test uses it.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import puppeteer from 'puppeteer-core';
import { findChromium } from './chromium.mjs';
import { serveTestApi } from './serve-test-api.mjs';

const root = path.resolve(import.meta.dirname, '..');
/** @param {string} file */
const read = (file) => readFileSync(path.join(root, 'dist', file), 'utf8');
const { createFakeWhop, FAKE_API_KEY, FAKE_PRODUCT } = await import('../dist/testing.js');

/**
 * Name, license key, whether to check it, extra attributes.
 *
 * @type {[string, string, boolean, string][]}
 */
const STATES = [
  ['at rest', '', false, 'buy-url="/buy"'],
  ['checking', 'DEMO-STALL', true, 'timeout="600000"'],
  ['valid', 'DEMO-VALID', true, ''],
  ['remembered', 'DEMO-COMPLETED', true, 'remember="local"'],
  ['invalid', 'DEMO-NOT-FOUND', true, 'buy-url="/buy"'],
  ['invalid: other device', 'DEMO-BOUND', true, `metadata='{"hwid":"1"}'`],
  ['unverified', 'DEMO-503', true, ''],
  ['disabled', 'DEMO-VALID', false, 'disabled'],
];

/** @typedef {[name: string, width: number, base64: string]} Shot */

/** @typedef {{ width: number, html?: string, style?: string, scheme?: string, forced?: boolean }} Page */

/**
 * The pages: viewport width, attributes, styles and the visitor's color preferences.
 *
 * @type {Record<string, Page>}
 */
const PAGES = {
  light: { width: 420 },
  dark: { width: 420, scheme: 'dark' },
  'right to left, Arabic': { width: 420, html: 'lang="ar" dir="rtl"' },
  'narrow, German': { width: 320, html: 'lang="de"' },
  'forced colors': { width: 420, forced: true },
  loud: {
    width: 420,
    style: `body { background: #ffde59; font: 18px/1.3 Georgia, serif; color: #222 }
      whop-license-check { --whop-license-accent: #d6004b; --whop-license-radius: 0 }`,
  },
};

const browser = await puppeteer.launch({ ...(await findChromium()), defaultViewport: null });
const api = await serveTestApi(createFakeWhop());
let current = '';
const site = await serveTestApi(async (request) => {
  const { pathname } = new URL(request.url);
  return pathname.startsWith('/dist/')
    ? new Response(read(pathname.slice(6)), { headers: { 'Content-Type': 'text/javascript' } })
    : new Response(current, { headers: { 'Content-Type': 'text/html; charset=utf-8' } });
});
/** @type {Shot[]} */
const shots = [];
for (const [name, page] of Object.entries(PAGES)) shots.push([name, page.width, await takeScreenshot(page)]);
await compose(shots);
await browser.close();
api.close();
site.close();

/** @param {Page} page */
async function takeScreenshot({ width, html = 'lang="en"', style = '', scheme = 'light', forced = false }) {
  const context = await browser.createBrowserContext();
  const page = await context.newPage();
  await page.setViewport({ width, height: 400, deviceScaleFactor: 2 });
  const session = await page.createCDPSession();
  const features = [
    { name: 'prefers-color-scheme', value: scheme },
    ...(forced ? [{ name: 'forced-colors', value: 'active' }] : []),
  ];
  await session.send('Emulation.setEmulatedMedia', { features });
  current = markup(html, style);
  await page.goto(site.origin);
  await page.evaluate(async () => {
    const tags = [...document.querySelectorAll('whop-license-check')];
    await Promise.all(tags.filter((tag) => tag.autoCheck && tag.timeout < 60_000).map((tag) => tag.check()));
    const [remembered] = tags.filter((tag) => tag.remember);
    remembered.remove();
    const again = /** @type {typeof remembered} */ (remembered.cloneNode());
    again.removeAttribute('license-key');
    document.querySelectorAll('section')[3].append(again);
    await again.updateComplete;
    // The spinner appears after a short delay.
    await new Promise((resolve) => setTimeout(resolve, 600));
  });
  const shot = await page.screenshot({ fullPage: true, type: 'png', encoding: 'base64' });
  await context.close();
  return shot;
}

/**
 * @param {string} html - Attributes.
 * @param {string} style
 */
function markup(html, style) {
  const [, lang = 'en'] = /lang="(\w+)"/.exec(html) ?? [];
  return `<!doctype html><html ${html}><meta charset="utf-8"><meta name="color-scheme" content="light dark">
<style>body { margin: 0; padding: 20px; font: 16px/1.5 system-ui, sans-serif } h2 { margin: 0 0 8px; font-size: 12px; font-weight: 400; opacity: 0.6 } section { margin-bottom: 20px } ${style}</style>
${lang === 'en' ? '' : `<script src="/dist/locales/${lang}.js"></script>`}
<script type="module" src="/dist/whop-license-check.js"></script>
${STATES.map(
  ([
    name,
    key,
    checks,
    more,
  ]) => `<section><h2 lang="en" dir="ltr">${name}</h2><whop-license-check api-base="${api.origin}/api/v2" api-key="${FAKE_API_KEY}"
  product="${FAKE_PRODUCT}" license-key="${key}" ${checks ? 'auto-check' : ''} ${more}></whop-license-check></section>`,
).join('\n')}`;
}

/** @param {Shot[]} pictures */
async function compose(pictures) {
  const page = await browser.newPage();
  await page.setViewport({ width: 420 * pictures.length + 40, height: 600, deviceScaleFactor: 1 });
  await page.setContent(`<!doctype html><style>body { display: flex; align-items: start; gap: 16px; margin: 20px; background: #e8e8ee; font: 14px system-ui, sans-serif }
figure { margin: 0; min-width: 0 } figcaption { margin-bottom: 6px } img { width: 100%; border-radius: 8px }</style>
${pictures.map(([name, width, shot]) => `<figure style="flex: ${width}"><figcaption>${name}</figcaption><img src="data:image/png;base64,${shot}"></figure>`).join('')}`);
  await page.screenshot({ path: path.join(root, 'docs/states.png'), fullPage: true });
}
