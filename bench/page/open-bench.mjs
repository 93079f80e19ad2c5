import { readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Hono } from 'hono';
import { cors } from 'hono/cors';
import puppeteer from 'puppeteer-core';
import { findChromium } from '../../tools/chromium.mjs';
import { serveTestApi } from '../../tools/serve-test-api.mjs';
import { minified, viteBuild } from '../../tools/vite-build.mjs';

/** @typedef {Awaited<ReturnType<typeof openBench>>} Bench */

const root = path.resolve(import.meta.dirname, '../..');

/** The tag, and the elements that it is compared with. */
export const OURS = 'whop-license-check';
export const LIT_HELLO = 'lit-hello';
export const LIT_FORM = 'lit-form';

/** Bought once, and never expires. */
const LASTING = {
  id: 'mem_1',
  product: 'prod_1',
  plan: 'plan_1',
  status: 'completed',
  valid: true,
  expires_at: null,
  renewal_period_end: null,
  cancel_at_period_end: false,
  quantity: 1,
  manage_url: 'https://whop.com/orders/mem_1/manage',
};
/** The message names a day, so that the page uses `Intl` for the first time. */
const RENEWING = { ...LASTING, status: 'active', renewal_period_end: Math.floor(Date.now() / 1000) + 30 * 86_400 };

/**
 * A browser, pages with one of the elements in them, and an API on another origin, which knows the keys `NOT-FOUND`,
 * `BROKEN` and `RENEWING`. It accepts any other key for good.
 */
export async function openBench() {
  let delay = 0;
  const whop = new Hono().use(cors()).post('*', async ({ req: { path: address }, json }) => {
    await pause(delay);
    if (address.includes('NOT-FOUND')) return json({ message: 'License not found' }, 404);
    if (address.includes('BROKEN')) return json({}, 503);
    return json(address.includes('RENEWING') ? RENEWING : LASTING);
  });
  const pages = new Hono().get('/', ({ req, html }) => html(pageOf(req.query())));
  for (const [name, script] of Object.entries({
    [OURS]: readFileSync(path.join(root, 'dist/whop-license-check.js'), 'utf8'),
    [LIT_HELLO]: await buildElement(LIT_HELLO),
    [LIT_FORM]: await buildElement(LIT_FORM),
  }))
    pages.get(`/${name}`, ({ body }) => body(script, 200, { 'Content-Type': 'text/javascript' }));
  const api = await serveTestApi(async (request) => whop.fetch(request));
  const site = await serveTestApi(async (request) => pages.fetch(request));
  const browser = await puppeteer.launch(await findChromium());

  return {
    api: `${api.origin}/api/v2`,
    /** Ms before each answer. */
    delayAnswers: (/** @type {number} */ ms) => (delay = ms),
    /**
     * Opens a page with the script of one of the elements and with that markup. `prepare` gets it before it loads.
     *
     * @type {(name: string, markup?: string, prepare?: (page: import('puppeteer-core').Page) => unknown) => Promise<import('puppeteer-core').Page>}
     */
    async visit(name, markup = '', prepare = () => {}) {
      const page = await browser.newPage();
      await prepare(page);
      await page.goto(`${site.origin}/?${new URLSearchParams({ name, markup })}`);
      return page;
    },
    async close() {
      await browser.close();
      for (const each of [api, site]) each.close();
    },
  };
}

/** @param {Record<string, string>} wanted */
function pageOf({ name, markup }) {
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>Bench</title>
<style>whop-license-check:not(:defined) { display: block; min-height: 8.125em }</style>
<script type="module" src="/${name}"></script>
${markup}`;
}

/** @param {string} name */
async function buildElement(name) {
  const { output } = await viteBuild({
    ...minified,
    write: false,
    rolldownOptions: { input: `bench/page/${name}.js`, output: { format: 'es', minify: true } },
  });
  return output[0].code;
}

/**
 * Memory in use after garbage collection: heap in bytes, nodes, listeners.
 *
 * @param {import('puppeteer-core').Page} page
 */
export async function memoryOf(page) {
  const session = await page.createCDPSession();
  for (let round = 0; round < 3; round++) await session.send('HeapProfiler.collectGarbage');
  await session.detach();
  const { JSHeapUsedSize: heap = 0, Nodes: nodes = 0, JSEventListeners: listeners = 0 } = await page.metrics();
  return { heap, nodes, listeners };
}
