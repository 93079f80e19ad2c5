import { readFileSync } from 'node:fs';
import path from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';
import { transform } from 'esbuild';
import { build } from 'vite';
import { compactCss } from './compact-css.mjs';
import { keepSideEffects } from './keep-side-effects.mjs';

const root = path.resolve(import.meta.dirname, '..');

/**
 * What a page loads: bytes as a web server sends them.
 *
 * @typedef {{ brotli: number, modules?: Record<string, number> }} Size `modules`: what each of the sources comes to,
 *   minified by itself. More than its part of the whole, in which names are shortened throughout; but it changes with that
 *   one source alone, and so tells which one has grown.
 */

/**
 * Measures what `npm run build` has left in `dist`, and what a page's bundler makes of the client in there.
 *
 * @returns {Promise<Record<string, Size>>}
 */
export async function measureSize() {
  const [scriptModules, client, clientModules] = await Promise.all([
    measureModules('src/index.ts'),
    bundleClient(),
    measureModules('src/client.ts'),
  ]);
  return {
    'whop-license-check.js': { brotli: brotliSize(readDist('whop-license-check.js')), modules: scriptModules },
    'whop-license-check.iife.js': { brotli: brotliSize(readDist('whop-license-check.iife.js')) },
    'client, bundled': { brotli: brotliSize(client), modules: clientModules },
  };
}

const readDist = (file) => readFileSync(path.join(root, 'dist', file));

const brotliSize = (code) =>
  brotliCompressSync(code, { params: { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY } }).length;

/** The published client is not minified, and may share a chunk with the element. */
async function bundleClient() {
  const [{ code }] = await bundle('dist/client.js', { minify: true });
  return code;
}

async function measureModules(entry) {
  const chunks = await bundle(entry, { plugins: [keepSideEffects(), compactCss()], minify: false });
  const used = chunks.flatMap(({ modules }) => Object.entries(modules)).filter(([, { code }]) => code);
  const sizes = used.map(async ([id, { code }]) => {
    // Without tree-shaking: nothing in there uses what it has for the others.
    const minified = await transform(code, { minify: true, format: 'esm', target: 'es2022', treeShaking: false });
    return [path.relative(root, id), minified.code.trim().length];
  });
  return Object.fromEntries((await Promise.all(sizes)).sort());
}

async function bundle(input, { plugins = [], minify }) {
  const { output } = await build({
    root,
    configFile: false,
    logLevel: 'warn',
    publicDir: false,
    plugins,
    build: {
      write: false,
      target: 'es2022',
      modulePreload: false,
      reportCompressedSize: false,
      rolldownOptions: { input, preserveEntrySignatures: 'strict', output: { format: 'es', minify } },
    },
  });
  return output.filter(({ type }) => type === 'chunk');
}
