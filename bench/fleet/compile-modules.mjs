import path from 'node:path';
import { build } from 'esbuild';

/** What a page has of its own. The rest is the same for all: `URL`, `AbortController`, `TextDecoder`, `Intl`. */
const GLOBALS = [
  'globalThis',
  'Date',
  'Math',
  'setTimeout',
  'clearTimeout',
  'fetch',
  'navigator',
  'addEventListener',
  'removeEventListener',
  'console',
];

const ENTRY = `
import { LicenseSession } from './license-session.ts';
import { cleanLicenseKey } from './license-key.ts';
import { english } from './element-messages.ts';
import { inWords } from './messages.ts';
import { listenToPage } from './page-moments.ts';
import { readCheckSettings } from './validation-request.ts';

handOver({ LicenseSession, cleanLicenseKey, english, inWords, listenToPage, readCheckSettings });
`;

/** Variables of a module that change: they begin empty, or with one of these words. */
const STATE = /^ {2}var (\w+)(?: = (?:\/\* @__PURE__ \*\/ )?(new (?:Map|Set)\(\)|true|false|null|0|void 0|""))?;$/gm;

/**
 * The tag's own modules, all but the element, as one function.
 *
 * @param {(code: string) => string} alter For those who want to see what goes wrong when the code is.
 * @returns {Promise<(globals: object) => { modules: object, fresh(): unknown[], read(): unknown[], write(state: unknown[]): void }>}
 *   Loads them, with those globals; the others make, read and change their state.
 */
export async function compileModules(alter = (code) => code) {
  const { outputFiles } = await build({
    stdin: { contents: ENTRY, resolveDir: path.resolve(import.meta.dirname, '../../src'), loader: 'ts' },
    bundle: true,
    write: false,
    format: 'iife',
    target: 'es2022',
  });
  const { text } = outputFiles[0];
  const state = [...text.matchAll(STATE)];
  const names = `[${state.map(([, name]) => name).join(', ')}]`;
  const fresh = `[${state.map(([, , value]) => value ?? 'undefined').join(', ')}]`;
  const code = alter(text).replace(
    'handOver({',
    `handOver({ fresh: () => ${fresh}, read: () => ${names}, write: (state) => { ${names} = state; } }, {`,
  );
  const load = new Function(...GLOBALS, 'handOver', code);
  return (globals) => {
    let loaded;
    load(...GLOBALS.map((name) => globals[name]), (access, modules) => (loaded = { ...access, modules }));
    return loaded;
  };
}
