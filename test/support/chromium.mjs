import puppeteer from 'puppeteer-core';
import { findChromium } from '../../tools/chromium.mjs';
import { LIMIT_MS, PATIENT_LAUNCH } from '../../tools/patience.mjs';

/**
 * Starts Chromium.
 *
 * @param {string[]} [moreArgs]
 */
export async function launchChromium(moreArgs = []) {
  const { args, ...options } = await findChromium();
  const browser = await puppeteer.launch({ ...options, ...PATIENT_LAUNCH, args: [...args, ...moreArgs] });
  withPatientPages(browser);
  const createBrowserContext = browser.createBrowserContext.bind(browser);
  browser.createBrowserContext = async (contextOptions) => withPatientPages(await createBrowserContext(contextOptions));
  return browser;
}

/** Runs in each page. No check there ends with the tag's usual timeout. */
function lengthenTimeout() {
  const { setTimeout } = globalThis;
  /** @type {(callback: () => void, ms?: number, ...values: unknown[]) => unknown} */
  const setPatientTimeout = (callback, ms, ...values) => setTimeout(callback, ms === 10_000 ? 60 * ms : ms, ...values);
  Object.assign(globalThis, { setTimeout: setPatientTimeout });
}

/**
 * @template {{ newPage(): Promise<import('puppeteer-core').Page> }} T
 * @param {T} opener - A browser, or a context in it.
 */
function withPatientPages(opener) {
  const newPage = opener.newPage.bind(opener);
  opener.newPage = async () => {
    const page = await newPage();
    page.setDefaultTimeout(LIMIT_MS);
    await page.evaluateOnNewDocument(lengthenTimeout);
    return page;
  };
  return opener;
}
