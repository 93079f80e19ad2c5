import { defaultReporter } from '@web/test-runner';
import { chromeLauncher } from '@web/test-runner-chrome';
import { a11ySnapshotPlugin } from '@web/test-runner-commands/plugins';
import { esbuildPlugin } from '@web/dev-server-esbuild';
import { findChromium } from './tools/chromium.mjs';
import { forcedColorsPlugin } from './tools/forced-colors-plugin.mjs';
import { scriptedApiPlugin } from './tools/scripted-api.mjs';
import { summaryReporter } from './tools/summary-reporter.mjs';

export default {
  files: ['test/**/*.test.ts', '!**/node_modules/**'],
  nodeResolve: { exportConditions: ['browser', 'development'] },
  plugins: [
    esbuildPlugin({ ts: true, tsconfig: 'tsconfig.json', target: 'es2022' }),
    a11ySnapshotPlugin(),
    forcedColorsPlugin(),
    scriptedApiPlugin(),
  ],
  browsers: [chromeLauncher({ launchOptions: await findChromium() })],
  testFramework: { config: { timeout: 10_000 } },
  browserStartTimeout: 120_000,
  testsStartTimeout: 60_000,
  testsFinishTimeout: 300_000,
  reporters: [defaultReporter(), summaryReporter()],
};
