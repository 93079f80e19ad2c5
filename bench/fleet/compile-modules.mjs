import path from 'node:path';
import { build } from 'esbuild';

/** The globals that differ from page to page. All pages share the others: `URL`, `AbortController`, `TextDecoder`, `Intl`. */
const PAGE_GLOBALS = [
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
  'document',
];

const ENTRY = `
import { LicenseSession } from './session/license-session.ts';
import { cleanLicenseKey } from './check/license-key.ts';
import { listenToPageEvents } from './session/page-events.ts';
import { readCheckSettings } from './check/check-settings.ts';

exportModules({ LicenseSession, cleanLicenseKey, listenToPageEvents, readCheckSettings });
`;

/** Matches the mutable variables of a module, which start out empty or with one of these values. */
const MUTABLE_VARIABLES =
  /^ {2}var (\w+)(?: = (?:\/\* @__PURE__ \*\/ )?(new (?:Map|Set)\(\)|true|false|null|0|void 0|""))?;$/gm;

/**
 * Compiles the tag's own modules, without the element, into one function.
 *
 * @param {(code: string) => string} alter - Changes the code, to see whether the measurement notices a bug.
 * @returns {Promise<(globals: object) => { modules: object, fresh(): unknown[], read(): unknown[], write(state: unknown[]): void }>}
 *   A function that loads the modules with a page's globals. `fresh`, `read` and `write` create, read and replace the
 *   modules' state.
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
  const state = [...text.matchAll(MUTABLE_VARIABLES)];
  const names = `[${state.map(([, name]) => name).join(', ')}]`;
  const fresh = `[${state.map(([, , value]) => value ?? 'undefined').join(', ')}]`;
  const code = alter(text).replace(
    'exportModules({',
    `exportModules({ fresh: () => ${fresh}, read: () => ${names}, write: (state) => { ${names} = state; } }, {`,
  );
  const load = new Function(...PAGE_GLOBALS, 'exportModules', code);
  return (globals) => {
    let loaded;
    load(...PAGE_GLOBALS.map((name) => globals[name]), (access, modules) => (loaded = { ...access, modules }));
    return loaded;
  };
}
