import path from 'node:path';
import { serveTestApi } from './serve-test-api.mjs';
import { testApiOrigin } from './test-api-plugin.mjs';

/**
 * @import { Plugin, ViteDevServer } from 'vite'
 * @import { TestServer } from './serve-test-api.mjs'
 */

/** @typedef {{ fetch: (request: Request) => Response | Promise<Response> }} FetchServer */

/**
 * Files that the dev server must not serve. Otherwise it would serve the protected file (the last pattern) to anyone. The
 * other patterns are Vite's defaults, which this list replaces.
 */
const NEVER_SERVED = [
  '.env',
  '.env.*',
  '*.{crt,pem,key,p12,pfx,cer,der}',
  '.npmrc',
  '.yarnrc.yml',
  '**/.git/**',
  '**/for-buyers/**',
];

/**
 * A Vite plugin that runs the servers behind `demo/protected-download`, each on its own origin: a relay that calls the test
 * API's v1, and the file server. The page finds them in `<meta name="test-relay">` and `<meta name="test-download">`. They
 * do nothing until the first request. Requires the test API plugin.
 *
 * @returns {Plugin}
 */
export function protectedDownload() {
  /** @type {TestServer} */
  let relay;
  /** @type {TestServer} */
  let download;
  return {
    name: 'protected-download',
    apply: 'serve',
    config: ({ root = '.' }) => ({
      // The download server imports the packages by name. Use their source, so that nothing has to be built.
      resolve: {
        alias: {
          'whop-license-relay/token': path.resolve(root, 'packages/relay/src/token.ts'),
          'whop-license-check/core': path.resolve(root, 'src/core.ts'),
        },
      },
      server: { fs: { deny: NEVER_SERVED } },
    }),
    async configureServer(server) {
      /** @param {string} module */
      const load = (module) => server.ssrLoadModule(module);

      relay = await serveLazily(async () => {
        const { createRelay } = await load('/packages/relay/src/index.ts');
        const { makeSigningKey } = await load('/packages/relay/src/proof/make-signing-key.ts');
        const { FAKE_ACCOUNT_API_KEY } = await load('/src/testing.ts');
        return createRelay({
          whopApiKey: FAKE_ACCOUNT_API_KEY,
          whopApiBase: `${testApiOrigin(server)}/api/v1`,
          allowedOrigins: originsOf(server),
          signingKey: await makeSigningKey(),
          issuer: relay.origin,
          log: () => {},
        });
      });

      download = await serveLazily(async () => {
        const { createDownloadServer } = await load('/demo/protected-download/download-server.mjs');
        const { FAKE_PRODUCT } = await load('/src/testing.ts');
        return createDownloadServer({
          issuer: relay.origin,
          audience: originsOf(server),
          keys: `${relay.origin}/.well-known/jwks.json`,
          product: FAKE_PRODUCT,
          file: path.join(server.config.root, 'demo/protected-download/for-buyers/skerry-hat.txt'),
        });
      });
    },
    transformIndexHtml() {
      const addresses = { 'test-relay': relay.origin, 'test-download': `${download.origin}/download` };
      return Object.entries(addresses).map(([name, content]) => ({
        tag: 'meta',
        attrs: { name, content },
        injectTo: 'head',
      }));
    },
    closeBundle() {
      relay?.close();
      download?.close();
    },
  };
}

/**
 * Listens at once, but creates the handler at the first request.
 *
 * @param {() => Promise<FetchServer>} createHandler
 */
function serveLazily(createHandler) {
  /** @type {Promise<FetchServer> | undefined} */
  let handler;
  return serveTestApi(async (request) => (await (handler ??= createHandler())).fetch(request));
}

/**
 * The origins of the dev server's pages, under both `localhost` and the loopback address.
 *
 * @param {ViteDevServer} server
 */
function originsOf({ resolvedUrls }) {
  const { local = [], network = [] } = resolvedUrls ?? {};
  const origins = [...local, ...network].map((address) => new URL(address).origin);
  return [...origins, ...origins.map((origin) => origin.replace('//localhost', '//127.0.0.1'))];
}
