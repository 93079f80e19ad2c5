/** A Vite plugin that makes the dev server print only the one address to open. */
export function oneAddress() {
  return {
    name: 'one-address',
    apply: 'serve',
    configureServer(server) {
      server.printUrls = () => {
        const [address] = [...server.resolvedUrls.local, ...server.resolvedUrls.network];
        server.config.logger.info(`  Open ${address}\n`);
      };
      // The shortcuts would print more addresses.
      server.bindCLIShortcuts = () => {};
    },
  };
}
