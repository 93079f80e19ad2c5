import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { after, describe, it } from 'node:test';
import { CLEAN, FILES, heardFrom, journeyIn, openHosts, scriptOf, TAG, typeAndPress } from '../support/open-hosts.mjs';

/**
 * @import { AnyVerdict } from '../support/both-ways.mjs'
 * @import { Visit } from '../support/open-hosts.mjs'
 */

const STRICT = "default-src 'none'; script-src 'self'; connect-src https://api.whop.com";
const hosts = await openHosts();
after(() => hosts.close());

const dist = path.resolve(import.meta.dirname, '../../dist');
const integrity = JSON.parse(readFileSync(path.join(dist, 'integrity.json'), 'utf8'));
/** @param {string} text */
const policy = (text) => ({ 'Content-Security-Policy': text });
/** @param {string} source */
const withScripts = (source) => policy(`default-src 'none'; script-src ${source}; connect-src https://api.whop.com`);
/** @param {string} file */
const loader = (file) =>
  `const script = document.createElement('script'); script.src = '/dist/${file}'; ${file.endsWith('.iife.js') ? '' : "script.type = 'module'; "}document.head.append(script);`;
/**
 * The file's content, to be inlined between `<script>` and `</script>`.
 *
 * @param {string} file
 */
const inlineOf = (file) => readFileSync(path.join(dist, file), 'utf8');
/** @param {string} text */
const hashOf = (text) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

/**
 * The markup and the headers that a page's server sends.
 *
 * @type {Record<string, (file: string) => Visit>}
 */
const policies = {
  'the strict policy of the README': (file) => [scriptOf(file) + TAG, policy(STRICT)],
  'the strict policy in the markup': (file) => [
    `<meta http-equiv="Content-Security-Policy" content="${STRICT}">${scriptOf(file)}${TAG}`,
    {},
  ],
  'the strictest possible policy': (file) => [
    scriptOf(file) + TAG,
    policy(
      `${STRICT}; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types whop-license-check`,
    ),
  ],
  'a nonce': (file) => [scriptOf(file, 'nonce="r4nd0m"') + TAG, withScripts("'nonce-r4nd0m'")],
  'a nonce that a script loader passes on': (file) => [
    `<script nonce="r4nd0m">${loader(file)}</script>${TAG}`,
    withScripts("'nonce-r4nd0m' 'strict-dynamic'"),
  ],
  'a hash': (file) => [scriptOf(file, `integrity="${integrity[file]}"`) + TAG, withScripts(`'${integrity[file]}'`)],
  'a hash of our inline script': (file) => [
    `<script${file.endsWith('.iife.js') ? '' : ' type="module"'}>${inlineOf(file)}</script>${TAG}`,
    withScripts(hashOf(inlineOf(file))),
  ],
  'a policy that only reports': (file) => [scriptOf(file) + TAG, { 'Content-Security-Policy-Report-Only': STRICT }],
  'a policy that permits no feature': (file) => [
    scriptOf(file) + TAG,
    {
      ...policy(STRICT),
      'Permissions-Policy':
        'clipboard-read=(), clipboard-write=(), storage-access=(), sync-xhr=(), unload=(), camera=(), geolocation=()',
    },
  ],
  'an unsafe-url referrer policy': (file) => [scriptOf(file) + TAG, { 'Referrer-Policy': 'unsafe-url' }],
  'a document.domain set by a script': (file) => [
    `<script>document.domain = location.hostname</script>${scriptOf(file)}${TAG}`,
    { 'Origin-Agent-Cluster': '?0' },
  ],
};

describe('under', () => {
  for (const [description, write] of Object.entries(policies)) {
    for (const [name, file] of Object.entries(FILES)) {
      it(`${description}, ${name} works and violates nothing`, async () => {
        const page = await hosts.visit(...write(file));
        assert.deepEqual(await journeyIn(page), CLEAN);
        assert.deepEqual(page.faults, []);
        assert.deepEqual(hosts.requests(), heardFrom(hosts.origin));
        await page.close();
      });
    }
  }

  it('the strict policy, our style is applied', async () => {
    const page = await hosts.visit(scriptOf(FILES['the module']) + TAG, policy(STRICT));
    const button = await page.waitForSelector('whop-license-check >>> [part=button]');
    assert.equal(await button.evaluate((element) => getComputedStyle(element).minHeight), '44px');
    await page.close();
  });

  it('the strict policy, this test notices a violation', async () => {
    const page = await hosts.visit(
      `<p style="color: red">Red</p>${scriptOf(FILES['the module'])}${TAG}`,
      policy(STRICT),
    );
    await page.waitForSelector('whop-license-check[state]');
    assert.ok(page.faults.includes('error: violation of style-src-attr by inline'), page.faults.join('\n'));
    await page.close();
  });

  for (const [name, file] of Object.entries(FILES)) {
    it(`a policy that does not allow the API, ${name} can't reach it, and the console says what to check`, async () => {
      const page = await hosts.visit(scriptOf(file) + TAG, policy("default-src 'none'; script-src 'self'"));
      await typeAndPress(page, 'DEMO-VALID');
      /** @type {AnyVerdict} */
      const { outcome, reason } = await page.$eval('whop-license-check', ({ verdict }) => verdict);
      assert.deepEqual([outcome, reason], ['unverified', 'unreachable']);
      assert.deepEqual(
        page.faults.filter((fault) => fault.startsWith('warn')),
        ['warn: <whop-license-check> unreachable: look at connect-src and CORS.'],
      );
      assert.deepEqual(hosts.requests(), []);
      await page.close();
    });
  }
});
