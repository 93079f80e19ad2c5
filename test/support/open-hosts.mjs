import { readFileSync } from 'node:fs';
import path from 'node:path';
import puppeteer from 'puppeteer-core';
import { createFakeWhop } from '../../dist/testing.js';
import { findChromium } from '../../tools/chromium.mjs';
import { serveTestApi } from '../../tools/serve-test-api.mjs';
import { selfSigned } from './self-signed.mjs';

const root = path.resolve(import.meta.dirname, '../..');

/** The single files, by the way that a page loads them. */
export const FILES = { 'the module': 'whop-license-check.js', 'the classic script': 'whop-license-check.iife.js' };

/** @returns The tag that loads one of them, with more attributes. */
export const scriptOf = (file, attributes = '', base = '') =>
  `<script${file.endsWith('.iife.js') ? '' : ' type="module"'} src="${base}/dist/${file}" ${attributes}></script>`;

/** As a seller writes it: without an `api-base` it asks Whop. */
export const TAG =
  '<whop-license-check api-key="apik_test_validate" product="prod_demo" unlocks="#pro">Fallback</whop-license-check><p id="pro" hidden>Pro</p>';

/**
 * A browser in which `https://api.whop.com` is the test API, a server of pages with the headers that a test says, and on
 * another origin one of our files, as a CDN has them.
 */
export async function openHosts() {
  const received = [];
  const fakeWhop = createFakeWhop();
  const whop = await serveTestApi((request) => {
    received.push(request);
    return fakeWhop(request);
  }, selfSigned('api.whop.com'));
  const pages = new Map();
  const server = await serveTestApi((request) =>
    Promise.resolve(pages.get(new URL(request.url).pathname)?.() ?? fileOf(request)),
  );
  const cdn = await serveTestApi((request) => Promise.resolve(fileOf(request)));
  const { args, ...options } = await findChromium();
  const mapped = `--host-resolver-rules=MAP api.whop.com ${new URL(whop.origin).host}`;
  const browser = await puppeteer.launch({ ...options, args: [...args, mapped, '--ignore-certificate-errors'] });
  let count = 0;

  return {
    cdn: cdn.origin,
    origin: server.origin,

    /** What arrived at Whop since the last visit, as `METHOD path, from origin`. */
    requests: () =>
      received.map(
        ({ method, url, headers }) =>
          `${method} ${new URL(url).pathname}, from ${headers.get('origin')}${headers.has('referer') ? ', with a referrer' : ''}`,
      ),

    /** Puts a page on the server. @returns Its path. */
    serve(html, headers = {}) {
      const address = `/page-${++count}`;
      pages.set(
        address,
        () => new Response(html, { headers: { 'Content-Type': 'text/html; charset=utf-8', ...headers } }),
      );
      return address;
    },

    /** Opens a page that begins with that HTML, with these headers. `page.faults` has its console, its exceptions and its violations. */
    async visit(html, headers = {}) {
      received.length = 0;
      const page = await browser.newPage();
      page.faults = [];
      page.on(
        'console',
        (message) => message.type() !== 'info' && page.faults.push(`${message.type()}: ${message.text()}`),
      );
      page.on('pageerror', ({ message }) => page.faults.push(`uncaught: ${message}`));
      await page.evaluateOnNewDocument(() => {
        globalThis.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI }) =>
          console.error(`violation of ${effectiveDirective} by ${blockedURI}`),
        );
      });
      await page.goto(
        server.origin + this.serve(`<!doctype html><html lang="en"><title>A host</title>${html}`, headers),
      );
      return page;
    },

    async close() {
      await browser.close();
      for (const each of [whop, server, cdn]) each.close();
    },
  };
}

/** Our files, and those of Lit, for pages of any origin. */
function fileOf(request) {
  const [, folder, name] = /^\/(dist|node_modules\/lit-html)\/([\w.-]+\.js)$/.exec(new URL(request.url).pathname) ?? [];
  if (!name) return new Response(null, { status: 404 });
  return new Response(readFileSync(path.join(root, folder, name)), {
    headers: {
      'Content-Type': 'text/javascript',
      'Access-Control-Allow-Origin': '*',
      'X-Content-Type-Options': 'nosniff',
    },
  });
}

/**
 * What a visitor does: a good key, a refused one, and the seller's `forget()`.
 *
 * @param page A page, or a frame in it.
 * @returns After each step the state, and whether the content is open; then the events.
 */
export async function journeyIn(page) {
  const tag = await page.waitForSelector('whop-license-check[state]');
  await tag.evaluate((element) => {
    element.told = [];
    for (const type of ['valid', 'invalid', 'unverified'])
      element.addEventListener(type, ({ detail }) =>
        element.told.push([type, detail.reason].filter(Boolean).join(' ')),
      );
  });
  const steps = [];
  const note = async () =>
    steps.push(
      await tag.evaluate(
        (element) => `${element.state}, ${document.querySelector('#pro').checkVisibility() ? 'open' : 'shut'}`,
      ),
    );
  await note();
  for (const key of ['DEMO-VALID', 'DEMO-EXPIRED']) {
    await typeAndPress(page, key);
    await note();
  }
  await tag.evaluate((element) => element.forget());
  await note();
  return [...steps, ...(await tag.evaluate(({ told }) => told))];
}

/** Types a key, presses the button, and waits for the verdict. */
export async function typeAndPress(page, key) {
  const tag = await page.waitForSelector('whop-license-check[state]');
  const heard = tag.evaluate(
    (element) =>
      new Promise((resolve) => {
        for (const type of ['valid', 'invalid', 'unverified']) element.addEventListener(type, resolve, { once: true });
      }),
  );
  const field = await page.waitForSelector('whop-license-check >>> input');
  await field.click({ count: 3 });
  await field.type(key);
  const button = await page.waitForSelector('whop-license-check >>> [part=button]');
  await button.click();
  await heard;
}

/** A journey on which nothing went wrong. */
export const CLEAN = ['idle, shut', 'valid, open', 'invalid, shut', 'idle, shut', 'valid', 'invalid inactive'];

/** What Whop hears on it. */
export const heardFrom = (origin) =>
  ['DEMO-VALID', 'DEMO-EXPIRED'].flatMap((key) =>
    ['OPTIONS', 'POST'].map((method) => `${method} /api/v2/memberships/${key}/validate_license, from ${origin}`),
  );
