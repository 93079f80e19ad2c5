/**
 * A Vite plugin that makes the dev server print only the one address to open.
 *
 * @returns {import('vite').Plugin}
 */
export function oneAddress() {
  return {
    name: 'one-address',
    apply: 'serve',
    configureServer(server) {
      server.printUrls = () => {
        const { local = [], network = [] } = server.resolvedUrls ?? {};
        const [address] = [...local, ...network];
        server.config.logger.info(`  Open ${address}\n`);
      };
      // The shortcuts would print more addresses.
      server.bindCLIShortcuts = () => {};
    },
  };
}
