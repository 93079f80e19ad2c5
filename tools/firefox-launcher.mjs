import { existsSync } from 'node:fs';
import { chromeLauncher } from '@web/test-runner-chrome';
import { openPatientPage, PATIENT_LAUNCH } from './patience.mjs';

const { FIREFOX_PATH = '/usr/bin/firefox-esr' } = process.env;

/** Returns what is missing on this machine, or `null`. */
export const missingFirefox = () => (existsSync(FIREFOX_PATH) ? null : 'firefox-esr, or FIREFOX_PATH');

/** Launches an installed Firefox for the test runner, controlled through WebDriver BiDi. */
export function firefoxLauncher() {
  const launcher = chromeLauncher({
    concurrency: 1,
    launchOptions: {
      browser: 'firefox',
      executablePath: FIREFOX_PATH,
      headless: true,
      args: ['--remote-allow-system-access'],
      ...PATIENT_LAUNCH,
    },
    async createPage(browser) {
      const page = await openPatientPage(browser);
      const setViewport = page.setViewport.bind(page);
      // Puppeteer also sends a command that Firefox 140 doesn't know.
      page.setViewport = (viewport) =>
        setViewport(viewport).catch((error) => {
          if (!/unknown command/.test(error.message)) throw error;
        });
      return page;
    },
  });
  launcher.name = 'Firefox';
  return launcher;
}
