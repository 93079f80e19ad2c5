import { defaultReporter } from '@web/test-runner';
import { a11ySnapshotPlugin } from '@web/test-runner-commands/plugins';
import { esbuildPlugin } from '@web/dev-server-esbuild';
import { bundlePlugin } from './test/support/bundle-plugin.mjs';
import { enginePlugin, engines } from './tools/engines.mjs';
import { mediaPlugin } from './tools/media-plugin.mjs';
import { LIMIT_MS } from './tools/patience.mjs';
import { scriptedApiPlugin } from './tools/scripted-api.mjs';

/**
 * As in Vite: `import css from './x.css?inline'` is the text.
 *
 * @type {import('@web/test-runner').TestRunnerPlugin}
 */
const inlineCss = {
  name: 'inline-css',
  resolveMimeType: ({ query }) => ('inline' in query ? 'js' : undefined),
  transform: ({ query, body }) => ('inline' in query ? `export default ${JSON.stringify(body)};` : undefined),
};

/**
 * @param {import('./tools/engines.mjs').Engine} engine
 * @returns {Promise<import('@web/test-runner').TestRunnerConfig>}
 */
export const browserTestConfig = async (engine) => ({
  files: ['test/**/*.test.ts', '!**/node_modules/**'],
  nodeResolve: { exportConditions: ['browser'] },
  plugins: [
    inlineCss,
    esbuildPlugin({ ts: true, tsconfig: 'tsconfig.json', target: 'es2022' }),
    a11ySnapshotPlugin(),
    bundlePlugin(),
    enginePlugin(engine),
    mediaPlugin(),
    scriptedApiPlugin(),
  ],
  browsers: [/** @type {import('@web/test-runner').BrowserLauncher} */ (await engine.launch())],
  testFramework: { config: { timeout: LIMIT_MS } },
  browserStartTimeout: LIMIT_MS,
  testsStartTimeout: LIMIT_MS,
  testsFinishTimeout: 10 * LIMIT_MS,
  reporters: [defaultReporter({ reportTestProgress: Boolean(process.stdout.isTTY) })],
});

const engine = engines[process.env.ENGINE ?? 'chromium'];
export default engine && (await browserTestConfig(engine));
