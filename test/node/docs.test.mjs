import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import puppeteer from 'puppeteer-core';
import { createFakeWhop, FAKE_API_KEY, FAKE_PRODUCT } from '../../dist/testing.js';
import { apiReference } from '../../tools/api-reference.mjs';
import { findChromium } from '../../tools/chromium.mjs';
import { serveTestApi } from '../../tools/serve-test-api.mjs';
import { anchorsOf, blocksOf, documents } from '../support/documents.mjs';

const root = path.resolve(import.meta.dirname, '../..');
const read = (file) => readFileSync(path.join(root, file), 'utf8');

describe('every link of the documents', () => {
  for (const [file, text] of Object.entries(documents)) {
    it(`leads somewhere: ${file}`, () => {
      const links = [...text.replace(/^```.*?^```/gms, '').matchAll(/\]\((?!https?:|mailto:)([^)#]*)(#[^)]*)?\)/g)];
      for (const [, target, anchor] of links) {
        const there = target ? path.join(path.dirname(file), target) : file;
        assert.ok(existsSync(path.join(root, there)), `${target} is not there`);
        if (anchor) assert.ok(anchorsOf(documents[there]).includes(anchor.slice(1)), `${there} has no ${anchor}`);
      }
    });
  }
});

describe('every block of HTML', () => {
  let api;
  let site;
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
    browser = await puppeteer.launch(await findChromium());
  });
  after(async () => {
    await browser.close();
    for (const each of [api, site]) each.close();
  });

  const attributes = new Set(
    JSON.parse(read('dist/custom-elements.json'))
      .modules.flatMap(({ declarations = [] }) => declarations)
      .flatMap((each) => each.attributes ?? [])
      .map(({ name }) => name),
  );

  for (const { file, heading, code } of blocksOf('html').filter(({ code }) => code.includes('<whop-license-check'))) {
    it(`has a tag that says valid: ${file}, ${heading}`, async () => {
      // The test API in the place of Whop and of whatever relay, a key of its own, and a product that it sells.
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
      const faults = [];
      tab.on('console', (message) => faults.push(message.text()));
      tab.on('pageerror', ({ message }) => faults.push(message));
      await tab.goto(site.origin);
      await tab.type('whop-license-check >>> input', 'DEMO-VALID');
      await tab.keyboard.press('Enter');
      await tab.waitForSelector('whop-license-check[state=valid]');
      const { names, isOpen } = await tab.$eval('whop-license-check', (element) => ({
        names: element.getAttributeNames(),
        isOpen: !element.unlocks || [...document.querySelectorAll(element.unlocks)].every(({ hidden }) => !hidden),
      }));
      assert.deepEqual(
        names.filter((name) => !attributes.has(name)),
        [],
      );
      assert.ok(isOpen);
      assert.deepEqual(
        faults.filter((text) => !/favicon|404/.test(text)),
        [],
      );
      await context.close();
    });
  }

  it('is seen, where it has a tag', () => {
    assert.ok(blocksOf('html').length > 5);
  });
});

describe('every block of CSS', () => {
  it('is read by a browser as it is written, and names properties and parts that there are', async () => {
    const browser = await puppeteer.launch(await findChromium());
    const page = await browser.newPage();
    const source = read('src/element/whop-license-check.styles.ts') + read('src/element/license-form.ts');
    for (const { file, code } of blocksOf('css')) {
      const written = code.replace(/\/\*.*?\*\//gs, '').match(/[^{};]+:[^{};]+;/g).length;
      const kept = await page.evaluate((code) => {
        const sheet = new CSSStyleSheet();
        sheet.replaceSync(code);
        return [...sheet.cssRules].reduce(
          (sum, { style }) => sum + style.cssText.split(';').filter((text) => text.trim()).length,
          0,
        );
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

describe('every block of JavaScript', () => {
  it('is well-typed', () => {
    const folder = mkdtempSync(path.join(root, 'node_modules/.documents-'));
    try {
      const blocks = blocksOf('js');
      assert.ok(blocks.length > 5);
      blocks.forEach(({ code }, index) => {
        // What it takes from the block before it, and what a runtime of its own has.
        if (code.includes('export function createDownloadServer'))
          writeFileSync(path.join(folder, 'download-server.mjs'), code);
        writeFileSync(path.join(folder, `block-${index}.mjs`), `${code}\nexport {};\n`);
      });
      const others = 'declare const Bun: { serve(options: { fetch(request: Request): Promise<Response> }): void };\n';
      // What a page knows of its own elements.
      writeFileSync(
        path.join(folder, 'others.d.ts'),
        `${others}interface Element { hidden: boolean; href: string; dataset: DOMStringMap }\n`,
      );
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
});

describe('the guide to troubleshooting', () => {
  const rows = [...documents['docs/troubleshooting.md'].matchAll(/^\| `([\w-]+)` *\|([^|]*)\|/gm)];

  it('knows each reason that there is', () => {
    const types = read('src/check/verdict.ts').match(/export type (Invalid|Unverified)Reason =[^;]*;/g);
    const reasons = [...types.join().matchAll(/'([\w-]+)'/g)].map(([, reason]) => reason);
    assert.deepEqual(rows.map(([, reason]) => reason).sort(), reasons.sort());
  });

  it('says what the buyer reads, word for word', () => {
    const texts = Object.fromEntries(
      [...read('src/i18n/messages.ts').matchAll(/^ {2}'?([\w-]+)'?:\s+'([A-Z][^']*)',$/gm)].map(([, name, text]) => [
        name,
        text,
      ]),
    );
    for (const [, reason, says] of rows) {
      if (reason !== 'superseded')
        assert.ok(says.trim().startsWith(texts[reason] ?? texts.unverified), `${reason}: ${says}`);
    }
  });
});

it('the API reference is that of the element', () => {
  assert.equal(
    read('docs/api.md'),
    apiReference(JSON.parse(read('dist/custom-elements.json'))),
    'npm run build && npm run docs',
  );
});
