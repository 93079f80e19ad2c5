import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { classicScript, minified, viteBuild } from './vite-build.mjs';

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

/**
 * The value for the `integrity` attribute.
 *
 * @param {string | Buffer} script
 */
export const integrityOf = (script) => `sha384-${createHash('sha384').update(script).digest('base64')}`;

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
    ...minified,
    ...options,
    rolldownOptions: {
      input: 'src/index.ts',
      // Nothing can import from a classic script, and a name for its exports would be a global.
      preserveEntrySignatures: false,
      output: {
        ...classicScript,
        entryFileNames: CLASSIC,
        postBanner: `/*! ${name} ${version}, ${license} */\n!`,
        // Strict inside the function only: other code in the same file, as script optimizers join it, stays as it was.
        strict: false,
        intro: INTRO,
        outro: OUTRO,
      },
    },
    plugins: [ownTrustedTypesPolicy, moduleBesideClassic],
  });
  return Object.fromEntries(
    output.map((file) => [file.fileName, file.type === 'chunk' ? file.code : `${file.source}`]),
  );
}

/**
 * Lit calls its Trusted Types policy `lit-html` and offers no way to change that; a page that uses Lit itself would have
 * two policies of that name, which its security policy may forbid.
 *
 * @type {import('vite').Plugin}
 */
const ownTrustedTypesPolicy = {
  name: 'own-trusted-types-policy',
  transform: {
    filter: { code: 'createPolicy("lit-html"' },
    handler: (code) => code.replace('createPolicy("lit-html"', `createPolicy("${TAG}"`),
  },
};

/**
 * The module is the classic script and an export.
 *
 * @type {import('vite').Plugin}
 */
const moduleBesideClassic = {
  name: 'module-beside-classic',
  generateBundle(_options, bundle) {
    const { code } = /** @type {import('rolldown').OutputChunk} */ (bundle[CLASSIC]);
    this.emitFile({ type: 'asset', fileName: MODULE, source: `${code}\n${EXPORT}\n` });
  },
};
