import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { after, describe, it } from 'node:test';
import { findBarriers, openDemos } from '../support/open-demos.mjs';

/**
 * @import { Page } from 'puppeteer-core'
 * @import { AnyVerdict } from '../support/both-ways.mjs'
 */

/** @typedef {{ key: string, title: string, verdict: { outcome: string, reason?: string }, settings: { offline?: boolean } }} Example */

const OUTCOMES = /** @type {const} */ (['valid', 'invalid', 'unverified']);
/** The reasons that need no request. */
const REASONS_WITHOUT_REQUEST = ['empty-key', 'malformed-key', 'misconfigured'];

const demos = await openDemos();
after(() => demos.close());

const { examples, suggestions } = /** @type {{ examples: Example[], suggestions: Example[] }} */ (
  await demos.load('/demo/playground/examples.ts')
);
const { verdictTable } = await demos.load('/demo/playground/verdict-table.ts');
const playground = await demos.visit('/');
const panelHeight = await heightOfPanel(playground);

describe('A visitor who clicks an example', () => {
  for (const example of examples.filter(({ verdict }) => verdict.reason !== 'rate-limited')) {
    const { outcome, reason } = example.verdict;
    it(`sees ${[outcome, reason].filter(Boolean).join(', ')} for: ${example.title}`, async () => {
      const { event, log } = await click(playground, example);
      assert.deepEqual(event, example.verdict);
      assert.match(log, new RegExp(`^${outcome}\\s+${reason ?? '\\d'}`));
      assert.equal(log.includes('No request was sent'), REASONS_WITHOUT_REQUEST.includes(reason), log);
      assert.equal(await heightOfPanel(playground), panelHeight, 'The content below the tag must not move.');
      assert.equal(await isShown(playground, '#download'), outcome === 'valid');
    });
  }

  // After these, the whole page sends no requests for a while, so each gets its own page.
  for (const example of examples.filter(({ verdict }) => verdict.reason === 'rate-limited')) {
    it(`sees rate-limited, and then no more requests, for: ${example.title}`, async () => {
      const page = await demos.visit('/');
      assert.deepEqual((await click(page, example)).event, example.verdict);
      const { event, log } = await click(page, suggestions[0]);
      assert.deepEqual(event, example.verdict);
      assert.match(log, /No request was sent, because the API asked to wait/);
      await page.close();
    });
  }

  it('finds an example for every outcome and reason', () => {
    const rows = OUTCOMES.flatMap((outcome) => [outcome, ...Object.keys(verdictTable[outcome].reasons)]);
    const reached = examples.flatMap(({ verdict }) => [verdict.outcome, verdict.reason]);
    assert.deepEqual(
      rows.filter((row) => !reached.includes(row)),
      [],
    );
  });
});

describe('A visitor without a mouse', () => {
  it('enters a key, presses Enter, and sees that it is valid', async () => {
    const page = await demos.visit('/');
    await press(page, 'Tab', 'Enter', 'Tab');
    await page.keyboard.type('DEMO-VALID');
    await press(page, 'Enter');
    await page.waitForSelector('#tag[state="valid"]');
    assert.ok(await isShown(page, '#download'));
    assert.match(
      await textOf(page, '.entry'),
      /^valid[^]*POST \/api\/v2\/memberships\/DEMO-VALID\/validate_license 201[^]*"outcome": "valid"/,
    );
    assert.doesNotMatch(await textOf(page, '.entry'), /apik_test_validate/);
    await page.close();
  });

  it('can reach the examples, and sees which one has the focus', async () => {
    const page = await demos.visit('/');
    await page.focus('[aria-describedby="example-0"]');
    await press(page, 'Tab');
    const [description, outline] = await page.evaluate(() => [
      document.activeElement.getAttribute('aria-describedby'),
      getComputedStyle(document.activeElement, '::after').outlineStyle,
    ]);
    assert.deepEqual([description, outline], ['example-1', 'solid']);
    await press(page, 'Enter');
    await page.waitForSelector('#tag[state="valid"]');
    await page.close();
  });
});

