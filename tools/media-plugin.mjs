/**
 * @import { ChromeLauncher } from '@web/test-runner-chrome'
 * @import { TestRunnerPlugin } from '@web/test-runner'
 * @import { Browser, CDPSession, Page } from 'puppeteer-core'
 */

/** @typedef {Browser & { connection: { send: (method: string, params: object) => Promise<{ result: any }> } }} BidiBrowser */

/**
 * Scripts for Firefox's own window, because its driver has no command for this.
 *
 * @type {Record<string, (value: string | null) => string>}
 */
const FIREFOX_SCRIPTS = {
  'prefers-color-scheme': (value) =>
    `for (const { browsingContext } of gBrowser.browsers) browsingContext.prefersColorSchemeOverride = '${value ?? 'none'}'`,
  'forced-colors': (value) =>
    `for (const { browsingContext } of gBrowser.browsers) browsingContext.forcedColorsOverride = '${value ?? 'none'}'`,
  'prefers-reduced-motion': (value) =>
    value
      ? `Services.prefs.setIntPref('ui.prefersReducedMotion', 1)`
      : `Services.prefs.clearUserPref('ui.prefersReducedMotion')`,
};

/**
 * The DevTools session of each Chromium page.
 *
 * @type {WeakMap<Page, CDPSession>}
 */
const sessions = new WeakMap();

/**
 * Implements `executeServerCommand('media', { feature: 'forced-colors', value: 'active' })`; the value `null` resets the
 * feature. The runner's own `emulateMedia` supports neither forced colors nor Firefox.
 *
 * @returns {TestRunnerPlugin<{ feature: string, value: string | null }>}
 */
export const mediaPlugin = () => ({
  name: 'media',
  async executeCommand({ command, payload, session }) {
    if (command !== 'media' || !payload) return;
    const { feature, value } = payload;
    const page = /** @type {ChromeLauncher} */ (session.browser).getPage(session.id);
    if (session.browser.name === 'Firefox') {
      const { connection } = /** @type {BidiBrowser} */ (page.browser());
      const { result } = await connection.send('browsingContext.getTree', { 'moz:scope': 'chrome' });
      await connection.send('script.evaluate', {
        expression: FIREFOX_SCRIPTS[feature](value),
        awaitPromise: false,
        target: { context: result.contexts[0].context },
      });
    } else {
      // Use one session for the page, because another could not reset the feature before the next file.
      const devTools = sessions.get(page) ?? (await page.createCDPSession());
      sessions.set(page, devTools);
      await devTools.send('Emulation.setEmulatedMedia', { features: value ? [{ name: feature, value }] : [] });
    }
    return true;
  },
});
