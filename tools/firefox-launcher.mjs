import { existsSync } from 'node:fs';
import { chromeLauncher } from '@web/test-runner-chrome';

const { FIREFOX_PATH = '/usr/bin/firefox-esr' } = process.env;

/** @returns What is missing here, or `null`. */
export const missingFirefox = () => (existsSync(FIREFOX_PATH) ? null : 'firefox-esr, or FIREFOX_PATH');

/** An installed Firefox as the runner's browser, spoken to over WebDriver BiDi. */
export function firefoxLauncher() {
  const launcher = chromeLauncher({
    concurrency: 1,
    launchOptions: {
      browser: 'firefox',
      executablePath: FIREFOX_PATH,
      headless: true,
      args: ['--remote-allow-system-access'],
    },
    async createPage({ context }) {
      const page = await context.newPage();
      const setViewport = page.setViewport.bind(page);
      // With every viewport goes a command that Firefox 140 does not know.
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
