import { build } from 'esbuild';

/**
 * Serves `src/index.ts` and all that it imports as one script, `/element.js`, for the pages that tests open. Firefox takes a
 * second to load the modules one by one.
 *
 * @returns {import('@web/test-runner').TestRunnerPlugin}
 */
export const bundlePlugin = () => ({
  name: 'bundle',
  async serve({ path }) {
    if (path !== '/element.js') return undefined;
    const { outputFiles } = await build({
      entryPoints: ['src/index.ts'],
      bundle: true,
      write: false,
      format: 'esm',
      target: 'es2022',
      loader: { '.css': 'text' },
      sourcemap: 'inline',
    });
    return { body: outputFiles.map(({ text }) => text).join(''), type: 'js' };
  },
});
