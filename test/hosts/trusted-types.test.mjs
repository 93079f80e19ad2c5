import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { CLEAN, FILES, heardFrom, journeyIn, openHosts, scriptOf, TAG } from '../support/open-hosts.mjs';

/** @import { HostPage } from '../support/open-hosts.mjs' */

const hosts = await openHosts();
after(() => hosts.close());

/** @param {string | null} names */
const allow = (names) => ({
  'Content-Security-Policy': `require-trusted-types-for 'script'${names === null ? '' : `; trusted-types ${names}`}`,
});
/** An element of the page, rendered by Lit, which creates a policy when it loads. */
const LIT = `<p id="lit"></p><script type="module">
  import { html, render } from '/node_modules/lit-html/lit-html.js';
  render(html\`<b>\${'Lit'}</b>\`, document.querySelector('#lit'));
</script>`;
/** A default policy, which all strings go through. It rejects all of them. */
const DEFAULT = `<script>trustedTypes.createPolicy('default', { createHTML: () => null })</script>`;
const SQUATTER = `<script>trustedTypes.createPolicy('whop-license-check', { createHTML: () => 'polluted' })</script>`;

/** @param {HostPage} page */
async function expectWorks(page) {
  assert.deepEqual(await journeyIn(page), CLEAN);
  assert.deepEqual(page.faults, []);
  assert.deepEqual(hosts.requests(), heardFrom(hosts.origin));
}

for (const [name, file] of Object.entries(FILES)) {
  const script = scriptOf(file);
  const both = Object.values(FILES)
    .map((each) => scriptOf(each))
    .join('');

  describe(`${name} under Trusted Types`, () => {
    for (const [description, html, headers] of /** @type {const} */ ([
      ['when only our policy is allowed', script + TAG, allow('whop-license-check')],
      ['when every policy name is allowed', script + TAG, allow(null)],
      ['when the page has a default policy', DEFAULT + script + TAG, allow('default whop-license-check')],
      ['when it is loaded twice', script + both + script + TAG, allow('whop-license-check')],
      [
        'when another script took our policy name, and duplicates are allowed',
        SQUATTER + script + TAG,
        allow("whop-license-check 'allow-duplicates'"),
      ],
    ])) {
      it(`works ${description} and violates nothing`, async () => {
        const page = await hosts.visit(html, headers);
        await expectWorks(page);
        await page.close();
      });
    }

    for (const [order, html] of [
      ['after', LIT + script + TAG],
      ['before', script + TAG + LIT],
    ]) {
      it(`works ${order} another Lit, which uses its own policy name`, async () => {
        const page = await hosts.visit(html, allow('lit-html whop-license-check'));
        await expectWorks(page);
        assert.equal(await page.$eval('p#lit', (element) => element.innerText), 'Lit');
        await page.close();
      });
    }

    for (const [description, html, names] of [
      ['no policy is allowed', script + TAG, "'none'"],
      ['only other policies are allowed', LIT + script + TAG, 'lit-html'],
      ['another script took our policy name', SQUATTER + script + TAG, 'whop-license-check'],
    ]) {
      it(`shows the fallback when ${description}, and the console says why`, async () => {
        const page = await hosts.visit(html, allow(names));
        const tag = await page.$('whop-license-check');
        assert.deepEqual(
          await tag.evaluate((element) => [element.shadowRoot, element.innerText, element.checkVisibility()]),
          [null, 'Fallback', true],
        );
        const ours = page.faults.filter((fault) => fault.includes('<whop-license-check>'));
        assert.equal(ours.length, 1);
        assert.match(
          ours[0],
          /^error: <whop-license-check> cannot run here\. Trusted Types: allow the policy whop-license-check\./,
        );
        assert.deepEqual(
          page.faults.filter((fault) => fault.startsWith('uncaught')),
          [],
        );
        assert.deepEqual(hosts.requests(), []);
        await page.close();
      });
    }
  });
}
