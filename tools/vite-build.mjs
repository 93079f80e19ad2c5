import path from 'node:path';
import { build } from 'vite';
import { keepSideEffects } from './keep-side-effects.mjs';

/** @import { BuildOptions, Plugin, Rolldown } from 'vite' */

/**
 * @typedef {object} ViteBuildOptions
 * @property {BuildOptions['rolldownOptions']} [rolldownOptions]
 * @property {Plugin[]} [plugins]
 * @property {boolean} [emptyOutDir]
 * @property {string | string[]} [target]
 * @property {boolean} [write]
 * @property {string} [root]
 */

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
 * One build into `dist`; with `write: false` it stays in memory, and is what this resolves to.
 *
 * @param {ViteBuildOptions} options
 */
export function viteBuild({
  rolldownOptions,
  plugins = [],
  emptyOutDir = false,
  target = pageTarget,
  write = true,
  root = checkout,
}) {
  const output = build({
    root,
    configFile: false,
    logLevel: 'warn',
    publicDir: false,
    resolve,
    plugins: [keepSideEffects(), ...plugins],
    build: {
      outDir: 'dist',
      emptyOutDir,
      write,
      target,
      modulePreload: false,
      reportCompressedSize: false,
      rolldownOptions: { ...rolldownOptions, checks: { pluginTimings: false } },
    },
  });
  return /** @type {Promise<Rolldown.RolldownOutput>} */ (output);
}
