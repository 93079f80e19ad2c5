import puppeteer from 'puppeteer-core';
import { findChromium } from '../../tools/chromium.mjs';

/** Stops what hangs. On a busy machine, what takes a second elsewhere may take a minute. */
const LIMIT_MS = 300_000;

/**
 * Starts Chromium.
 *
 * @param {string[]} [moreArgs]
 */
export async function launchChromium(moreArgs = []) {
  const { args, ...options } = await findChromium();
  const browser = await puppeteer.launch({
    ...options,
    args: [...args, ...moreArgs],
    timeout: LIMIT_MS,
    protocolTimeout: LIMIT_MS,
  });
  withPatientPages(browser);
  const createBrowserContext = browser.createBrowserContext.bind(browser);
  browser.createBrowserContext = async (contextOptions) => withPatientPages(await createBrowserContext(contextOptions));
  return browser;
}

/** Runs in each page. No check there ends with the tag's usual timeout. */
function lengthenTimeout() {
  const { setTimeout } = globalThis;
  globalThis.setTimeout = (callback, ms, ...values) => setTimeout(callback, ms === 10_000 ? 60 * ms : ms, ...values);
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
