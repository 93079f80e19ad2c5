import path from 'node:path';
import { serveTestApi } from './serve-test-api.mjs';

/**
 * The dev server serves all else that is in the project's folder: the last of these would be a way around the lock. The
 * others are Vite's own list, which this one comes in the place of.
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
 * A Vite plugin: what stands behind `demo/protected-download`, each on an origin of its own: a relay that asks the test
 * API's v1, and the server that sends the file. The page finds them in `<meta name="test-relay">` and
 * `<meta name="test-download">`. Neither does anything before it is asked. Needs the plugin of the test API.
 */
export function protectedDownload() {
  let relay;
  let download;
  return {
    name: 'protected-download',
    apply: 'serve',
    config: ({ root = '.' }) => ({
      // The download server is written as a seller's is. The package is its source here, so that nothing must be built.
      resolve: {
        alias: {
          'whop-license-relay/token': path.resolve(root, 'packages/relay/src/token.ts'),
          'whop-license-check/core': path.resolve(root, 'src/core.ts'),
        },
      },
      server: { fs: { deny: NEVER_SERVED } },
    }),
    async configureServer(server) {
      const load = (module) => server.ssrLoadModule(module);
      const whop = server.config.plugins.find(({ name }) => name === 'test-api').api;

      relay = await serveLazily(async () => {
        const { createRelay } = await load('/packages/relay/src/index.ts');
        const { makeSigningKey } = await load('/packages/relay/src/proof/make-signing-key.ts');
        const { FAKE_ACCOUNT_API_KEY } = await load('/src/testing.ts');
        return createRelay({
          whopApiKey: FAKE_ACCOUNT_API_KEY,
          whopApiBase: `${whop.origin()}/api/v1`,
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

/** Listens at once, and makes what answers when it is asked for the first time. */
function serveLazily(make) {
  let made;
  return serveTestApi(async (request) => (await (made ??= make())).fetch(request));
}

/** Of the pages, once they are served. Who opens them by the loopback address in the place of its name is no stranger. */
function originsOf({ resolvedUrls: { local, network } }) {
  const origins = [...local, ...network].map((address) => new URL(address).origin);
  return [...origins, ...origins.map((origin) => origin.replace('//localhost', '//127.0.0.1'))];
}
