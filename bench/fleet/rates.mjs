const TEN_SECONDS = 10_000;
const HOUR = 3_600_000;

/** How many requests were made in each ten seconds. */
export class Rates {
  total = 0;
  tenSeconds;
  #begin;

  constructor({ begin, end }) {
    this.#begin = begin;
    this.tenSeconds = new Uint32Array(Math.ceil((end - begin) / TEN_SECONDS));
  }

  count(now) {
    this.total++;
    const index = Math.floor((now - this.#begin) / TEN_SECONDS);
    if (index < this.tenSeconds.length) this.tenSeconds[index]++;
  }
}

/** @returns {number[]} Requests in each span of so many times ten seconds. */
export function inSpans(tenSeconds, count) {
  const spans = [];
  for (let index = 0; index < tenSeconds.length; index += count)
    spans.push(tenSeconds.slice(index, index + count).reduce((sum, each) => sum + each, 0));
  return spans;
}

/**
 * The stampede: the most requests in ten minutes (and in one) of the hour after an outage, divided by the most in as many
 * of the same hour had there been none. In the first minute whoever is in the middle of a visit asks, on
 * the next page or by the shortest of the growing pauses.
 *
 * @param {number} end When the outage ended, in ms after the beginning.
 * @returns `null`: it did not end in time.
 */
export function stampede(tenSeconds, calm, end) {
  const from = end / TEN_SECONDS;
  const until = from + HOUR / TEN_SECONDS;
  if (until > tenSeconds.length) return null;
  const peak = (rates, count) => Math.max(...inSpans(rates.slice(from, until), count));
  return {
    tenMinutes: peak(tenSeconds, 60) / peak(calm, 60),
    minute: peak(tenSeconds, 6) / peak(calm, 6),
    most: peak(tenSeconds, 1),
  };
}
