/** What brings Firefox to it: from within its own window, since its driver has no command for that. */
const IN_FIREFOX = {
  'prefers-color-scheme': (value) =>
    `for (const { browsingContext } of gBrowser.browsers) browsingContext.prefersColorSchemeOverride = '${value ?? 'none'}'`,
  'forced-colors': (value) =>
    `for (const { browsingContext } of gBrowser.browsers) browsingContext.forcedColorsOverride = '${value ?? 'none'}'`,
  'prefers-reduced-motion': (value) =>
    value
      ? `Services.prefs.setIntPref('ui.prefersReducedMotion', 1)`
      : `Services.prefs.clearUserPref('ui.prefersReducedMotion')`,
};

/** The sessions of Chromium's pages. */
const devtools = new WeakMap();

/**
 * `executeServerCommand('media', { feature: 'forced-colors', value: 'active' })`, and `null` for the browser's own value
 * again: the runner's own `emulateMedia` knows neither forced colors nor Firefox.
 */
export const mediaPlugin = () => ({
  name: 'media',
  async executeCommand({ command, payload, session }) {
    if (command !== 'media') return;
    const { feature, value } = payload;
    const page = session.browser.getPage(session.id);
    if (session.browser.name === 'Firefox') {
      const { connection } = page.browser();
      const { result } = await connection.send('browsingContext.getTree', { 'moz:scope': 'chrome' });
      await connection.send('script.evaluate', {
        expression: IN_FIREFOX[feature](value),
        awaitPromise: false,
        target: { context: result.contexts[0].context },
      });
    } else {
      // One for all: what one sets, no other takes back, and the page is used for the next file.
      if (!devtools.has(page)) devtools.set(page, await page.createCDPSession());
      await devtools
        .get(page)
        .send('Emulation.setEmulatedMedia', { features: value ? [{ name: feature, value }] : [] });
    }
    return true;
  },
});
