import path from 'node:path';
import { buildSync } from 'esbuild';

/** The tag's own code, without what draws it. */
const ENTRY = `
export { LicenseController } from './element/license-controller.ts';
export { defaults } from './element/properties.ts';
export { english } from './i18n/messages.ts';
`;
const { outputFiles } = buildSync({
  stdin: { contents: ENTRY, resolveDir: path.resolve(import.meta.dirname, '../../src'), loader: 'ts' },
  bundle: true,
  write: false,
  format: 'iife',
  globalName: 'tag',
  target: 'es2022',
});
/** Loads it for a page, with the globals that differ from page to page. */
const load = new Function(
  '{ globalThis, Date, Math, setTimeout, clearTimeout, fetch, addEventListener, document, location, console }',
  `${outputFiles[0].text}; return tag;`,
);

/**
 * Puts the tag on a page: the real controller of its license, each page with its own modules, in a stand-in for the element.
 *
 * @param {import('./page.mjs').Page} page
 */
export function putTag(page) {
  const { fleet, license } = page.visitor;
  const { LicenseController, defaults, english } = load(globalsOf(page));
  const element = {
    ...defaults,
    ...fleet.strategy,
    apiKey: 'apik_fleet',
    product: 'prod_fleet',
    metadata: {},
    isConnected: true,
    hasUpdated: true,
    addController() {},
    shadowRoot: { querySelector: () => page.field },
    getAttribute: () => /** @type {string | null} */ (null),
    requestUpdate() {
      queueMicrotask(element.performUpdate);
    },
    performUpdate() {
      tag.hostUpdate();
      page.field.value = tag.licenseKey;
      tag.hostUpdated();
    },
    dispatchEvent: (/** @type {CustomEvent} */ { type, detail }) =>
      type === 'statechange' ? fleet.tally.look(page) : page.onVerdict(detail),
  };
  const tag = new LicenseController(element, { speech: { texts: english, lang: 'en' } });
  page.tag = tag;
  if (fleet.strategy.autoCheck) tag.giveKey(license.key);
  tag.hostConnected();
  tag.applySettings();
  element.performUpdate();
}

/** @param {import('./page.mjs').Page} page */
function globalsOf(page) {
  const { fleet, dice, storage } = page.visitor;
  const addEventListener = page.events.addEventListener.bind(page.events);
  const localStorage = {
    getItem: (/** @type {string} */ name) => storage.get(name) ?? null,
    setItem: (/** @type {string} */ name, /** @type {string} */ text) => storage.set(name, text),
    removeItem: (/** @type {string} */ name) => storage.delete(name),
    get length() {
      return storage.size;
    },
    key: (/** @type {number} */ index) => [...storage.keys()][index],
  };
  const location = { href: 'https://seller.example/' };
  return {
    globalThis: { localStorage, location },
    location,
    Date: fleet.clock.Date,
    Math: Object.create(Math, { random: { value: dice.random } }),
    setTimeout(/** @type {() => void} */ run, /** @type {number} */ ms) {
      const timer = fleet.clock.setTimeout(run, ms);
      page.timers.add(timer);
      return timer;
    },
    clearTimeout: fleet.clock.clearTimeout,
    fetch: page.fetch.bind(page),
    addEventListener,
    document: {
      addEventListener,
      get visibilityState() {
        return page.isVisible ? 'visible' : 'hidden';
      },
    },
    console: { warn() {} },
  };
}

/**
 * What a seller would write without the tag: it asks on every load, and unlocks the page if the response says so.
 *
 * @param {import('./page.mjs').Page} page
 */
export async function checkNaively(page) {
  const { fleet, license } = page.visitor;
  page.tag = { state: 'checking' };
  try {
    const response = await page.fetch(`https://api.whop.com/api/v2/memberships/${license.key}/validate_license`, {
      method: 'POST',
      headers: { Authorization: 'Bearer apik_fleet' },
    });
    const { valid } = await response.json();
    page.tag = { state: valid ? 'valid' : 'invalid' };
  } catch {
    page.tag = { state: 'unverified' };
  }
  fleet.tally.look(page);
  page.onVerdict(/** @type {any} */ ({ outcome: page.tag.state, checkedAt: new fleet.clock.Date() }));
}
