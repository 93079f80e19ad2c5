import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { integrityOf } from './integrity.mjs';
import { buildSingleFiles, singleFiles } from './single-files.mjs';

const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain',
};
const DEMO = /^\/demo\/(static-site|desktop-webview)\/([\w.-]*)(\?.*)?$/;
const WHOP = 'https://api.whop.com';

/**
 * A Vite plugin: the demos that are plain files, served as a plain web server does, with nothing of Vite's in them and with
 * the headers of their `_headers`. Each has the built element beside it, as a seller puts it there. All that is changed is
 * that the test API answers in Whop's place. Needs the plugin of the test API.
 */
export function plainDemos() {
  let built;
  const codeOf = async (file) => (await (built ??= buildSingleFiles({ write: false })))[file];
  return {
    name: 'plain-demos',
    apply: 'serve',
    // What they import is no dependency of Vite's.
    config: () => ({
      optimizeDeps: { entries: ['index.html', 'demo/product-page/*.html', 'demo/protected-download/*.html'] },
    }),
    configureServer(server) {
      const { api } = server.config.plugins.find(({ name }) => name === 'test-api');
      const read = (demo, file) => readFile(path.join(server.config.root, 'demo', demo, file), 'utf8');

      // For the playground: what is copied there must name the hashes of the files that the package has.
      server.middlewares.use('/demo/playground/integrity.json', async (_request, response) => {
        const hashes = await Promise.all(singleFiles.map(async (file) => [file, integrityOf(await codeOf(file))]));
        response.setHeader('Content-Type', 'application/json');
        response.end(JSON.stringify(Object.fromEntries(hashes)));
      });

      server.middlewares.use(async (request, response, next) => {
        const [, demo, name] = DEMO.exec(request.url) ?? [];
        if (!demo) return next();
        const file = name || 'index.html';
        try {
          const text = singleFiles.includes(file) ? await codeOf(file) : await read(demo, file);
          const isPage = file.endsWith('.html');
          const headers = isPage ? await read(demo, '_headers').then(headersOf, () => []) : [];
          for (const [header, value] of headers) response.setHeader(header, value.replaceAll(WHOP, api.origin()));
          response.setHeader('Content-Type', TYPES[path.extname(file)] ?? 'application/octet-stream');
          response.end(isPage ? text.replaceAll('<whop-license-check', `$& api-base="${api.origin()}/api/v2"`) : text);
        } catch {
          response.writeHead(404).end();
        }
      });
    },
  };
}

/** Of the form that Netlify and Cloudflare Pages read: a path, and below it `  Name: value`. */
function headersOf(text) {
  return [...text.matchAll(/^ +([\w-]+): *(.+)$/gm)].map(([, name, value]) => [name, value]);
}
