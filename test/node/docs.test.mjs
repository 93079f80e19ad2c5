import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { createFakeWhop, FAKE_API_KEY, FAKE_PRODUCT } from '../../dist/testing.js';
import { elementIn } from '../../tools/public-api-manifest.mjs';
import { serveTestApi } from '../../tools/serve-test-api.mjs';
import { launchChromium } from '../support/chromium.mjs';
import { anchorsOf, blocksOf, documents } from '../support/documents.mjs';

/**
 * @import { Browser } from 'puppeteer-core'
 * @import { TestServer } from '../../tools/serve-test-api.mjs'
 */

const root = path.resolve(import.meta.dirname, '../..');
/** @param {string} file */
const read = (file) => readFileSync(path.join(root, file), 'utf8');

describe('every link in the docs', () => {
  for (const [file, text] of Object.entries(documents)) {
    it(`has a target: ${file}`, () => {
      const links = [...text.replace(/^```.*?^```/gms, '').matchAll(/\]\((?!https?:|mailto:)([^)#]*)(#[^)]*)?\)/g)];
      for (const [, target, anchor] of links) {
        const targetFile = target ? path.join(path.dirname(file), target) : file;
        assert.ok(existsSync(path.join(root, targetFile)), `${target} does not exist`);
        if (anchor)
          assert.ok(anchorsOf(documents[targetFile]).includes(anchor.slice(1)), `${targetFile} has no ${anchor}`);
      }
    });
  }
});

describe('every HTML block', () => {
  /** @type {TestServer} */
  let api;
  /** @type {TestServer} */
  let site;
  /** @type {Browser} */
  let browser;
  let page = '';

  before(async () => {
    api = await serveTestApi(createFakeWhop());
    site = await serveTestApi(async ({ url }) => {
      const { pathname } = new URL(url);
      if (pathname === '/') return new Response(page, { headers: { 'Content-Type': 'text/html; charset=utf-8' } });
      const file = path.join(root, 'dist', pathname);
      return existsSync(file)
        ? new Response(readFileSync(file), { headers: { 'Content-Type': 'text/javascript' } })
        : new Response(null, { status: 404 });
    });
    browser = await launchChromium();
  });
  after(async () => {
    await browser.close();
    for (const each of [api, site]) each.close();
  });

  const { attributes } = elementIn(JSON.parse(read('dist/custom-elements.json')));
  const attributeNames = new Set(attributes.map(({ name }) => name));

  for (const { file, heading, code } of blocksOf('html').filter(({ code }) => code.includes('<whop-license-check'))) {
    it(`has a tag that reaches valid: ${file}, ${heading}`, async () => {
      // Use the test API instead of Whop or a relay, with its own key and product.
      const [tag] = /<whop-license-check[^>]*>/.exec(code);
      const ready = tag
        .replace(/ api-base="[^"]*"/, '')
        .replace(/ api-key="[^"]*"/, '')
        .replace('prod_…', FAKE_PRODUCT)
        .replace('<whop-license-check', `$& api-base="${api.origin}/api/v2" api-key="${FAKE_API_KEY}"`);
      const scripts = /<script[^>]*whop-license-check/.test(code)
        ? ''
        : '<script type="module" src="whop-license-check.js"></script>';
      page = `<!doctype html><html lang="en"><title>Shop</title>${scripts}${code.replace(tag, ready).replace(/<!doctype html>|<script[^>]*protected-download\.js[^>]*><\/script>/g, '')}`;
      const context = await browser.createBrowserContext();
      const tab = await context.newPage();
      /** @type {string[]} */
      const messages = [];
      tab.on('console', (message) => messages.push(message.text()));
      tab.on('pageerror', (error) => messages.push(String(error)));
      await tab.goto(site.origin);
      await tab.type('whop-license-check >>> input', 'DEMO-VALID');
      await tab.keyboard.press('Enter');
      await tab.waitForSelector('whop-license-check[state=valid]');
      const { names, isOpen } = await tab.$eval('whop-license-check', (element) => ({
        names: element.getAttributeNames(),
        isOpen:
          !element.unlocks ||
          [...document.querySelectorAll(element.unlocks)].every((match) => !match.hasAttribute('hidden')),
      }));
      assert.deepEqual(
        names.filter((name) => !attributeNames.has(name)),
        [],
      );
      assert.ok(isOpen);
      assert.deepEqual(
        messages.filter((text) => !/favicon|404/.test(text)),
        [],
      );
      await context.close();
    });
  }

  it('is found', () => {
    assert.ok(blocksOf('html').length > 5);
  });
});

describe('every CSS block', () => {
  it('is valid, and uses only properties and parts that exist', async () => {
    const browser = await launchChromium();
    const page = await browser.newPage();
    const source = read('src/element/whop-license-check.css') + read('src/element/license-form.view.ts');
    for (const { file, code } of blocksOf('css')) {
      const written = code.replace(/\/\*.*?\*\//gs, '').match(/[^{};]+:[^{};]+;/g).length;
      const kept = await page.evaluate((code) => {
        const sheet = new CSSStyleSheet();
        sheet.replaceSync(code);
        const rules = /** @type {CSSStyleRule[]} */ ([...sheet.cssRules]);
        return rules.reduce((sum, { style }) => sum + style.cssText.split(';').filter((text) => text.trim()).length, 0);
      }, code);
      assert.equal(kept, written, file);
      for (const [name] of code.matchAll(/--whop-license-[\w-]+/g))
        assert.ok(source.includes(name), `${file}: ${name}`);
      for (const [, part] of code.matchAll(/::part\((\w+)\)/g))
        assert.ok(source.includes(`part="${part}"`), `${file}: ${part}`);
    }
    await browser.close();
  });
});

describe('every JavaScript block', () => {
  it('type-checks', () => {
    const folder = mkdtempSync(path.join(root, 'node_modules/.documents-'));
    try {
      const blocks = blocksOf('js');
      assert.ok(blocks.length > 5);
      blocks.forEach(({ code }, index) => {
        // A later block imports this one.
        if (code.includes('export function createDownloadServer'))
          writeFileSync(path.join(folder, 'download-server.mjs'), code);
        writeFileSync(path.join(folder, `block-${index}.mjs`), `${code}\nexport {};\n`);
      });
      const bun = 'declare const Bun: { serve(options: { fetch(request: Request): Promise<Response> }): void };\n';
      writeFileSync(path.join(folder, 'bun.d.ts'), bun);
      const compilerOptions = {
        noEmit: true,
        allowJs: true,
        checkJs: true,
        strict: true,
        noImplicitAny: false,
        strictNullChecks: false,
        skipLibCheck: true,
        module: 'nodenext',
        target: 'es2022',
        lib: ['es2022', 'dom', 'dom.iterable'],
        types: ['node'],
      };
      writeFileSync(
        path.join(folder, 'tsconfig.json'),
        JSON.stringify({ compilerOptions, include: ['*.mjs', '*.d.ts'] }),
      );
      const { stdout } = spawnSync(process.execPath, [path.join(root, 'node_modules/typescript/bin/tsc')], {
        cwd: folder,
        encoding: 'utf8',
      });
      assert.equal(
        stdout,
        '',
        blocks.map(({ file, heading }, index) => `block-${index}: ${file}, ${heading}`).join('\n'),
      );
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('is what the examples in JSDoc are written in, except for HTML, so that all of them are checked', () => {
    const reference = Object.entries(documents).filter(([file]) => file.startsWith('docs/api/'));
    const fences = reference.flatMap(([, text]) => [...text.matchAll(/^```(\w+)$/gm)]);
    assert.deepEqual([...new Set(fences.map(([, language]) => language))].sort(), ['html', 'js']);
  });
});

describe('the troubleshooting guide', () => {
  const rows = [...documents['docs/troubleshooting.md'].matchAll(/^\| `([\w-]+)` *\|([^|]*)\|/gm)];

  it('lists every reason', () => {
    const unions = read('src/check/verdict.ts').match(/^export type (Invalid|Unverified)Reason =[^;]+;/gm);
    const reasons = unions.flatMap((union) => union.match(/(?<=')[\w-]+(?=')/g));
    assert.ok(reasons.length > 15);
    assert.deepEqual(rows.map(([, reason]) => reason).sort(), reasons.sort());
  });

  it('quotes the messages that buyers see', () => {
    const texts = Object.fromEntries(
      [...read('src/i18n/refusals.ts').matchAll(/^ {2}'?([\w-]+)'?:\s+(['"])([A-Z].*)\2,$/gm)].map(
        ([, name, , text]) => [name, text],
      ),
    );
    for (const [, reason, message] of rows) {
      if (reason !== 'superseded')
        assert.ok(message.trim().startsWith(texts[reason] ?? texts.unverified), `${reason}: ${message}`);
    }
  });
});
