/**
 * The types of each entry, in one file of its own: part of `npm run build`. The JavaScript is built by tools/build.mjs.
 */
import { readdirSync } from 'node:fs';
import { dts } from 'rollup-plugin-dts';

const languages = readdirSync('src/i18n/locales').map((file) => file.replace('.ts', ''));
const locales = languages.map((language) => [`locales/${language}`, `./src/i18n/locales/${language}.ts`]);

export default [
  types('.', { element: './src/element.ts' }),
  // Two copies of the class would be two types, so this one imports the element's.
  types('.', { index: './src/index.ts' }, ['./element.js']),
  types('.', { client: './src/client.ts' }),
  types('.', { core: './src/core.ts' }),
  types('.', { testing: './src/testing.ts' }),
  types('.', Object.fromEntries(locales)),
  types('packages/relay', { index: './packages/relay/src/index.ts' }),
  types('packages/relay', { token: './packages/relay/src/token.ts' }),
];

function types(folder, input, external = []) {
  return {
    input,
    // Other packages, and what is named.
    external: [/^[a-z]/, ...external],
    output: { dir: `${folder}/dist` },
    plugins: [dts({ tsconfig: `${folder}/tsconfig.json`, compilerOptions: { stripInternal: true } })],
  };
}
