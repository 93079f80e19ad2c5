/**
 * The types of each entry, in one file of its own: part of `npm run build`. The JavaScript is built by tools/build.mjs.
 *
 * With `--configReport=docs/api-report`, as in `npm run docs`, it writes the API report instead: the types without comments.
 */
import { readdirSync } from 'node:fs';
import { dts } from 'rollup-plugin-dts';

/** @typedef {{ name: string, folder: string, input: Record<string, string>, external: string[] }} Entry */

const languages = readdirSync('src/i18n/locales').map((file) => file.replace('.ts', ''));
const locales = languages.map((language) => [`locales/${language}`, `./src/i18n/locales/${language}.ts`]);

const entries = [
  tag({ element: './src/element.ts' }),
  // Two copies of the class would be two types, so this one imports the element's.
  tag({ index: './src/index.ts' }, ['./element.js']),
  tag({ client: './src/client.ts' }),
  tag({ core: './src/core.ts' }),
  tag({ testing: './src/testing.ts' }),
  // Together, because they have nothing in common, which would be a third file.
  relay({ index: './packages/relay/src/index.ts', token: './packages/relay/src/token.ts' }),
];

export default (/** @type {{ configReport?: string }} */ { configReport: report }) =>
  report
    ? entries.map(({ name, ...entry }) => types(`${report}/${name}`, entry, true))
    : [...entries, tag(Object.fromEntries(locales))].map((entry) => types(`${entry.folder}/dist`, entry, false));

/**
 * @param {Record<string, string>} input
 * @param {string[]} [external]
 * @returns {Entry}
 */
function tag(input, external = []) {
  return { name: 'whop-license-check', folder: '.', input, external };
}

/**
 * @param {Record<string, string>} input
 * @returns {Entry}
 */
function relay(input) {
  return { name: 'whop-license-relay', folder: 'packages/relay', input, external: [] };
}

/**
 * @param {string} dir
 * @param {Omit<Entry, 'name'>} entry
 * @param {boolean} removeComments
 */
function types(dir, { folder, input, external }, removeComments) {
  return {
    input,
    // Other packages, and what is named.
    external: [/^[a-z]/, ...external],
    output: { dir },
    plugins: [dts({ tsconfig: `${folder}/tsconfig.json`, compilerOptions: { stripInternal: true, removeComments } })],
  };
}
