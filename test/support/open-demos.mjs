import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { createServer } from 'vite';
import { launchChromium } from './chromium.mjs';

/** @import { Page, Viewport } from 'puppeteer-core' */

/** @typedef {Awaited<ReturnType<typeof openDemos>>} Demos */

const root = path.resolve(import.meta.dirname, '../..');
const axe = readFileSync(path.join(root, 'node_modules/axe-core/axe.min.js'), 'utf8');

/** Serves the demo pages like `npm start`, with their own test API, and opens a browser. */
export async function openDemos() {
  // Other tests run beside this one, and no two servers can share a cache.
  const cacheDir = mkdtempSync(path.join(root, 'node_modules/.vite-'));
  const server = await createServer({ root, cacheDir, logLevel: 'error', server: { port: 0, open: false } });
  await server.listen();
  const browser = await launchChromium();

  return {
    /**
     * Loads a module of the project in Node.
     *
     * @param {string} module
     */
    load: (module) => server.ssrLoadModule(module),

    /**
     * Opens a page and waits for its tag. `prepare` gets the page before it loads.
     *
     * @param {string} address
     * @param {Viewport} [viewport]
     * @param {(page: Page) => unknown} [prepare]
     */
    async visit(address, viewport = { width: 1280, height: 800 }, prepare = () => {}) {
      const page = await browser.newPage();
      await prepare(page);
      await page.setViewport(viewport);
      await page.goto(new URL(address, server.resolvedUrls.local[0]).href);
      await page.waitForSelector('whop-license-check[state]');
      return page;
    },

    async close() {
      await browser.close();
      await server.close();
      rmSync(cacheDir, { recursive: true, force: true });
    },
  };
}

/**
 * Returns what axe finds in a part of the page, as `rule: selector`.
 *
 * @param {Page} page
 * @param {string} [part]
 */
export async function findBarriers(page, part = 'html') {
  await page.evaluate(axe);
  const { violations } = await page.evaluate(
    (part) => /** @type {typeof globalThis & { axe: typeof import('axe-core') }} */ (globalThis).axe.run(part),
    part,
  );
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target}`));
}
