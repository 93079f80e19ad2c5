/** Stops what hangs. No test may depend on it: on a busy machine, what takes a second elsewhere may take a minute. */
export const LIMIT_MS = 120_000;

/** Options for Puppeteer, which is less patient. */
export const PATIENT_LAUNCH = { timeout: LIMIT_MS, protocolTimeout: 5 * LIMIT_MS };

/** @param {{ context: import('puppeteer-core').BrowserContext }} browser */
export async function openPatientPage({ context }) {
  const page = await context.newPage();
  page.setDefaultTimeout(LIMIT_MS);
  return page;
}
