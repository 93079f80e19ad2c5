import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { buildSingleFiles, integrityOf, singleFiles } from './single-files.mjs';
import { testApiOrigin } from './test-api-plugin.mjs';

/** @type {Record<string, string>} */
const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain',
};
const DEMO = /^\/demo\/(static-site|desktop-webview)\/([\w.-]*)(\?.*)?$/;
const WHOP_ORIGIN = 'https://api.whop.com';

/**
 * A Vite plugin that serves some demos like a plain web server would: without Vite's changes, with the headers from their
 * `_headers` file, and with the built element next to them. The only change is that they use the test API instead of Whop.
 * Requires the test API plugin.
 *
 * @returns {import('vite').Plugin}
 */
export function plainDemos() {
  /** @type {ReturnType<typeof buildSingleFiles> | undefined} */
  let built;
  const codeOf = async (/** @type {string} */ file) => (await (built ??= buildSingleFiles({ write: false })))[file];
  return {
    name: 'plain-demos',
    apply: 'serve',
    // Keep Vite from scanning these demos for dependencies.
    config: () => ({
      optimizeDeps: { entries: ['index.html', 'demo/product-page/*.html', 'demo/protected-download/*.html'] },
    }),
    configureServer(server) {
      /** @type {(demo: string, file: string) => Promise<string>} */
      const read = (demo, file) => readFile(path.join(server.config.root, 'demo', demo, file), 'utf8');

      // The playground's snippets contain the hashes of the files in the package.
      server.middlewares.use('/demo/playground/integrity.json', async (_request, response) => {
        const hashes = await Promise.all(singleFiles.map(async (file) => [file, integrityOf(await codeOf(file))]));
        response.setHeader('Content-Type', 'application/json');
        response.end(JSON.stringify(Object.fromEntries(hashes)));
      });

      server.middlewares.use(async (request, response, next) => {
        const [, demo, name] = DEMO.exec(request.url ?? '') ?? [];
        if (!demo) return next();
        const file = name || 'index.html';
        try {
          const text = singleFiles.includes(file) ? await codeOf(file) : await read(demo, file);
          const isPage = file.endsWith('.html');
          const headers = isPage ? await read(demo, '_headers').then(parseHeaders, () => []) : [];
          for (const [header, value] of headers)
            response.setHeader(header, value.replaceAll(WHOP_ORIGIN, testApiOrigin(server)));
          response.setHeader('Content-Type', TYPES[path.extname(file)] ?? 'application/octet-stream');
          response.end(
            isPage ? text.replaceAll('<whop-license-check', `$& api-base="${testApiOrigin(server)}/api/v2"`) : text,
          );
        } catch {
          response.writeHead(404).end();
        }
      });
    },
  };
}

/**
 * Parses the format of Netlify and Cloudflare Pages: a path, then lines of `  Name: value`.
 *
 * @param {string} text
 */
function parseHeaders(text) {
  return [...text.matchAll(/^ +([\w-]+): *(.+)$/gm)].map(([, name, value]) => [name, value]);
}
