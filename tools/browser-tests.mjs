import { startTestRunner } from '@web/test-runner';
import { browserTestConfig } from '../web-test-runner.config.mjs';
import { emptySummary, failure } from './summary.mjs';

/** @import { Summary } from './summary.mjs' */

/**
 * Runs Web Test Runner in one engine. Prints what failed.
 *
 * @param {import('./engines.mjs').Engine} engine
 * @param {string[]} files - If empty, the configured files.
 * @returns {Promise<Summary>}
 */
export async function runBrowserTests(engine, files) {
  const missing = engine.missing();
  if (missing) {
    console.error(`skipped: no ${missing}`);
    return { ...emptySummary(), skipped: 1 };
  }
  const config = await browserTestConfig(engine);
  const runner = await startTestRunner({
    config: { ...config, ...(files.length && { files }) },
    readCliArgs: false,
    readFileConfig: false,
    autoExitProcess: false,
  });
  if (!runner) return failure('The browser suite did not start.');
  await new Promise((resolve) => runner.on('stopped', resolve));
  const summary = emptySummary();
  for (const session of runner.sessions.all()) countSession(session, summary);
  return summary;
}

/**
 * @param {import('@web/test-runner').TestSession} session - One test file.
 * @param {Summary} summary
 */
function countSession({ testFile, testResults, passed, errors, logs }, summary) {
  const before = summary.failed;
  countTests(testResults, summary);
  if (logs.length) console.error(`Lines on the console that no test expects: ${testFile}`);
  // A file that did not load, or a browser that did not start, is a failure, too.
  if ((!passed || errors.length || logs.length) && summary.failed === before) summary.failed++;
}

/**
 * @param {import('@web/test-runner').TestSuiteResult | undefined} suite
 * @param {Summary} summary
 */
function countTests(suite, summary) {
  for (const test of suite?.tests ?? []) summary[test.skipped ? 'skipped' : test.passed ? 'passed' : 'failed']++;
  for (const inner of suite?.suites ?? []) countTests(inner, summary);
}
