import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { CLEAN, FILES, heardFrom, journeyIn, openHosts, scriptOf, TAG } from '../support/open-hosts.mjs';

const hosts = await openHosts();
after(() => hosts.close());

const REMEMBERING = TAG.replace('product', 'remember="local" product');

/**
 * Opens a page in a sandboxed iframe of another page.
 *
 * @param {string} html
 * @param {string} sandbox
 * @param {Record<string, string>} [headers]
 */
async function visitFramed(html, sandbox, headers) {
  const inner = hosts.serve(`<!doctype html>${html}`, headers);
  const page = await hosts.visit(`<iframe src="${inner}" sandbox="${sandbox}" width="600" height="400"></iframe>`);
  const frame = await (await page.waitForSelector('iframe')).contentFrame();
  return { page, frame };
}

for (const [name, file] of Object.entries(FILES)) {
  describe(`${name} in a sandbox`, () => {
    for (const [sandbox, origin] of [
      ['allow-scripts', 'null'],
      ['allow-scripts allow-forms', 'null'],
      ['allow-scripts allow-same-origin', hosts.origin],
    ]) {
      it(`with ${sandbox} works, whether or not it can remember`, async () => {
        const { page, frame } = await visitFramed(scriptOf(file) + REMEMBERING, sandbox);
        assert.deepEqual(await journeyIn(frame), CLEAN);
        // Chromium warns about the two flags together.
        assert.deepEqual(
          page.faults.filter((fault) => !fault.includes('can escape its sandboxing')),
          [],
        );
        assert.deepEqual(hosts.requests(), heardFrom(origin));
        await page.close();
      });
    }

    it('with storage that throws works without remembering, and Enter checks although forms are not allowed', async () => {
      const { page, frame } = await visitFramed(scriptOf(file) + REMEMBERING, 'allow-scripts');
      const throws = await frame.evaluate(() => {
        try {
          return typeof localStorage;
        } catch (error) {
          return /** @type {Error} */ (error).name;
        }
      });
      assert.equal(throws, 'SecurityError');
      const field = await frame.waitForSelector('whop-license-check >>> input');
      await field.type('DEMO-VALID');
      await field.press('Enter');
      await frame.waitForSelector('whop-license-check[state=valid]');
      assert.deepEqual(hosts.requests(), heardFrom('null').slice(0, 2));
      await page.close();
    });

    it('set by a policy works', async () => {
      const page = await hosts.visit(scriptOf(file) + REMEMBERING, {
        'Content-Security-Policy': 'sandbox allow-scripts',
      });
      assert.equal(await page.evaluate(() => origin), 'null');
      assert.deepEqual(await journeyIn(page), CLEAN);
      assert.deepEqual(page.faults, []);
      assert.deepEqual(hosts.requests(), heardFrom('null'));
      await page.close();
    });

    it('without scripts shows the fallback, and hidden content stays hidden', async () => {
      const { page, frame } = await visitFramed(scriptOf(file) + TAG, '');
      const seen = await frame.$eval('whop-license-check', (element) => [
        element.shadowRoot,
        element.innerText,
        element.checkVisibility(),
      ]);
      assert.deepEqual(seen, [null, 'Fallback', true]);
      assert.equal(await frame.$eval('#pro', (element) => element.checkVisibility()), false);
      assert.deepEqual(hosts.requests(), []);
      await page.close();
    });
  });
}
