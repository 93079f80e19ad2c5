/**
 * `executeServerCommand('forced-colors', 'active' | 'none')`: the runner's own `emulateMedia` sets forced colours
 * for Playwright's browsers only.
 */
export const forcedColorsPlugin = () => ({
  name: 'forced-colors',
  async executeCommand({ command, payload, session }) {
    if (command !== 'forced-colors') return;
    const devtools = await session.browser.getPage(session.id).createCDPSession();
    await devtools.send('Emulation.setEmulatedMedia', { features: [{ name: 'forced-colors', value: payload }] });
    return true;
  },
});
