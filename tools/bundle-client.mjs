/**
 * Writes what a page's bundler makes of `import { validateLicense } from 'whop-license-check/client'`, for the size
 * gate: the published file is not minified, and may share a chunk with the element.
 */
import path from 'node:path';
import { build } from 'vite';

const root = path.resolve(import.meta.dirname, '..');

await build({
  root,
  configFile: false,
  logLevel: 'warn',
  publicDir: false,
  build: {
    outDir: 'node_modules/.cache/size',
    target: 'es2022',
    modulePreload: false,
    reportCompressedSize: false,
    rolldownOptions: {
      input: 'dist/client.js',
      preserveEntrySignatures: 'strict',
      output: { format: 'es', entryFileNames: 'client.js', minify: true },
    },
  },
});
