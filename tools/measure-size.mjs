import { readFileSync } from 'node:fs';
import path from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';
import { transform } from 'esbuild';
import { build } from 'vite';
import { compactCss } from './compact-css.mjs';
import { keepSideEffects } from './keep-side-effects.mjs';
import { minifyFurther } from './minify-further.mjs';
import { resolve } from './vite-build.mjs';

const root = path.resolve(import.meta.dirname, '..');
const LIT = /^(@lit\/|lit(-html|-element)?(\/|$))/;

/**
 * What a page loads: bytes as a web server sends them.
 *
 * @typedef {{ brotli: number, modules?: Record<string, number> }} Size `modules`: what each of the sources comes to,
 *   minified by itself. More than its part of the whole, in which names are shortened throughout; but it changes with that
 *   one source alone, and so tells which one has grown. The modules of Lit are counted together, as `lit`.
 */

/**
 * Measures what `npm run build` has left in `dist`, how much of it is not Lit, and what a page's bundler makes of the client.
 *
 * @returns {Promise<Record<string, Size>>}
 */
export async function measureSize() {
  return {
    'whop-license-check.js': {
      brotli: brotliSize(readDist('whop-license-check.js')),
      modules: await measureModules('src/index.ts'),
    },
    'whop-license-check.iife.js': { brotli: brotliSize(readDist('whop-license-check.iife.js')) },
    'whop-license-check.js, Lit outside': { brotli: brotliSize(await bundleWithoutLit()) },
    'client, bundled': { brotli: brotliSize(await bundleClient()), modules: await measureModules('src/client.ts') },
  };
}

const readDist = (file) => readFileSync(path.join(root, 'dist', file));

const brotliSize = (code) =>
  brotliCompressSync(code, { params: { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY } }).length;

/** Minified as the single files are. */
async function bundleWithoutLit() {
  const plugins = [keepSideEffects(), compactCss(), minifyFurther()];
  const [{ code }] = await bundle('src/index.ts', { plugins, external: LIT, minify: true });
  return code;
}

/** The published client is not minified, and may share a chunk with the element. */
async function bundleClient() {
  const [{ code }] = await bundle('dist/client.js', { minify: true });
  return code;
}

async function measureModules(entry) {
  const chunks = await bundle(entry, { plugins: [keepSideEffects(), compactCss()], minify: false });
  const sizes = {};
  for (const [id, { code }] of chunks.flatMap(({ modules }) => Object.entries(modules))) {
    if (!code) continue;
    // Without tree-shaking: nothing in there uses what it has for the others.
    const minified = await transform(code, { minify: true, format: 'esm', target: 'es2022', treeShaking: false });
    const name = moduleName(id);
    sizes[name] = (sizes[name] ?? 0) + minified.code.trim().length;
  }
  return Object.fromEntries(Object.entries(sizes).sort());
}

function moduleName(id) {
  const [, inPackages] = id.split('/node_modules/');
  return inPackages && LIT.test(inPackages) ? 'lit' : path.relative(root, id);
}

async function bundle(input, { plugins = [], external, minify }) {
  const { output } = await build({
    root,
    configFile: false,
    logLevel: 'warn',
    publicDir: false,
    resolve,
    plugins,
    build: {
      write: false,
      target: 'es2022',
      modulePreload: false,
      reportCompressedSize: false,
      rolldownOptions: {
        input,
        external,
        preserveEntrySignatures: 'strict',
        output: { format: 'es', minify },
        checks: { pluginTimings: false },
      },
    },
  });
  return output.filter(({ type }) => type === 'chunk');
}
