/**
 * The result of a test run.
 *
 * @typedef {{ passed: number, failed: number, skipped: number }} Summary
 */

/** @returns {Summary} The result of a run without tests. */
export const emptySummary = () => ({ passed: 0, failed: 0, skipped: 0 });

/**
 * Prints why tests could not run, and returns a result that says so.
 *
 * @param {string} message
 * @returns {Summary}
 */
export function failure(message) {
  console.error(message);
  return { ...emptySummary(), failed: 1 };
}

/** @param {Summary[]} summaries */
export function addUp(summaries) {
  const total = emptySummary();
  for (const { passed, failed, skipped } of summaries) {
    total.passed += passed;
    total.failed += failed;
    total.skipped += skipped;
  }
  return total;
}

/** @param {Summary} summary */
export const summaryLine = ({ passed, failed, skipped }) =>
  `${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ''}`;
