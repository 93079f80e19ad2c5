import { readFileSync } from 'node:fs';
import path from 'node:path';
import { serveTestApi } from '../../tools/serve-test-api.mjs';
import { launchChromium } from './chromium.mjs';

/** @typedef {Awaited<ReturnType<typeof openWidgetPage>>} WidgetPage */

const script = readFileSync(path.resolve(import.meta.dirname, '../../dist/whop-license-check.js'), 'utf8');

/** Opens a shop's page with the tag in a real browser, on a separate origin. */
export async function openWidgetPage() {
  const server = await serveTestApi((request) => Promise.resolve(serveShop(new URL(request.url))));
  const browser = await launchChromium();

  return {
    origin: server.origin,

    /**
     * Checks a key like a buyer. Returns `valid`, `invalid not-found` or the like.
     *
     * @param {string} apiBase
     * @param {string} licenseKey
     */
    async check(apiBase, licenseKey) {
      const page = await browser.newPage();
      try {
        await page.goto(`${server.origin}/?${new URLSearchParams({ apiBase })}`);
        await page.type('whop-license-check >>> input', licenseKey);
        await page.keyboard.press('Enter');
        const tag = await page.waitForSelector(
          'whop-license-check:is([state="valid"], [state="invalid"], [state="unverified"])',
        );
        const verdict = await tag.evaluate(({ verdict }) => verdict);
        return 'reason' in verdict ? `${verdict.outcome} ${verdict.reason}` : verdict.outcome;
      } finally {
        await page.close();
      }
    },

    async close() {
      await browser.close();
      server.close();
    },
  };
}

/** @param {URL} url */
function serveShop({ pathname, searchParams }) {
  if (pathname === '/tag.js') return new Response(script, { headers: { 'Content-Type': 'text/javascript' } });
  if (pathname !== '/') return new Response(null, { status: 404 });
  return new Response(
    `<!doctype html><title>Shop</title><script type="module" src="/tag.js"></script>
<whop-license-check api-base="${searchParams.get('apiBase')}"></whop-license-check>`,
    { headers: { 'Content-Type': 'text/html; charset=utf-8' } },
  );
}
