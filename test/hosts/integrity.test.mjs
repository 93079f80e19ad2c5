import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { after, describe, it } from 'node:test';
import { CLEAN, FILES, heardFrom, journeyIn, openHosts, scriptOf, TAG } from '../support/open-hosts.mjs';

/** @import { Visit } from '../support/open-hosts.mjs' */

const hosts = await openHosts();
after(() => hosts.close());

const integrity = JSON.parse(readFileSync(path.resolve(import.meta.dirname, '../../dist/integrity.json'), 'utf8'));
/**
 * @param {string} file
 * @param {string} [hash]
 */
const fromCdn = (file, hash = integrity[file]) => scriptOf(file, `integrity="${hash}" crossorigin`, hosts.cdn);

for (const [name, file] of Object.entries(FILES)) {
  describe(`${name} from another origin`, () => {
    /** @type {Record<string, Visit>} */
    const visits = {
      'works with its hash from integrity.json': [fromCdn(file) + TAG, {}],
      'works when scripts must have a hash': [
        fromCdn(file) + TAG,
        { 'Integrity-Policy': 'blocked-destinations=(script)' },
      ],
      'works under a policy that allows only its origin': [
        fromCdn(file) + TAG,
        { 'Content-Security-Policy': `default-src 'none'; script-src ${hosts.cdn}; connect-src https://api.whop.com` },
      ],
    };
    for (const [description, visit] of Object.entries(visits)) {
      it(description, async () => {
        const page = await hosts.visit(...visit);
        assert.deepEqual(await journeyIn(page), CLEAN);
        assert.deepEqual(page.faults, []);
        assert.deepEqual(hosts.requests(), heardFrom(hosts.origin));
        await page.close();
      });
    }

    it('does not run with the hash of another file, and the fallback is shown', async () => {
      const other = Object.values(FILES).find((each) => each !== file);
      const page = await hosts.visit(fromCdn(file, integrity[other]) + TAG);
      const tag = await page.$('whop-license-check');
      assert.deepEqual(
        await tag.evaluate((element) => [element.shadowRoot, element.innerText, element.checkVisibility()]),
        [null, 'Fallback', true],
      );
      assert.equal(await page.$eval('#pro', (element) => element.checkVisibility()), false);
      assert.ok(
        page.faults.some((fault) => fault.includes('digest')),
        page.faults.join('\n'),
      );
      assert.deepEqual(hosts.requests(), []);
      await page.close();
    });

    for (const embedder of ['require-corp', 'credentialless']) {
      it(`works on a page isolated by ${embedder}`, async () => {
        const page = await hosts.visit(scriptOf(file, 'crossorigin', hosts.cdn) + TAG, {
          'Cross-Origin-Embedder-Policy': embedder,
          'Cross-Origin-Opener-Policy': 'same-origin',
        });
        assert.equal(await page.evaluate(() => crossOriginIsolated), true);
        assert.deepEqual(await journeyIn(page), CLEAN);
        assert.deepEqual(page.faults, []);
        assert.deepEqual(hosts.requests(), heardFrom(hosts.origin));
        await page.close();
      });
    }
  });
}
