import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { createFakeWhop, FAKE_API_KEY, FAKE_PRODUCT } from '../../dist/testing.js';
import { serveTestApi } from '../../tools/serve-test-api.mjs';
import { launchChromium } from './chromium.mjs';
import { buildApp, installApp, missingFromFrameworks, renderApp, writePage } from './framework-app.mjs';
import { serveFolder } from './serve-folder.mjs';

/**
 * @import { Browser, Page } from 'puppeteer-core'
 * @import { TestServer } from '../../tools/serve-test-api.mjs'
 * @import { FrameworkApp } from './framework-app.mjs'
 */

/** @typedef {typeof globalThis & { shop: { set: (change: object) => void } }} ShopWindow */

const KEY = 'DEMO-VALID';
const FALLBACK = 'License check needs JavaScript.';

/**
 * Runs the same tests for every framework. The framework's app in test/frameworks shows the tag if its settings say so, and
 * writes the tag's verdict to `#verdict`.
 *
 * @param {string} framework - The framework's name.
 * @param {object} app
 * @param {string} app.name - The app's folder.
 * @param {string} app.folder - The package folder where the framework is installed.
 * @param {string} app.component - The file with the tag.
 * @param {string} app.extension - The extension of the app's two entry files.
 * @param {string} [app.plugin] - The framework's Vite plugin.
 * @param {object} [app.pluginOptions]
 * @param {string[]} [app.compile] - The command that first compiles the app into `compiled/`, if no plugin does.
 * @param {string[]} app.check - The type-check: program and arguments.
 * @param {[string, string, string][]} app.wrong - Code in the component, code that must not compile in its place, and a part
 *   of the expected error.
 */
