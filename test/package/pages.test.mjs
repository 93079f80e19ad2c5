import assert from 'node:assert/strict';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { createFakeWhop, FAKE_API_KEY } from '../../dist/testing.js';
import { serveTestApi } from '../../tools/serve-test-api.mjs';
import { launchChromium } from '../support/chromium.mjs';
import { bundlers, missingFromPackageTools } from './bundlers.mjs';
import { installPackages } from '../support/installed-package.mjs';
import { serveFolder } from '../support/serve-folder.mjs';

/**
 * @import { Browser } from 'puppeteer-core'
 * @import { TestServer } from '../../tools/serve-test-api.mjs'
 * @import { Project } from '../support/installed-package.mjs'
 */

const GREET = `document.addEventListener('valid', ({ detail }) => { document.title = 'Thank you, ' + detail.membership.id; });`;

describe('the package, installed from its tarball into an empty project', () => {
  /** @type {Project} */
  let project;
  /** @type {TestServer} */
  let api;
  /** @type {TestServer} */
  let shop;
  /** @type {Browser} */
  let browser;
  before(async () => {
    // On another origin than the shop.
    api = await serveTestApi(createFakeWhop());
    [project, browser] = await Promise.all([installPackages(['whop-license-check']), launchChromium()]);
    shop = await serveFolder(project.folder);
  });
  after(async () => {
    await browser?.close();
    shop?.close();
    api?.close();
    project?.remove();
  });

  /** @param {string} head */
  const html = (head) => `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>Shop</title>
${head}
<whop-license-check api-key="${FAKE_API_KEY}" api-base="${api.origin}/api/v2"></whop-license-check>
`;

  /**
   * Types a good key into the tag of a page, as a buyer does.
   *
   * @param {string} address
   * @returns the page's title, once there was an answer.
   */
  async function buy(address) {
    const page = await browser.newPage();
    /** @type {string[]} */
    const faults = [];
    page.on('pageerror', (error) => faults.push(String(error)));
    try {
      await page.goto(`${shop.origin}/${address}`);
      await page.type('whop-license-check >>> input', 'DEMO-VALID');
      await page.keyboard.press('Enter');
      await page.waitForSelector('whop-license-check:is([state="valid"], [state="invalid"], [state="unverified"])');
      assert.deepEqual(faults, []);
      return await page.title();
    } finally {
      await page.close();
    }
  }

  for (const [name, bundle] of Object.entries(bundlers)) {
    it(
      `tells a page that was built with ${name} of a good license`,
      { skip: missingFromPackageTools('rollup', 'webpack', 'parcel') },
      async () => {
        const page = project.write(`pages/${name}`, {
          'index.html': html('<script type="module" src="./main.js"></script>'),
          'main.js': `import 'whop-license-check';\n${GREET}\n`,
        });
        await bundle(page, path.join(project.folder, 'public', name));
        // Not in the root of its server: what was built names no absolute address.
        assert.equal(await buy(`public/${name}/index.html`), 'Thank you, mem_DEMOVALID');
      },
    );
  }

  it('tells a page with a bare import map', async () => {
    // Lit's own modules have bare imports, too.
    const modules = '../node_modules';
    const imports = {
      'whop-license-check': `${modules}/whop-license-check/dist/index.js`,
      lit: `${modules}/lit/index.js`,
      'lit/': `${modules}/lit/`,
      'lit-html': `${modules}/lit-html/lit-html.js`,
      'lit-html/': `${modules}/lit-html/`,
      'lit-element/': `${modules}/lit-element/`,
      '@lit/reactive-element': `${modules}/@lit/reactive-element/reactive-element.js`,
    };
    project.write('import-map', {
      'index.html': html(`<script type="importmap">${JSON.stringify({ imports })}</script>
<script type="module">import 'whop-license-check'; ${GREET}</script>`),
    });
    assert.equal(await buy('import-map/index.html'), 'Thank you, mem_DEMOVALID');
  });

  for (const [file, type] of [
    ['whop-license-check.js', 'module'],
    ['whop-license-check.iife.js', 'text/javascript'],
  ]) {
    it(`tells a page that has one script, with its hash: ${file}`, async () => {
      const { [file]: hash } = JSON.parse(project.read('node_modules/whop-license-check/dist/integrity.json'));
      project.write(`script-${file}`, {
        'index.html': html(
          `<script type="${type}" src="../node_modules/whop-license-check/dist/${file}" integrity="${hash}"></script><script>${GREET}</script>`,
        ),
      });
      assert.equal(await buy(`script-${file}/index.html`), 'Thank you, mem_DEMOVALID');
    });
  }
});
