import { execFile } from 'node:child_process';
import { cpSync, existsSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { promisify } from 'node:util';
import { build as buildWithEsbuild } from 'esbuild';
import { build as buildWithVite } from 'vite';

const run = promisify(execFile);

/** The large bundlers are installed here. */
const packageTools = import.meta.dirname;
const require = createRequire(path.join(packageTools, 'package.json'));

/**
 * The bundlers that sellers use. Each takes the folder of a page (`index.html` and `main.js`), and writes the files that a
 * browser loads.
 *
 * @type {Record<string, (page: string, out: string) => Promise<unknown>>}
 */
export const bundlers = {
  Vite: (page, out) =>
    buildWithVite({
      root: page,
      base: './',
      configFile: false,
      logLevel: 'warn',
      build: { outDir: out, emptyOutDir: true, modulePreload: false },
    }),

  async esbuild(page, out) {
    await buildWithEsbuild({
      entryPoints: [path.join(page, 'main.js')],
      outdir: out,
      bundle: true,
      minify: true,
      format: 'esm',
    });
    copyHtml(page, out);
  },

  async Rollup(page, out) {
    const { rollup } = require('rollup');
    const { nodeResolve } = require('@rollup/plugin-node-resolve');
    const bundle = await rollup({ input: path.join(page, 'main.js'), plugins: [nodeResolve({ browser: true })] });
    await bundle.write({ dir: out, format: 'es' });
    await bundle.close();
    copyHtml(page, out);
  },

  async webpack(page, out) {
    const compiler = require('webpack')({
      mode: 'production',
      context: page,
      entry: './main.js',
      output: { path: out, filename: 'main.js' },
    });
    const stats = await promisify(compiler.run.bind(compiler))();
    await promisify(compiler.close.bind(compiler))();
    if (stats.hasErrors() || stats.hasWarnings()) throw new Error(stats.toString());
    copyHtml(page, out);
  },

  async Parcel(page, out) {
    const args = [
      'build',
      'index.html',
      '--dist-dir',
      out,
      '--cache-dir',
      `${out}-cache`,
      '--no-autoinstall',
      '--no-source-maps',
      '--public-url',
      './',
    ];
    await run(path.join(packageTools, 'node_modules/.bin/parcel'), args, {
      cwd: page,
      env: { ...process.env, NODE_ENV: 'production' },
    }).catch(({ stdout, stderr }) => {
      throw new Error(`${stdout}${stderr}`);
    });
  },
};

/**
 * Tells whether to skip a suite that needs these packages, for `describe(…, { skip: … })`. Also logs the reason.
 *
 * @param {string[]} names
 * @returns What is missing; `false` if nothing is.
 */
export function missingFromPackageTools(...names) {
  const name = names.find((name) => !existsSync(path.join(packageTools, 'node_modules', name, 'package.json')));
  if (!name) return false;
  const reason = `no ${name}: npm ci --prefix test/package`;
  console.error(`skipped: ${reason}`);
  return reason;
}

/**
 * Returns all the JavaScript that a bundler wrote.
 *
 * @param {string} out
 */
export function scriptIn(out) {
  const files = readdirSync(out, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.js'));
  return files.map((file) => readFileSync(path.join(out, file), 'utf8')).join('\n');
}

/**
 * @param {string} page
 * @param {string} out
 */
function copyHtml(page, out) {
  cpSync(path.join(page, 'index.html'), path.join(out, 'index.html'));
}
