import { readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import puppeteer from 'puppeteer-core';
import { findChromium } from '../../tools/chromium.mjs';
import { compactCss } from '../../tools/compact-css.mjs';
import { serveTestApi } from '../../tools/serve-test-api.mjs';
import { viteBuild } from '../../tools/vite-build.mjs';

/** @import { CDPSession, Page } from 'puppeteer-core' */

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
const CORS = { 'Access-Control-Allow-Origin': '*', 'Access-Control-Allow-Headers': 'authorization, content-type' };

/**
 * A browser, pages with one of the elements in them, and an API on another origin, which knows the keys `NOT-FOUND`,
 * `BROKEN` and `RENEWING`. It accepts any other key for good.
 */
export async function openBench() {
  /** @type {Record<string, string | Buffer<ArrayBuffer>>} */
  const scripts = {
    [OURS]: readFileSync(path.join(root, 'dist/whop-license-check.js')),
    [LIT_HELLO]: await buildElement(LIT_HELLO),
    [LIT_FORM]: await buildElement(LIT_FORM),
  };
  let delay = 0;
  const api = await serveTestApi(async ({ url, method }) => {
    if (method === 'OPTIONS') return new Response(null, { status: 204, headers: CORS });
    await pause(delay);
    const headers = { ...CORS, 'Content-Type': 'application/json' };
    if (url.includes('NOT-FOUND')) return new Response('{"message":"License not found"}', { status: 404, headers });
    if (url.includes('BROKEN')) return new Response('{}', { status: 503, headers });
    return new Response(JSON.stringify(url.includes('RENEWING') ? RENEWING : LASTING), { headers });
  });
  const site = await serveTestApi(async ({ url }) => {
    const { pathname, searchParams } = new URL(url);
    const name = pathname.slice(1);
    if (scripts[name])
      return new Response(scripts[name], {
        headers: { 'Content-Type': 'text/javascript', 'Cache-Control': 'no-store' },
      });
    return new Response(pageOf(searchParams), {
      headers: { 'Content-Type': 'text/html; charset=utf-8', 'Cache-Control': 'no-store' },
    });
  });
  const browser = await puppeteer.launch(await findChromium());

  return {
    api: `${api.origin}/api/v2`,
    /**
     * Ms before each answer.
     *
     * @param {number} ms
     */
    delayAnswers: (ms) => (delay = ms),
    /**
     * Opens a page with the script of one of the elements and with that markup. `prepare` gets it before it loads.
     *
     * @param {string} name
     * @param {string} [markup]
     * @param {(page: Page, session: CDPSession) => unknown} [prepare]
     */
    async visit(name, markup = '', prepare = () => {}) {
      const page = await browser.newPage();
      const session = await page.createCDPSession();
      await prepare(page, session);
      await page.goto(`${site.origin}/?${new URLSearchParams({ name, markup })}`);
      return { page, session };
    },
    async close() {
      await browser.close();
      for (const each of [api, site]) each.close();
    },
  };
}

/** @param {URLSearchParams} wanted */
function pageOf(wanted) {
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>Bench</title>
<style>whop-license-check:not(:defined) { display: block; min-height: 8.125em }</style>
<script type="module" src="/${wanted.get('name')}"></script>
${wanted.get('markup')}`;
}

/** @param {string} name */
async function buildElement(name) {
  const { output } = await viteBuild({
    write: false,
    rolldownOptions: { input: `bench/page/${name}.js`, output: { format: 'es', minify: true } },
    plugins: [compactCss()],
  });
  return output[0].code;
}

/**
 * Memory in use after garbage collection: heap in bytes, nodes, listeners.
 *
 * @param {CDPSession} session
 */
export async function memoryOf(session) {
  await session.send('Performance.enable');
  for (let round = 0; round < 3; round++) await session.send('HeapProfiler.collectGarbage');
  const { metrics } = await session.send('Performance.getMetrics');
  const {
    JSHeapUsedSize: heap,
    Nodes: nodes,
    JSEventListeners: listeners,
  } = Object.fromEntries(metrics.map(({ name, value }) => [name, value]));
  return { heap, nodes, listeners };
}
