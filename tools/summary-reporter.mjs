import { writeFileSync } from 'node:fs';
import { emptySummary, summaryLine } from './summary.mjs';

/**
 * @import { Reporter, TestSession, TestSuiteResult } from '@web/test-runner-core'
 * @import { Summary } from './summary.mjs'
 */

/**
 * Ends the browser suite's output with `N passed, N failed`, and writes the same as JSON to the file in `SUMMARY_FILE`, so
 * that several suites can be added up.
 *
 * @returns {Reporter}
 */
export function summaryReporter() {
  return {
    stop({ sessions }) {
      const summary = emptySummary();
      for (const session of sessions) countSession(session, summary);
      if (process.env.SUMMARY_FILE) writeFileSync(process.env.SUMMARY_FILE, JSON.stringify(summary));
      // The runner still writes to the terminal after this hook.
      process.once('exit', () => process.stdout.write(`${summaryLine(summary)}\n`));
    },
  };
}

/**
 * @param {TestSession} session
 * @param {Summary} summary
 */
function countSession(session, summary) {
  const before = summary.failed;
  countTests(session.testResults, summary);
  // Count a file that did not load, or a browser that did not start, as a failure.
  if ((!session.passed || session.errors?.length) && summary.failed === before) summary.failed++;
}

/**
 * @param {TestSuiteResult | undefined} suite
 * @param {Summary} summary
 */
function countTests(suite, summary) {
  for (const test of suite?.tests ?? []) summary[test.skipped ? 'skipped' : test.passed ? 'passed' : 'failed']++;
  for (const inner of suite?.suites ?? []) countTests(inner, summary);
}
