import { chmodSync, cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { integrityOf } from './integrity.mjs';
import { minifyFurther } from './minify-further.mjs';
import { buildSingleFiles, singleFiles } from './single-files.mjs';
import { viteBuild } from './vite-build.mjs';

const root = path.resolve(import.meta.dirname, '..');
const relayRoot = path.join(root, 'packages/relay');

/**
 * What is imported by a bare name: the packages that ours depend on. They stay outside.
 *
 * @param {string} id
 */
const isPackage = (id) => /^[^./]/.test(id) && !id.startsWith('src/');

await buildEntries();
await buildCommand();
await buildRelay();
makeExecutable();
await buildSingleFiles();
for (const file of readdirSync(path.join(root, 'src/i18n/locales'))) await buildLanguage(file);
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
        core: 'src/core.ts',
        testing: 'src/testing.ts',
      },
      external: isPackage,
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

/** For sellers' terminals. */
function buildCommand() {
  return viteBuild({
    target: 'es2022',
    rolldownOptions: {
      input: { 'commands/whop-license-check': 'src/commands/whop-license-check.ts' },
      external: isPackage,
      output: { format: 'es', entryFileNames: '[name].js', minify: false },
    },
  });
}

/** For servers: the package `whop-license-relay`, which leaves all that it depends on outside. */
function buildRelay() {
  return viteBuild({
    root: relayRoot,
    target: 'es2022',
    emptyOutDir: true,
    rolldownOptions: {
      input: {
        index: 'src/index.ts',
        token: 'src/token.ts',
        'no-redis': 'src/state/no-redis.ts',
        command: 'src/command.ts',
      },
      preserveEntrySignatures: 'strict',
      external: isPackage,
      output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'chunks/[name].js', minify: false },
    },
  });
}

/** `npm install` makes commands executable only when they are built before it. */
function makeExecutable() {
  for (const folder of [root, relayRoot]) {
    /** @type {{ bin: Record<string, string> }} */
    const { bin } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));
    for (const file of Object.values(bin)) chmodSync(path.join(folder, file), 0o755);
  }
}

/**
 * One language: a script that works as a classic one and as a module, in a page of any encoding.
 *
 * @param {string} file - In `src/i18n/locales`.
 */
function buildLanguage(file) {
  return viteBuild({
    rolldownOptions: {
      input: `src/i18n/locales/${file}`,
      preserveEntrySignatures: false,
      output: { format: 'iife', entryFileNames: 'locales/[name].js', minify: { codegen: { asciiOnly: true } } },
    },
    plugins: [minifyFurther({ asciiOnly: true })],
  });
}

/** Written by hand: each adds to the types of a framework that is not installed here. */
function copyFrameworkTypes() {
  cpSync(path.join(root, 'src/frameworks'), path.join(root, 'dist/frameworks'), { recursive: true });
}

function writeIntegrity() {
  const hashes = singleFiles.map((file) => [file, integrityOf(readFileSync(path.join(root, 'dist', file)))]);
  writeFileSync(path.join(root, 'dist/integrity.json'), `${JSON.stringify(Object.fromEntries(hashes), null, 2)}\n`);
}
