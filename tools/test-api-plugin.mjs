import { serveTestApi } from './serve-test-api.mjs';

/**
 * A Vite plugin: beside the dev server, the test API runs on an origin of its own, so that CORS, preflights and broken
 * connections are the browser's own. Pages find it in `<meta name="test-api" content="http://…/api/v2">`.
 */
export function testApi() {
  let api;
  return {
    name: 'test-api',
    apply: 'serve',
    /** For other plugins: where it listens. */
    api: { origin: () => api.origin },
    async configureServer(server) {
      let fakeWhop;
      api = await serveTestApi(async (request) => {
        fakeWhop ??= server.ssrLoadModule('/src/testing.ts').then(({ createFakeWhop }) => createFakeWhop());
        return (await fakeWhop)(request);
      });
    },
    transformIndexHtml() {
      return [{ tag: 'meta', attrs: { name: 'test-api', content: `${api.origin}/api/v2` }, injectTo: 'head' }];
    },
    closeBundle() {
      api?.close();
    },
  };
}
