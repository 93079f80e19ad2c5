import { serveTestApi } from './serve-test-api.mjs';

/**
 * @import { Plugin, ViteDevServer } from 'vite'
 * @import { TestServer } from './serve-test-api.mjs'
 */

/**
 * A Vite plugin that runs the test API next to the dev server, on its own origin, so that CORS, preflights and broken
 * connections are real. Pages find it in `<meta name="test-api" content="http://…/api/v2">`.
 *
 * @returns {Plugin}
 */
export function testApi() {
  /** @type {TestServer} */
  let api;
  return {
    name: 'test-api',
    apply: 'serve',
    api: { origin: () => api.origin },
    async configureServer(server) {
      /** @type {Promise<(request: Request) => Promise<Response>> | undefined} */
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

/**
 * For other plugins: the test API's origin.
 *
 * @param {ViteDevServer} server
 * @returns {string}
 */
export function testApiOrigin({ config }) {
  return config.plugins.find(({ name }) => name === 'test-api')?.api.origin();
}
