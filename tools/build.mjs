import { chmodSync, cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { integrityOf } from './integrity.mjs';
import { minifyFurther } from './minify-further.mjs';
import { singleFiles } from './single-files.mjs';
import { viteBuild } from './vite-build.mjs';

const root = path.resolve(import.meta.dirname, '..');
const { bin } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));

/** What a server's leave outside: everything. */
const externalOnServers = /^[^./]/;

await buildEntries();
await buildServerEntries();
makeExecutable();
for (const build of Object.values(singleFiles)) await build();
for (const file of readdirSync(path.join(root, 'src/locales'))) await buildLanguage(file);
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

/** One language: a script that works as a classic one and as a module, in a page of any encoding. */
function buildLanguage(file) {
  return viteBuild({
    rolldownOptions: {
      input: `src/locales/${file}`,
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
  const hashes = Object.keys(singleFiles).map((file) => [
    file,
    integrityOf(readFileSync(path.join(root, 'dist', file))),
  ]);
  writeFileSync(path.join(root, 'dist/integrity.json'), `${JSON.stringify(Object.fromEntries(hashes), null, 2)}\n`);
}