describe('A visitor who changes a setting', () => {
  it('sees it in the snippet and in the next check', async () => {
    const page = await demos.visit('/');
    await page.select('.settings select', 'apik_test_forbidden');
    await page.type('.settings input[placeholder="any"]', '2');
    assert.match(await textOf(page, '.source'), /product="prod_demo2"/);
    assert.deepEqual((await click(page, suggestions[0])).event, { outcome: 'unverified', reason: 'forbidden' });
    await page.click('#reset');
    assert.deepEqual((await click(page, suggestions[0])).event, { outcome: 'valid' });
    await page.close();
  });

  it('gets the setting back after an example that overrides it', async () => {
    const page = await demos.visit('/');
    await click(
      page,
      examples.find(({ settings }) => settings.offline),
    );
    assert.deepEqual((await click(page, suggestions[0])).event, { outcome: 'valid' });
    await page.close();
  });
});

describe('A visitor who picks a language', () => {
  it('sees the tag in that language, with the right direction, and finds it in the snippet', async () => {
    const page = await demos.visit('/');
    for (const [lang, label, dir] of [
      ['de', 'Lizenzschlüssel', 'ltr'],
      ['ar', 'مفتاح الترخيص', 'rtl'],
      ['zh-Hans', '许可证密钥', 'ltr'],
    ]) {
      await page.select('#language', lang);
      await page.waitForFunction(
        (label) => document.querySelector('#tag').shadowRoot.querySelector('label').textContent === label,
        {},
        label,
      );
      assert.equal(await page.$eval('#tag', (tag) => getComputedStyle(tag).direction), dir);
      const text = await textOf(page, '.source');
      assert.ok(text.includes(`locales/${lang}.js`) && text.includes(`lang="${lang}"`), text);
      assert.deepEqual(await findBarriers(page, '#try'), []);
    }
    await page.select('#language', 'en');
    await page.waitForFunction(
      () => document.querySelector('#tag').shadowRoot.querySelector('label').textContent === 'License key',
    );
    assert.doesNotMatch(await textOf(page, '.source'), /lang|locales/);
    await page.close();
  });

  it('can choose from all languages', async () => {
    const offered = await playground.$$eval('#language option', (options) => options.map(({ value }) => value));
    assert.deepEqual(
      offered.sort(),
      ['en', ...readdirSync('src/i18n/locales').map((file) => path.parse(file).name)].sort(),
    );
  });
});

describe('A visitor who copies the tag', () => {
  it('gets the hash of the file in the package', async () => {
    const page = await demos.visit('/');
    const hashes = JSON.parse(readFileSync('dist/integrity.json', 'utf8'));
    await page.waitForFunction(
      (hash) => document.querySelector('.source').textContent.includes(hash),
      {},
      hashes['whop-license-check.js'],
    );
    await page.close();
  });

  it('gets a snippet for every format, for Whop or a relay, without traces of the test API', async () => {
    const page = await demos.visit('/');
    await page.type('.settings input[placeholder="License key"]', 'Your key');
    for (const [format, mark] of Object.entries({
      html: 'type="module"',
      classic: 'iife.js" defer',
      react: 'export function',
      vue: '<script setup>',
      svelte: 'onvalid={',
    })) {
      await page.select('#format', format);
      for (const [endpoint, attribute] of [
        ['whop', 'api-key="apik_YOUR_KEY"'],
        ['relay', 'api-base="https://licenses.example.com"'],
      ]) {
        await page.select('#endpoint', endpoint);
        const text = await textOf(page, '.source');
        for (const part of [mark, attribute, 'label="Your key"', 'product="prod_demo"'])
          assert.ok(text.includes(part), `${format}, ${endpoint}: ${text}`);
        assert.doesNotMatch(text, /127\.0\.0\.1|apik_test/);
      }
    }
    await page.close();
  });

  it('has the snippet in the clipboard', async () => {
    const page = await demos.visit('/');
    await page.evaluate(() =>
      Object.defineProperty(navigator, 'clipboard', {
        value: { writeText: async (/** @type {string} */ text) => (window.copied = text) },
      }),
    );
    await page.select('#format', 'vue');
    await page.evaluate(() =>
      [...document.querySelectorAll('button')].find(({ innerText }) => innerText === 'Copy').click(),
    );
    await page.waitForFunction(() => window.copied !== undefined);
    assert.equal(
      await page.evaluate(() => window.copied),
      await page.$eval('.source', ({ textContent }) => textContent),
    );
    await page.close();
  });
});

