import path from 'node:path';
import { build } from 'vite';

const checkout = path.resolve(import.meta.dirname, '..');

/**
 * Chromium 87, Safari 15, Firefox 91. Named as newer ones, for which Vite rewrites less than need be: every `?.` on account
 * of a fault with `f?.(...spread, last)` only, and every private member on account of one with parameters in the
 * initializer of a field. test/node/single-files.test.mjs keeps both out, and all that those three do not have.
 */
const pageTarget = ['chrome98', 'safari16', 'firefox93'];

/** Vite's own conditions, without `development`: Lit's development build is larger, and warns on the console. */
export const resolve = { conditions: ['module', 'browser'] };

/**
 * What package.json says of side effects is for the files in dist/, and the bundler would take it for those in src/: an
 * `import './module.js'` there is kept.
 */
const treeshake = { moduleSideEffects: [{ test: /\/node_modules\//, sideEffects: false }] };

/**
 * One build into `dist`; with `write: false` it stays in memory, and is what this resolves to.
 *
 * @param {import('vite').BuildEnvironmentOptions & Pick<import('vite').UserConfig, 'root' | 'plugins'>} options
 * @returns {Promise<import('rolldown').RolldownOutput>}
 */
export function viteBuild({ root = checkout, plugins = [], rolldownOptions, ...options }) {
  const built = build({
    root,
    configFile: false,
    logLevel: 'warn',
    publicDir: false,
    resolve,
    plugins,
    build: {
      outDir: 'dist',
      emptyOutDir: false,
      target: pageTarget,
      modulePreload: false,
      reportCompressedSize: false,
      rolldownOptions: { treeshake, checks: { pluginTimings: false }, ...rolldownOptions },
      ...options,
    },
  });
  return /** @type {Promise<import('rolldown').RolldownOutput>} */ (built);
}

/**
 * For scripts that pages load as they are. Two minifiers, of which one finds what the other leaves.
 *
 * @type {import('vite').BuildEnvironmentOptions}
 */
export const minified = { minify: 'terser', terserOptions: { compress: { passes: 3 }, format: { comments: /^!/ } } };

/**
 * A classic script, with ASCII letters only: it is read in the page's encoding, whatever that is. The `!` is for script
 * optimizers: behind code that ends without a semicolon, a parenthesis would be a call.
 *
 * @type {import('rolldown').OutputOptions}
 */
export const classicScript = { format: 'iife', postBanner: '!', minify: { codegen: { asciiOnly: true } } };
