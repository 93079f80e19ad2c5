import { createHash } from 'node:crypto';
import { chmodSync, cpSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { build } from 'vite';
import { compactCss } from './compact-css.mjs';
import { keepSideEffects } from './keep-side-effects.mjs';
import { minifyFurther } from './minify-further.mjs';

const root = path.resolve(import.meta.dirname, '..');
const { name, version, license, bin } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));

/**
 * Chromium 87, Safari 15, Firefox 91. Named as newer ones, for which Vite rewrites less than need be: every `?.` on account
 * of a fault with `f?.(...spread, last)` only, and every private member on account of one with parameters in the
 * initialiser of a field. test/node/single-files.test.mjs keeps both out, and all that those three do not have.
 */
const pageTarget = ['chrome98', 'safari16', 'firefox93'];
const banner = `/*! ${name} ${version}, ${license} */`;
/** What a server's leave outside: everything. */
const externalOnServers = /^[^./]/;
const singleFiles = ['whop-license-check.js', 'whop-license-check.iife.js'];

await buildEntries();
await buildServerEntries();
makeExecutable();
await buildModule();
await buildClassicScript();
copyFrameworkTypes();
writeIntegrity();

/** For bundlers: an entry for each purpose. */
function buildEntries() {
  return viteBuild({
    emptyOutDir: true,
    rolldownOptions: {
      input: {
        index: 'src/index.ts',
        element: 'src/element.ts',
        client: 'src/client.ts',
        testing: 'src/testing/index.ts',
      },
      preserveEntrySignatures: 'strict',
      output: {
        format: 'es',
        entryFileNames: '[name].js',
        chunkFileNames: 'chunks/[name].js',
        minify: false,
      },
    },
  });
}

/** For servers, all of which know newer syntax than the pages' browsers. */
function buildServerEntries() {
  return viteBuild({
    target: 'es2022',
    rolldownOptions: {
      input: {
        relay: 'src/relay/index.ts',
        token: 'src/token.ts',
        'no-redis': 'src/relay/state/no-redis.ts',
        'commands/whop-license-relay': 'src/commands/whop-license-relay.ts',
        'commands/whop-license-check': 'src/commands/whop-license-check.ts',
      },
      preserveEntrySignatures: 'strict',
      external: (id) => externalOnServers.test(id) && !id.startsWith('src/'),
      output: {
        format: 'es',
        entryFileNames: '[name].js',
        chunkFileNames: 'chunks/server/[name].js',
        minify: false,
      },
    },
  });
}

/** `npm install` does it only for what was built before. */
function makeExecutable() {
  for (const file of Object.values(bin)) chmodSync(path.join(root, file), 0o755);
}

/** `<script type="module">` from a CDN: everything in one file. */
function buildModule() {
  return viteBuild({
    rolldownOptions: {
      input: 'src/index.ts',
      preserveEntrySignatures: 'strict',
      output: { format: 'es', entryFileNames: singleFiles[0], postBanner: banner, minify: true },
    },
    plugins: [compactCss(), minifyFurther()],
  });
}

/** A classic script, for pages from `file://` and webviews: modules do not load there. */
function buildClassicScript() {
  return viteBuild({
    rolldownOptions: {
      input: 'src/index.ts',
      // Nothing can import from it, and a name for the exports would be a global.
      preserveEntrySignatures: false,
      output: {
        format: 'iife',
        entryFileNames: singleFiles[1],
        postBanner: banner,
        // Within the wrapper: scripts that a page has joined to this one stay as they were.
        strict: false,
        intro: '"use strict";',
        // The page that a classic script stands in may have any encoding.
        minify: { codegen: { asciiOnly: true } },
      },
    },
    plugins: [compactCss(), minifyFurther({ asciiOnly: true })],
  });
}

/** Written by hand: each adds to the types of a framework that is not installed here. */
function copyFrameworkTypes() {
  cpSync(path.join(root, 'src/frameworks'), path.join(root, 'dist/frameworks'), { recursive: true });
}

function viteBuild({ rolldownOptions, plugins = [], emptyOutDir = false, target = pageTarget }) {
  return build({
    root,
    configFile: false,
    logLevel: 'warn',
    publicDir: false,
    plugins: [keepSideEffects(), ...plugins],
    build: {
      outDir: 'dist',
      emptyOutDir,
      target,
      modulePreload: false,
      reportCompressedSize: false,
      rolldownOptions,
    },
  });
}

/** What a page puts into `integrity="…"`. */
function writeIntegrity() {
  const hashes = singleFiles.map((file) => {
    const bytes = readFileSync(path.join(root, 'dist', file));
    return [file, `sha384-${createHash('sha384').update(bytes).digest('base64')}`];
  });
  writeFileSync(path.join(root, 'dist/integrity.json'), `${JSON.stringify(Object.fromEntries(hashes), null, 2)}\n`);
}
