import { median } from 'd3';
import { LIT_FORM, LIT_HELLO, memoryOf, OURS } from './open-bench.mjs';

/**
 * The medians of both and of their ratios: a busy machine slows down both halves of a pair.
 *
 * @param {[ours: number, theirs: number][]} pairs
 */
const compare = (pairs) => ({
  ours: median(pairs, ([ours]) => ours) ?? NaN,
  theirs: median(pairs, ([, theirs]) => theirs) ?? NaN,
  ratio: median(pairs, ([ours, theirs]) => ours / theirs) ?? NaN,
});

/**
 * @import { LitElement } from 'lit'
 * @import { Bench } from './open-bench.mjs'
 */

/** @typedef {[ours: number, theirs: number]} Pair */

/**
 * Measures the tag and the other element by turns, in alternating order.
 *
 * @template Measurement
 * @param {number} count
 * @param {string} other
 * @param {(name: string) => Promise<Measurement>} measure
 * @returns {Promise<[ours: Measurement, theirs: Measurement][]>}
 */
async function inPairs(count, other, measure) {
  /** @type {[Measurement, Measurement][]} */
  const pairs = [];
  for (let turn = 0; turn < count; turn++) {
    const first = await measure(turn % 2 ? OURS : other);
    const second = await measure(turn % 2 ? other : OURS);
    pairs.push(turn % 2 ? [first, second] : [second, first]);
  }
  return pairs;
}

/**
 * Milliseconds from the start of the navigation to the element's first content.
 *
 * @param {Bench} bench
 */
export async function firstContent(bench) {
  const pairs = await inPairs(40, LIT_HELLO, async (name) => {
    const page = await bench.visit(name, `<${name}></${name}>`);
    const time = await page.evaluate(async (name) => {
      await customElements.whenDefined(name);
      const element = /** @type {LitElement} */ (document.querySelector(name));
      await element.updateComplete;
      return performance.now();
    }, name);
    await page.close();
    return time;
  });
  return compare(pairs);
}

/**
 * Milliseconds, and bytes of heap, for a thousand elements on the screen.
 *
 * @param {Bench} bench
 */
export async function thousandElements(bench) {
  const pairs = await inPairs(16, LIT_FORM, async (name) => {
    const page = await bench.visit(name);
    await page.evaluate((name) => customElements.whenDefined(name).then(() => 0), name);
    const before = await memoryOf(page);
    const time = await page.evaluate(async (name) => {
      const start = performance.now();
      const stage = document.body.appendChild(document.createElement('div'));
      stage.innerHTML = `<${name}></${name}>`.repeat(1000);
      const elements = /** @type {LitElement[]} */ ([...stage.children]);
      await Promise.all(elements.map((element) => element.updateComplete));
      stage.getBoundingClientRect();
      return performance.now() - start;
    }, name);
    const after = await memoryOf(page);
    await page.close();
    return { time, heap: after.heap - before.heap };
  });
  return {
    time: compare(pairs.map(([ours, theirs]) => [ours.time, theirs.time])),
    heap: compare(pairs.map(([ours, theirs]) => [ours.heap, theirs.heap])),
  };
}

/**
 * Milliseconds from the click to the verdict's event, and of a plain `fetch` of the same response; each with a new key, in a few pages.
 *
 * @param {Bench} bench
 */
export async function clickToVerdict(bench) {
  /** @type {Pair[]} */
  const pairs = [];
  for (let visit = 0; visit < 5; visit++) pairs.push(...(await clicksInOnePage(bench)));
  return compare(pairs);
}

/** @param {Bench} bench */
async function clicksInOnePage(bench) {
  const page = await bench.visit(OURS, `<${OURS} api-key="apik_bench" api-base="${bench.api}"></${OURS}>`);
  const pairs = await page.evaluate(async (api) => {
    const [tag] = document.getElementsByTagName('whop-license-check');
    const [button] = tag.renderRoot.querySelectorAll('button');
    let count = 0;
    const key = () => `BENCH-${String(++count).padStart(6, '0')}-0123ABCD-012345W`;

    async function ours() {
      tag.licenseKey = key();
      await tag.updateComplete;
      const validEvent = new Promise((resolve) => tag.addEventListener('valid', resolve, { once: true }));
      const start = performance.now();
      button.click();
      await validEvent;
      return performance.now() - start;
    }
    async function theirs() {
      const url = `${api}/memberships/${key()}/validate_license`;
      const start = performance.now();
      const response = await fetch(url, {
        method: 'POST',
        headers: { Accept: 'application/json', 'Content-Type': 'application/json', Authorization: 'Bearer apik_bench' },
        body: '{"metadata":{}}',
        credentials: 'omit',
        cache: 'no-store',
      });
      await response.json();
      return performance.now() - start;
    }

    /** @type {Pair[]} */
    const pairs = [];
    for (let turn = 0; turn < 120; turn++) {
      // By turns, the one or the other comes first.
      const fetched = turn % 2 ? null : await theirs();
      pairs.push([await ours(), fetched ?? (await theirs())]);
    }
    return pairs.slice(20);
  }, bench.api);
  await page.close();
  return pairs;
}

/**
 * Milliseconds of the longest task from the page's load to the verdict, on a processor a quarter as fast.
 *
 * @param {Bench} bench
 */
export async function longestTask(bench) {
  const longest = [];
  for (let turn = 0; turn < 7; turn++) {
    const page = await bench.visit(
      OURS,
      `<${OURS} api-key="apik_bench" api-base="${bench.api}"></${OURS}>`,
      async (fresh) => {
        await fresh.emulateCPUThrottling(4);
        await fresh.evaluateOnNewDocument(() => {
          window.tasks = [0];
          new PerformanceObserver((list) =>
            window.tasks.push(...list.getEntries().map(({ duration }) => duration)),
          ).observe({ type: 'longtask', buffered: true });
        });
      },
    );
    await page.type(`${OURS} >>> input`, 'BENCH-RENEWING');
    await page.keyboard.press('Enter');
    await page.waitForSelector(`${OURS}[state=valid]`);
    // Some entries may not have reached the observer yet.
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve))));
    longest.push(await page.evaluate(() => Math.max(...window.tasks)));
    await page.close();
  }
  return median(longest) ?? NaN;
}
