import { readFileSync } from 'node:fs';
import path from 'node:path';
import { compactCss } from './compact-css.mjs';
import { minifyFurther } from './minify-further.mjs';
import { renameTrustedTypesPolicy } from './rename-trusted-types-policy.mjs';
import { viteBuild } from './vite-build.mjs';

/** @import { Plugin } from 'vite' */

const { name, version, license } = JSON.parse(
  readFileSync(path.resolve(import.meta.dirname, '../package.json'), 'utf8'),
);
const TAG = 'whop-license-check';
const MODULE = 'whop-license-check.js';
const CLASSIC = 'whop-license-check.iife.js';

/** The element in one file, Lit included: for `<script type="module">`, and for a classic `<script>`. */
export const singleFiles = [MODULE, CLASSIC];

/**
 * Lit creates its Trusted Types policy as soon as it runs, and a second policy of the same name is a violation: a second
 * copy of the script has to return before that. It also returns where no element can be defined: in Node, in a worker, and
 * in an extension's content script, where `customElements` is null. The inner function is for the minifier, which shortens
 * little in a plain block.
 */
const INTRO = `"use strict";
if (!globalThis.customElements || customElements.get("${TAG}")) return;
try { (() => {`;
const OUTRO = `})(); } catch (error) {
  console.error("<${TAG}> cannot run here. Trusted Types: allow the policy ${TAG}.", error);
}`;

/** A module cannot return early, so it is the classic script and this line. */
const EXPORT = `export const WhopLicenseCheck=globalThis.customElements?.get("${TAG}");`;

/**
 * Builds both files into `dist`.
 *
 * @param {{ write?: boolean }} [options] With `write: false` nothing is written.
 * @returns {Promise<Record<string, string>>} The code of each file, by its name.
 */
export async function buildSingleFiles(options) {
  const { output } = await viteBuild({
    ...options,
    rolldownOptions: {
      input: 'src/index.ts',
      // Nothing can import from a classic script, and a name for its exports would be a global.
      preserveEntrySignatures: false,
      output: {
        format: 'iife',
        entryFileNames: CLASSIC,
        postBanner: `/*! ${name} ${version}, ${license} */`,
        // Strict inside the function only: other code in the same file, as script optimizers join it, stays as it was.
        strict: false,
        intro: INTRO,
        outro: OUTRO,
        // A classic script is read in the page's encoding, whatever that is.
        minify: { codegen: { asciiOnly: true } },
      },
    },
    plugins: [compactCss(), renameTrustedTypesPolicy(TAG), minifyFurther({ asciiOnly: true }), moduleBesideClassic()],
  });
  return Object.fromEntries(
    output.map((file) => [file.fileName, file.type === 'chunk' ? file.code : String(file.source)]),
  );
}

/**
 * A Vite plugin: the module is the classic script and an export.
 *
 * @returns {Plugin}
 */
function moduleBesideClassic() {
  return {
    name: 'module-beside-classic',
    generateBundle(_options, bundle) {
      const classic = bundle[CLASSIC];
      if (classic?.type !== 'chunk') this.error(`There is no ${CLASSIC}.`);
      this.emitFile({ type: 'asset', fileName: MODULE, source: `${classic.code}\n${EXPORT}\n` });
    },
  };
}