export function describeFramework(
  framework,
  { name, folder, component, extension, plugin, pluginOptions, compile, check, wrong },
) {
  describe(framework, { skip: missingFromFrameworks(folder) }, () => {
    /** @type {FrameworkApp} */
    let app;
    /** @type {TestServer} */
    let api;
    /** @type {TestServer} */
    let shop;
    /** @type {Browser} */
    let browser;
    /** @type {object} */
    let settings;
    /** @type {string[]} */
    const requests = [];

    before(async () => {
      const fakeWhop = createFakeWhop();
      api = await serveTestApi(async (request) => {
        if (request.method === 'POST') requests.push(await request.clone().text());
        return fakeWhop(request);
      });
      settings = { apiKey: FAKE_API_KEY, apiBase: `${api.origin}/api/v2`, product: FAKE_PRODUCT, isShown: true };
      [app, browser] = await Promise.all([installApp(name, folder), launchChromium()]);
      if (compile) assert.deepEqual(await app.runTool(compile), { code: 0, stdout: '', stderr: '' });
      await buildApp(app, { plugin, pluginOptions, extension, entries: compile && path.join(app.app, 'compiled') });
      shop = await serveFolder(path.join(app.folder, 'public'));
    });
    after(async () => {
      await browser?.close();
      shop?.close();
      api?.close();
      app?.remove();
    });

    /**
     * Opens a page, and records its errors and warnings.
     *
     * @param {string} file
     * @param {string} [markup]
     * @param {string} [head]
     */
    async function open(file, markup = '', head = '') {
      writePage(app, file, { ...settings, isRendered: markup !== '' }, markup, head);
      requests.length = 0;
      const page = await browser.newPage();
      /** @type {string[]} */
      const messages = [];
      page.on('console', (message) => {
        // Lit says so itself while an app is being developed.
        const isFromLit = message.text().startsWith('Lit is in dev mode.');
        if (['error', 'warn'].includes(message.type()) && !isFromLit) messages.push(message.text());
      });
      page.on('pageerror', (error) => messages.push(String(error)));
      await page.goto(`${shop.origin}/${file}`);
      await page.waitForSelector('whop-license-check >>> input');
      await page.waitForFunction('window.shop');
      return { page, messages };
    }

    /** @param {Page} page */
    async function submitKey(page) {
      await page.type('whop-license-check >>> input', KEY);
      await page.keyboard.press('Enter');
    }

    /** @type {(page: Page, text: string) => Promise<unknown>} */
    const waitForVerdict = (page, text) =>
      page.waitForFunction((text) => document.querySelector('#verdict')?.textContent === text, {}, text);
    /** @type {(page: Page, change: object) => Promise<void>} */
    const changeSettings = (page, change) =>
      page.evaluate((change) => /** @type {ShopWindow} */ (globalThis).shop.set(change), change);

    /**
     * Counts the app's listeners on the tag.
     *
     * @param {Page} page
     */
    async function countListeners(page) {
      const session = await page.createCDPSession();
      const { result } = await session.send('Runtime.evaluate', {
        expression: "document.querySelector('whop-license-check')",
      });
      const { listeners } = await session.send('DOMDebugger.getEventListeners', { objectId: result.objectId });
      return listeners.filter(({ type }) => type === 'valid' || type === 'statechange').length;
    }

    it(`${framework}: a buyer's key unlocks the page`, async () => {
      const { page, messages } = await open('index.html');
      await submitKey(page);
      await waitForVerdict(page, 'mem_DEMOVALID');
      assert.deepEqual([requests, messages], [['{"metadata":{"hwid":"7F"}}'], []]);
      await page.close();
    });

    it(`${framework}: a changed setting reaches the tag`, async () => {
      const { page, messages } = await open('index.html');
      await changeSettings(page, { product: 'prod_OTHER' });
      await page.waitForFunction(() => document.querySelector('whop-license-check').product === 'prod_OTHER');
      await submitKey(page);
      await waitForVerdict(page, 'wrong-product');
      assert.deepEqual([requests.length, messages], [1, []]);
      await page.close();
    });

    it(`${framework}: a tag that was removed and added again checks once and fires once`, async () => {
      const { page, messages } = await open('index.html');
      await changeSettings(page, { isShown: false });
      await page.waitForFunction(() => !document.querySelector('whop-license-check'));
      await changeSettings(page, { isShown: true });
      await page.waitForSelector('whop-license-check >>> input');
      assert.equal(await countListeners(page), 1);
      await submitKey(page);
      await waitForVerdict(page, 'mem_DEMOVALID');
      assert.deepEqual([requests.length, messages], [1, []]);
      await page.close();
    });

    it(`${framework}: the tag is rendered on a server and works in the browser`, async () => {
      const { head, markup } = await renderApp(app, { ...settings, isRendered: true });
      const [tag] = /<whop-license-check[^>]*>/.exec(markup) ?? [''];
      for (const part of [`api-key="${FAKE_API_KEY}"`, `api-base="${api.origin}/api/v2"`, `product="${FAKE_PRODUCT}"`])
        assert.ok(tag.includes(part), `${part} in ${tag}`);
      assert.ok(markup.includes(FALLBACK), markup);
      const { page, messages } = await open('rendered.html', markup, head);
      await submitKey(page);
      await waitForVerdict(page, 'mem_DEMOVALID');
      assert.deepEqual([requests, messages], [['{"metadata":{"hwid":"7F"}}'], []]);
      await page.close();
    });

    it(`${framework}: the tag, its settings and its events are typed`, async () => {
      // Check a copy with mistakes in the same run, because a type-check takes seconds.
      const source = readFileSync(path.join(app.app, component), 'utf8');
      for (const [code] of wrong) assert.ok(source.includes(code), `${code} in ${component}`);
      writeFileSync(
        path.join(app.app, `wrong.${component}`),
        wrong.reduce((text, [code, mistake]) => text.replace(code, mistake), source),
      );
      const { stdout, stderr } = await app.runTool(check);
      const output = stdout + stderr;
      for (const [, , error] of wrong) assert.ok(output.includes(error), `${error} in ${output}`);
      assert.deepEqual(
        output
          .split('\n')
          .filter((line) => /\berror (TS|NG)|\bERROR "/.test(line) && !line.includes(`wrong.${component}`)),
        [],
      );
    });
  });
}
