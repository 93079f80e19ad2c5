import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { build } from 'esbuild';

/**
 * As in Vite: `import css from './x.css?inline'` is the text.
 *
 * @type {import('esbuild').Plugin}
 */
const inlineCss = {
  name: 'inline-css',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /\?inline$/ }, ({ path: file, resolveDir }) => ({
      path: path.resolve(resolveDir, file.replace('?inline', '')),
      namespace: 'inline',
    }));
    onLoad({ filter: /./, namespace: 'inline' }, async ({ path: file }) => ({
      contents: await readFile(file, 'utf8'),
      loader: 'text',
    }));
  },
};

/**
 * Serves `src/index.ts` and all that it imports as one script, `/element.js`, for the pages that tests open. Firefox takes a
 * second to load the modules one by one.
 *
 * @returns {import('@web/test-runner').TestRunnerPlugin}
 */
export const bundlePlugin = () => ({
  name: 'bundle',
  async serve({ path }) {
    if (path !== '/element.js') return;
    const { outputFiles } = await build({
      entryPoints: ['src/index.ts'],
      bundle: true,
      write: false,
      format: 'esm',
      target: 'es2022',
      sourcemap: 'inline',
      plugins: [inlineCss],
    });
    return { body: outputFiles.map(({ text }) => text).join(''), type: 'js' };
  },
});
