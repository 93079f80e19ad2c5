import { chmodSync, cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { buildSingleFiles, integrityOf, singleFiles } from './single-files.mjs';
import { classicScript, minified, viteBuild } from './vite-build.mjs';

const root = path.resolve(import.meta.dirname, '..');
const relayRoot = path.join(root, 'packages/relay');

/** What is imported by a bare name: the packages that ours depend on. They stay outside. */
const external = (/** @type {string} */ id) => /^[^./]/.test(id) && !id.startsWith('src/');

// For bundlers: an entry for each purpose.
await viteBuild({
  emptyOutDir: true,
  rolldownOptions: modules({
    index: 'src/index.ts',
    element: 'src/element.ts',
    client: 'src/client.ts',
    core: 'src/core.ts',
    testing: 'src/testing.ts',
  }),
});
// For sellers' terminals.
await viteBuild({
  target: 'es2022',
  rolldownOptions: modules({ 'commands/whop-license-check': 'src/commands/whop-license-check.ts' }),
});
// For servers: the package `whop-license-relay`.
await viteBuild({
  root: relayRoot,
  target: 'es2022',
  emptyOutDir: true,
  rolldownOptions: modules({
    index: 'src/index.ts',
    token: 'src/token.ts',
    'no-redis': 'src/state/no-redis.ts',
    command: 'src/command.ts',
  }),
});
makeExecutable();
await buildSingleFiles();
for (const file of readdirSync(path.join(root, 'src/i18n/locales'))) await buildLanguage(file);
// Written by hand: each adds to the types of a framework that is not installed here.
cpSync(path.join(root, 'src/frameworks'), path.join(root, 'dist/frameworks'), { recursive: true });
writeIntegrity();

/**
 * @param {Record<string, string>} input
 * @returns {import('vite').Rolldown.RolldownOptions}
 */
function modules(input) {
  return {
    input,
    preserveEntrySignatures: 'strict',
    external,
    output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'chunks/[name].js', minify: false },
  };
}

/** `npm install` makes commands executable only when they are built before it. */
function makeExecutable() {
  for (const folder of [root, relayRoot]) {
    const { bin } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));
    for (const file of Object.values(bin)) chmodSync(path.join(folder, file), 0o755);
  }
}

/**
 * One language: a script that works as a classic one and as a module, in a page of any encoding.
 *
 * @param {string} file In src/i18n/locales.
 */
function buildLanguage(file) {
  return viteBuild({
    ...minified,
    rolldownOptions: {
      input: `src/i18n/locales/${file}`,
      preserveEntrySignatures: false,
      output: { ...classicScript, entryFileNames: 'locales/[name].js' },
    },
  });
}

function writeIntegrity() {
  const hashes = singleFiles.map((file) => [file, integrityOf(readFileSync(path.join(root, 'dist', file)))]);
  writeFileSync(path.join(root, 'dist/integrity.json'), `${JSON.stringify(Object.fromEntries(hashes), null, 2)}\n`);
}
