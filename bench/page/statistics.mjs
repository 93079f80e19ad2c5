/** @param {number[]} values */
export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** @typedef {{ ours: number, theirs: number, ratio: number }} Comparison */

/**
 * The medians of both and of their ratios: a busy machine slows down both halves of a pair.
 *
 * @param {[ours: number, theirs: number][]} pairs
 * @returns {Comparison}
 */
export function compare(pairs) {
  return {
    ours: median(pairs.map(([ours]) => ours)),
    theirs: median(pairs.map(([, theirs]) => theirs)),
    ratio: median(pairs.map(([ours, theirs]) => ours / theirs)),
  };
}
