/**
 * What a run of tests came to.
 *
 * @typedef {{ passed: number, failed: number, skipped: number }} Summary
 */

/** @returns {Summary} */
export const emptySummary = () => ({ passed: 0, failed: 0, skipped: 0 });

/** @param {Summary[]} summaries */
export function addUp(summaries) {
  const total = emptySummary();
  for (const summary of summaries) for (const word of Object.keys(total)) total[word] += summary[word];
  return total;
}

/** @param {Summary} summary */
export const summaryLine = ({ passed, failed, skipped }) =>
  `${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ''}`;
