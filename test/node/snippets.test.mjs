import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { after, describe, it } from 'node:test';
import ts from 'typescript';
import { createServer } from 'vite';
import { createFakeWhop, FAKE_API_KEY } from '../../dist/testing.js';
import { serveTestApi } from '../../tools/serve-test-api.mjs';
import { launchChromium } from '../support/chromium.mjs';

const root = path.resolve(import.meta.dirname, '../..');
/** @param {string} file */
const dist = (file) => readFileSync(path.join(root, 'dist', file));
const integrity = JSON.parse(String(dist('integrity.json')));

const vite = await createServer({
  root,
  configFile: false,
  logLevel: 'error',
  server: { middlewareMode: true },
  optimizeDeps: { noDiscovery: true },
  appType: 'custom',
});
const { tagSnippet } = await vite.ssrLoadModule('/demo/playground/tag-snippet.ts');
const api = await serveTestApi(createFakeWhop());
const pages = new Map();
const site = await serveTestApi(async ({ url }) => {
  const { pathname } = new URL(url);
  if (pages.has(pathname))
    return new Response(pages.get(pathname), { headers: { 'Content-Type': 'text/html; charset=utf-8' } });
  if (pathname === '/favicon.ico') return new Response(null, { status: 204 });
  return new Response(dist(pathname.slice(1)), { headers: { 'Content-Type': 'text/javascript' } });
});
const browser = await launchChromium();
after(async () => {
  await browser.close();
  await vite.close();
  for (const each of [api, site]) each.close();
});

const ATTRIBUTES = [
  ['product', 'prod_demo'],
  ['unlocks', '#download'],
  ['metadata', '{"hwid":"demo & \'device\'"}'],
  ['disabled', ''],
];
/** @param {{ format: string, endpoint?: string, attributes?: string[][] }} options */
const snippet = (options) =>
  tagSnippet({ endpoint: 'whop', attributes: ATTRIBUTES, lang: 'de', integrity, ...options });

describe('The playground’s snippet', () => {
  for (const format of ['html', 'classic']) {
    for (const endpoint of ['whop', 'relay']) {
      it(`works on a page: ${format}, calling ${endpoint}`, async () => {
        const attributes = [
          ['product', 'prod_demo'],
          ['unlocks', '#download'],
        ];
        const text = snippet({ format, endpoint, attributes })
          .replace('api-key="apik_YOUR_KEY"', `api-key="${FAKE_API_KEY}" api-base="${api.origin}/api/v2"`)
          .replace('https://licenses.example.com"', `${api.origin}/api/v2" api-key="${FAKE_API_KEY}"`);
        pages.set(
          `/${format}-${endpoint}`,
          `<!doctype html><title>Shop</title>${text}<p id="download" hidden>Thank you.</p>`,
        );
        const page = await browser.newPage();
        /** @type {string[]} */
        const messages = [];
        page.on('console', (message) => messages.push(message.text()));
        await page.goto(`${site.origin}/${format}-${endpoint}`);
        await page.type('whop-license-check >>> input', 'DEMO-VALID');
        await page.keyboard.press('Enter');
        await page.waitForSelector('whop-license-check[state=valid]');
        assert.match(
          await page.$eval('whop-license-check >>> [role=status]', ({ textContent }) => textContent),
          /^Ihre Lizenz ist gültig/,
        );
        assert.ok(await page.$eval('#download', (element) => element.checkVisibility()));
        assert.deepEqual(messages, []);
        await page.close();
      });
    }
  }

  it('has the file’s hash, except where a hash would keep the file from loading', () => {
    assert.ok(snippet({ format: 'html' }).includes(integrity['whop-license-check.js']));
    assert.ok(!snippet({ format: 'classic' }).includes('integrity'));
  });

  it('is JSX with the same attributes as in HTML', () => {
    const text = snippet({ format: 'react' });
    const { diagnostics, outputText } = ts.transpileModule(text, {
      reportDiagnostics: true,
      compilerOptions: { jsx: ts.JsxEmit.React, module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2022 },
    });
    assert.deepEqual(diagnostics, []);
    const body = outputText.replace(/^import .*$/gm, '').replace('export ', '');
    const { name, props } = new Function('React', `${body}; return LicenseCheck()`)({
      createElement: (/** @type {string} */ name, /** @type {object} */ props) => ({ name, props }),
    });
    assert.equal(name, 'whop-license-check');
    assert.equal(props.metadata, '{"hwid":"demo & \'device\'"}');
    assert.equal(props.disabled, true);
    assert.equal(props.lang, 'de');
  });
});
