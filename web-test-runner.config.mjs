import { defaultReporter } from '@web/test-runner';
import { a11ySnapshotPlugin } from '@web/test-runner-commands/plugins';
import { esbuildPlugin } from '@web/dev-server-esbuild';
import { enginePlugin, engines } from './tools/engines.mjs';
import { mediaPlugin } from './tools/media-plugin.mjs';
import { scriptedApiPlugin } from './tools/scripted-api.mjs';
import { summaryReporter } from './tools/summary-reporter.mjs';

/**
 * As in Vite: `import css from './x.css?inline'` is the text.
 *
 * @type {import('@web/test-runner-core').TestRunnerPlugin}
 */
const inlineCss = {
  name: 'inline-css',
  resolveMimeType: ({ query }) => ('inline' in query ? 'js' : undefined),
  transform: ({ query, body }) => ('inline' in query ? `export default ${JSON.stringify(body)};` : undefined),
};

const engine = engines[process.env.ENGINE ?? 'chromium'];

export default {
  files: ['test/**/*.test.ts', '!**/node_modules/**'],
  nodeResolve: { exportConditions: ['browser'] },
  plugins: [
    inlineCss,
    esbuildPlugin({ ts: true, tsconfig: 'tsconfig.json', target: 'es2022' }),
    a11ySnapshotPlugin(),
    enginePlugin(engine),
    mediaPlugin(),
    scriptedApiPlugin(),
  ],
  browsers: [await engine.launch()],
  testFramework: { config: { timeout: 10_000 } },
  browserStartTimeout: 120_000,
  testsStartTimeout: 60_000,
  testsFinishTimeout: 300_000,
  reporters: [defaultReporter(), summaryReporter()],
};
