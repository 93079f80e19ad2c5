import { memoryOf, OURS } from './open-bench.mjs';

/** @import { Bench } from './open-bench.mjs' */

/** Elements in one call to the browser, which must not take minutes. */
const BATCH = 1000;

/**
 * What stays in memory after that many elements were added and removed, some during a check: heap in bytes, nodes, listeners.
 *
 * @param {Bench} bench
 * @param {number} cycles
 */
export async function leftOf(bench, cycles) {
  const page = await bench.visit(OURS, '<p id="pro" hidden>Pro</p>');
  await page.evaluate((name) => customElements.whenDefined(name).then(() => 0), OURS);
  const live = (/** @type {number} */ count) =>
    page.evaluate(
      async (api, count) => {
        for (let cycle = 0; cycle < count; cycle++) {
          const settings = { apiKey: 'apik_bench', apiBase: api, unlocks: '#pro', remember: 'local' };
          const tag = document.createElement('whop-license-check');
          Object.assign(tag, settings, { licenseKey: `BENCH-${cycle % 10}` });
          document.body.append(tag);
          await tag.updateComplete;
          if (cycle % 100 === 0) void tag.check();
          tag.remove();
        }
        // Checks that were running have ended, too.
        await new Promise((resolve) => setTimeout(resolve, 100));
        localStorage.clear();
      },
      bench.api,
      count,
    );
  await live(BATCH);
  const before = await memoryOf(page);
  for (let done = 0; done < cycles; done += BATCH) await live(BATCH);
  const after = await memoryOf(page);
  await page.close();
  const grown = (/** @type {keyof typeof after} */ what) => after[what] - before[what];
  return { heap: grown('heap'), nodes: grown('nodes'), listeners: grown('listeners') };
}

/**
 * The layout shift (as in Core Web Vitals) from the first paint through each verdict, with a slow API.
 *
 * @param {Bench} bench
 */
export async function layoutShift(bench) {
  bench.delayAnswers(700);
  const markup = `<div style="width: 560px"><p>Before</p><${OURS} api-key="apik_bench" api-base="${bench.api}" buy-url="/buy">License check needs JavaScript.</${OURS}><p>After</p></div>`;
  const page = await bench.visit(OURS, markup, (fresh) =>
    fresh.evaluateOnNewDocument(() => {
      window.shift = 0;
      new PerformanceObserver((list) => {
        for (const { value } of /** @type {LayoutShift[]} */ (list.getEntries())) window.shift += value;
      }).observe({ type: 'layout-shift', buffered: true });
    }),
  );
  for (const [key, state] of [
    ['BENCH-VALID', 'valid'],
    ['BENCH-NOT-FOUND', 'invalid'],
    ['BENCH-BROKEN', 'unverified'],
  ]) {
    await page.$eval(OURS, (tag, key) => ((tag.licenseKey = key), tag.focus()), key);
    await page.keyboard.press('Enter');
    await page.waitForSelector(`${OURS}[state=${state}]`);
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
  }
  bench.delayAnswers(0);
  const shift = await page.evaluate(() => window.shift);
  await page.close();
  return shift;
}
