/** A Vite plugin: the dev server prints the one address to open, and nothing else. */
export function oneAddress() {
  return {
    name: 'one-address',
    apply: 'serve',
    configureServer(server) {
      server.printUrls = () => {
        const [address] = [...server.resolvedUrls.local, ...server.resolvedUrls.network];
        server.config.logger.info(`  Open ${address}\n`);
      };
      // They would print more addresses on demand.
      server.bindCLIShortcuts = () => {};
    },
  };
}
