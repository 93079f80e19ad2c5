import { readFileSync } from 'node:fs';
import path from 'node:path';
import { compactCss } from './compact-css.mjs';
import { minifyFurther } from './minify-further.mjs';
import { viteBuild } from './vite-build.mjs';

const { name, version, license } = JSON.parse(
  readFileSync(path.resolve(import.meta.dirname, '../package.json'), 'utf8'),
);
const banner = `/*! ${name} ${version}, ${license} */`;

/** The element in one file: how each is built. */
export const singleFiles = { 'whop-license-check.js': buildModule, 'whop-license-check.iife.js': buildClassicScript };

/** `<script type="module">`, from a CDN too. */
function buildModule(options) {
  return viteBuild({
    ...options,
    rolldownOptions: {
      input: 'src/index.ts',
      preserveEntrySignatures: 'strict',
      output: { format: 'es', entryFileNames: 'whop-license-check.js', postBanner: banner, minify: true },
    },
    plugins: [compactCss(), minifyFurther()],
  });
}

/** A classic script, for pages from `file://` and webviews: modules do not load there. */
function buildClassicScript(options) {
  return viteBuild({
    ...options,
    rolldownOptions: {
      input: 'src/index.ts',
      // Nothing can import from it, and a name for the exports would be a global.
      preserveEntrySignatures: false,
      output: {
        format: 'iife',
        entryFileNames: 'whop-license-check.iife.js',
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
