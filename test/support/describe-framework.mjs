import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import puppeteer from 'puppeteer-core';
import { createFakeWhop, FAKE_API_KEY, FAKE_PRODUCT } from '../../dist/testing.js';
import { findChromium } from '../../tools/chromium.mjs';
import { serveTestApi } from '../../tools/serve-test-api.mjs';
import { buildApp, installApp, missingFromFrameworks, renderApp, writePage } from './framework-app.mjs';
import { serveFolder } from './serve-folder.mjs';

const KEY = 'DEMO-VALID';
const FALLBACK = 'License check needs JavaScript.';

/**
 * The same for each framework: its app in test/frameworks shows the tag while it is told so, with the settings that it has,
 * and says in `#verdict` what it has heard.
 *
 * @param {string} framework As its users call it.
 * @param {object} app
 * @param {string} app.name Its folder.
 * @param {string} app.folder The package folder that its framework is installed in.
 * @param {string} app.component The file with the tag.
 * @param {string} app.extension Of its two entries.
 * @param {string} [app.plugin] What its framework has for Vite.
 * @param {object} [app.pluginOptions]
 * @param {string[]} [app.compile] What compiles it into `compiled/` first, where no plugin does.
 * @param {string[]} app.check Its type-check: the program, and its arguments.
 * @param {[string, string, string][]} app.wrong What is right in the component, what must not compile in its place, and of what the type-check must then speak.
 */
export function describeFramework(
  framework,
  { name, folder, component, extension, plugin, pluginOptions, compile, check, wrong },
) {
  describe(framework, { skip: missingFromFrameworks(folder) }, () => {
    let app, api, shop, browser, settings;
    const requests = [];

    before(async () => {
      const answer = createFakeWhop();
      api = await serveTestApi(async (request) => {
        if (request.method === 'POST') requests.push(await request.clone().text());
        return answer(request);
      });
      settings = { apiKey: FAKE_API_KEY, apiBase: `${api.origin}/api/v2`, product: FAKE_PRODUCT, isShown: true };
      [app, browser] = await Promise.all([
        installApp(name, folder),
        findChromium().then((options) => puppeteer.launch(options)),
      ]);
      if (compile) assert.deepEqual(await app.tool(compile), { code: 0, stdout: '', stderr: '' });
      await buildApp(app, { plugin, pluginOptions, extension, entries: compile && path.join(app.app, 'compiled') });
      shop = await serveFolder(path.join(app.folder, 'public'));
    });
    after(async () => {
      await browser?.close();
      shop?.close();
      api?.close();
      app?.remove();
    });

    /** Opens a page, and gathers what its console says. */
    async function open(file, markup = '', head = '') {
      writePage(app, file, { ...settings, isRendered: markup !== '' }, markup, head);
      requests.length = 0;
      const page = await browser.newPage();
      const said = [];
      page.on('console', (message) => ['error', 'warn'].includes(message.type()) && said.push(message.text()));
      page.on('pageerror', ({ message }) => said.push(message));
      await page.goto(`${shop.origin}/${file}`);
      await page.waitForSelector('whop-license-check >>> input');
      await page.waitForFunction('window.shop');
      return { page, said };
    }

    async function enter(page) {
      await page.type('whop-license-check >>> input', KEY);
      await page.keyboard.press('Enter');
    }

    const reads = (page, text) =>
      page.waitForFunction((text) => document.querySelector('#verdict')?.textContent === text, {}, text);
    const tell = (page, change) => page.evaluate((change) => window.shop.set(change), change);

    /** How many the app has on the tag. */
    async function listeners(page) {
      const session = await page.createCDPSession();
      const { result } = await session.send('Runtime.evaluate', {
        expression: "document.querySelector('whop-license-check')",
      });
      const { listeners } = await session.send('DOMDebugger.getEventListeners', { objectId: result.objectId });
      return listeners.filter(({ type }) => type === 'valid' || type === 'statechange').length;
    }

    it(`${framework}: a buyer's key opens the page`, async () => {
      const { page, said } = await open('index.html');
      await enter(page);
      await reads(page, 'mem_DEMOVALID');
      assert.deepEqual([requests, said], [['{"metadata":{"hwid":"7F"}}'], []]);
      await page.close();
    });

    it(`${framework}: what the page changes reaches the tag`, async () => {
      const { page, said } = await open('index.html');
      await tell(page, { product: 'prod_OTHER' });
      await page.waitForFunction(() => document.querySelector('whop-license-check').product === 'prod_OTHER');
      await enter(page);
      await reads(page, 'wrong-product');
      assert.deepEqual([requests.length, said], [1, []]);
      await page.close();
    });

    it(`${framework}: a tag that went away and came back asks once, and tells once`, async () => {
      const { page, said } = await open('index.html');
      await tell(page, { isShown: false });
      await page.waitForFunction(() => !document.querySelector('whop-license-check'));
      await tell(page, { isShown: true });
      await page.waitForSelector('whop-license-check >>> input');
      assert.equal(await listeners(page), 1);
      await enter(page);
      await reads(page, 'mem_DEMOVALID');
      assert.deepEqual([requests.length, said], [1, []]);
      await page.close();
    });

    it(`${framework}: a server renders the tag, which wakes in the browser`, async () => {
      const { head, markup } = await renderApp(app, { ...settings, isRendered: true });
      const [tag] = /<whop-license-check[^>]*>/.exec(markup) ?? [''];
      for (const part of [`api-key="${FAKE_API_KEY}"`, `api-base="${api.origin}/api/v2"`, `product="${FAKE_PRODUCT}"`])
        assert.ok(tag.includes(part), `${part} in ${tag}`);
      assert.ok(markup.includes(FALLBACK), markup);
      const { page, said } = await open('rendered.html', markup, head);
      await enter(page);
      await reads(page, 'mem_DEMOVALID');
      assert.deepEqual([requests, said], [['{"metadata":{"hwid":"7F"}}'], []]);
      await page.close();
    });

    it(`${framework}: the types know the tag, its settings and its events`, async () => {
      // Beside it, and in one run: a type-check costs seconds.
      const source = readFileSync(path.join(app.app, component), 'utf8');
      for (const [right] of wrong) assert.ok(source.includes(right), `${right} in ${component}`);
      writeFileSync(
        path.join(app.app, `wrong.${component}`),
        wrong.reduce((text, [right, mistake]) => text.replace(right, mistake), source),
      );
      const { stdout, stderr } = await app.tool(check);
      const said = stdout + stderr;
      for (const [, , complaint] of wrong) assert.ok(said.includes(complaint), `${complaint} in ${said}`);
      assert.deepEqual(
        said
          .split('\n')
          .filter((line) => /\berror (TS|NG)|\bERROR "/.test(line) && !line.includes(`wrong.${component}`)),
        [],
      );
    });
  });
}