describe('A visitor who does not wait for the response', () => {
  it('sees the canceled request of the first key, and one event', async () => {
    const page = await demos.visit('/');
    await startSlowCheck(page);
    assert.deepEqual((await click(page, suggestions[1])).event, suggestions[1].verdict);
    assert.equal(await page.$$eval('.entry', ({ length }) => length), 1);
    assert.match(await textOf(page, '.entry'), /^invalid[^]*DEMO-SLOW[^]*canceled[^]*DEMO-EXPIRED[^]*201/);
    await page.close();
  });

  it('sees that changing a setting drops the check without an event', async () => {
    const page = await demos.visit('/');
    await startSlowCheck(page);
    await page.select('.settings select', 'apik_test_forbidden');
    await page.waitForFunction(() => document.querySelector('.entry').textContent.includes('canceled'));
    assert.match(await textOf(page, '.entry'), /^no event[^]*Dropped/);
    await page.close();
  });

  /** @param {Page} page */
  async function startSlowCheck(page) {
    await page.evaluate(() => {
      const tag = document.querySelector('whop-license-check');
      tag.licenseKey = 'DEMO-SLOW';
      void tag.check();
    });
    assert.match(await textOf(page, '.entry'), /^checking[^]*DEMO-SLOW[^]*waiting/);
  }
});

describe('A visitor on a phone', () => {
  it('never scrolls sideways, and sees the tag after clicking an example far below', async () => {
    const page = await demos.visit('/', { width: 320, height: 568, isMobile: true, hasTouch: true });
    await page.emulateMediaFeatures([{ name: 'prefers-reduced-motion', value: 'reduce' }]);
    const before = await heightOfPanel(page);
    for (const key of ['mem_DEMOVALID', 'DEMO-BOUND-MESSAGE', 'DEMO-NOT-FOUND', 'DEMO-401']) {
      await click(
        page,
        examples.find((example) => example.key === key),
      );
      assert.equal(await heightOfPanel(page), before, key);
    }
    const [width, top] = await page.evaluate(() => [
      document.documentElement.scrollWidth,
      document.querySelector('#tag').getBoundingClientRect().top,
    ]);
    assert.equal(width, 320);
    assert.ok(top >= 0 && top < 400, `The tag is at ${top}.`);
    await page.close();
  });
});

describe('The playground passes axe', () => {
  for (const theme of ['light', 'dark']) {
    it(`in ${theme} mode, in every state`, async () => {
      const page = await demos.visit('/');
      await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: theme }]);
      assert.deepEqual(await findBarriers(page), []);
      for (const example of suggestions) {
        await click(page, example);
        assert.deepEqual(await findBarriers(page, '#try'), [], example.key);
      }
      assert.deepEqual(await findBarriers(page), [], 'with a log');
      await page.close();
    });
  }

  it('from right to left, on a phone', async () => {
    const page = await demos.visit('/', { width: 320, height: 568 });
    await page.click('#direction');
    assert.deepEqual(await findBarriers(page), []);
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 320);
    await page.close();
  });
});

/**
 * Clicks an example. Returns the event, and the text of the log entry.
 *
 * @param {Page} page
 * @param {Example} example
 */
function click(page, example) {
  const selector = `[aria-describedby="example-${examples.indexOf(example)}"]`;
  return page.evaluate(
    async (selector, outcomes) => {
      const tag = document.querySelector('whop-license-check');
      /** @type {Promise<AnyVerdict>} */
      const verdict = new Promise((resolve) => {
        for (const outcome of outcomes) tag.addEventListener(outcome, ({ detail }) => resolve(detail), { once: true });
      });
      /** @type {HTMLElement} */
      const button = document.querySelector(selector);
      button.click();
      const { outcome, reason } = await verdict;
      /** @type {HTMLElement} */
      const { innerText } = document.querySelector('.entry');
      return { event: reason ? { outcome, reason } : { outcome }, log: innerText };
    },
    selector,
    OUTCOMES,
  );
}

/**
 * @param {Page} page
 * @param {import('puppeteer-core').KeyInput[]} keys
 */
async function press(page, ...keys) {
  for (const key of keys) await page.keyboard.press(key);
}

/**
 * @param {Page} page
 * @param {string} selector
 */
function textOf(page, selector) {
  return page.$eval(selector, (element) => /** @type {HTMLElement} */ (element).innerText.replace(/[ \n]+/g, ' '));
}

/**
 * @param {Page} page
 * @param {string} selector
 */
function isShown(page, selector) {
  return page.$eval(selector, (element) => element.checkVisibility());
}

/** @param {Page} page */
function heightOfPanel(page) {
  return page.$eval('div.panel', ({ offsetHeight }) => offsetHeight);
}
