import { readFileSync } from 'node:fs';
import path from 'node:path';
import { createFakeWhop } from '../../dist/testing.js';
import { serveTestApi } from '../../tools/serve-test-api.mjs';
import { launchChromium } from './chromium.mjs';
import { selfSigned } from './self-signed.mjs';

/** @import { Frame, Page } from 'puppeteer-core' */

/**
 * @typedef {[html: string, headers?: Record<string, string>]} Visit
 *
 * @typedef {Page & { faults: string[] }} HostPage
 */

const root = path.resolve(import.meta.dirname, '../..');

/** The single files, by how a page loads them. */
export const FILES = { 'the module': 'whop-license-check.js', 'the classic script': 'whop-license-check.iife.js' };

/**
 * Returns the script element that loads one of the single files, with extra attributes.
 *
 * @param {string} file
 * @param {string} [attributes]
 * @param {string} [base]
 */
export const scriptOf = (file, attributes = '', base = '') =>
  `<script${file.endsWith('.iife.js') ? '' : ' type="module"'} src="${base}/dist/${file}" ${attributes}></script>`;

/** A typical page. Without an `api-base`, the tag calls Whop. */
export const TAG =
  '<whop-license-check api-key="apik_test_validate" product="prod_demo" unlocks="#pro">Fallback</whop-license-check><p id="pro" hidden>Pro</p>';

/**
 * Opens a browser in which `https://api.whop.com` is the test API, a server for pages with custom headers, and a server for
 * our files on another origin, like a CDN.
 */
export async function openHosts() {
  /** @type {Request[]} */
  const received = [];
  const fakeWhop = createFakeWhop();
  const whop = await serveTestApi((request) => {
    received.push(request);
    return fakeWhop(request);
  }, selfSigned('api.whop.com'));
  /** @type {Map<string, () => Response>} */
  const pages = new Map();
  const server = await serveTestApi((request) =>
    Promise.resolve(pages.get(new URL(request.url).pathname)?.() ?? fileOf(request)),
  );
  const cdn = await serveTestApi((request) => Promise.resolve(fileOf(request)));
  const mapWhop = `--host-resolver-rules=MAP api.whop.com ${new URL(whop.origin).host}`;
  const browser = await launchChromium([mapWhop, '--ignore-certificate-errors']);
  let count = 0;

  return {
    cdn: cdn.origin,
    origin: server.origin,

    /** Returns the requests to Whop since the last visit, as `METHOD path, from origin`. */
    requests: () =>
      received.map(
        ({ method, url, headers }) =>
          `${method} ${new URL(url).pathname}, from ${headers.get('origin')}${headers.has('referer') ? ', with a referrer' : ''}`,
      ),

    /**
     * Adds a page to the server and returns its path.
     *
     * @param {string} html
     * @param {Record<string, string>} [headers]
     */
    serve(html, headers = {}) {
      const address = `/page-${++count}`;
      pages.set(
        address,
        () => new Response(html, { headers: { 'Content-Type': 'text/html; charset=utf-8', ...headers } }),
      );
      return address;
    },

    /**
     * Opens a page with this HTML and these headers. `page.faults` has its console messages, exceptions and policy violations.
     *
     * @param {string} html
     * @param {Record<string, string>} [headers]
     */
    async visit(html, headers = {}) {
      received.length = 0;
      const faults = /** @type {string[]} */ ([]);
      const page = Object.assign(await browser.newPage(), { faults });
      page.on('console', (message) => message.type() !== 'info' && faults.push(`${message.type()}: ${message.text()}`));
      page.on('pageerror', (error) => faults.push(`uncaught: ${/** @type {Error} */ (error).message}`));
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

/**
 * Serves our files and Lit's to pages of any origin.
 *
 * @param {Request} request
 */
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
 * Does what a visitor would do: checks a valid key, then a refused one. Then calls `forget()`.
 *
 * @param {Page | Frame} page - A page or a frame.
 * @returns The state and whether the content is open, after each step; then the events.
 */
export async function journeyIn(page) {
  const tag = await page.waitForSelector('whop-license-check[state]');
  const events = await tag.evaluateHandle((element) => {
    /** @type {string[]} */
    const seen = [];
    for (const type of /** @type {const} */ (['valid', 'invalid', 'unverified']))
      element.addEventListener(type, ({ detail }) => seen.push('reason' in detail ? `${type} ${detail.reason}` : type));
    return seen;
  });
  /** @type {string[]} */
  const steps = [];
  const recordStep = async () =>
    steps.push(
      await tag.evaluate(
        (element) => `${element.state}, ${document.querySelector('#pro').checkVisibility() ? 'open' : 'shut'}`,
      ),
    );
  await recordStep();
  for (const key of ['DEMO-VALID', 'DEMO-EXPIRED']) {
    await typeAndPress(page, key);
    await recordStep();
  }
  await tag.evaluate((element) => element.forget());
  await recordStep();
  return [...steps, ...(await events.jsonValue())];
}

/**
 * Types a key, clicks the button, and waits for the verdict.
 *
 * @param {Page | Frame} page
 * @param {string} key
 */
export async function typeAndPress(page, key) {
  const tag = await page.waitForSelector('whop-license-check[state]');
  const verdictEvent = tag.evaluate(
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
  await verdictEvent;
}

/** The result of `journeyIn` if nothing goes wrong. */
export const CLEAN = ['idle, shut', 'valid, open', 'invalid, shut', 'idle, shut', 'valid', 'invalid inactive'];

/**
 * The requests that Whop gets from `journeyIn`.
 *
 * @param {string} origin
 */
export const heardFrom = (origin) =>
  ['DEMO-VALID', 'DEMO-EXPIRED'].flatMap((key) =>
    ['OPTIONS', 'POST'].map((method) => `${method} /api/v2/memberships/${key}/validate_license, from ${origin}`),
  );
