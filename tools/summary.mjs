/**
 * The result of a test run.
 *
 * @typedef {{ passed: number, failed: number, skipped: number }} Summary
 */

/**
 * Returns the result of a run without tests.
 *
 * @returns {Summary}
 */
export const emptySummary = () => ({ passed: 0, failed: 0, skipped: 0 });

/**
 * Adds several results up.
 *
 * @param {Summary[]} summaries
 */
export function addUp(summaries) {
  const total = emptySummary();
  for (const { passed, failed, skipped } of summaries) {
    total.passed += passed;
    total.failed += failed;
    total.skipped += skipped;
  }
  return total;
}

/**
 * Formats a result as one line.
 *
 * @param {Summary} summary
 */
export const summaryLine = ({ passed, failed, skipped }) =>
  `${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ''}`;
