const TEN_SECONDS_MS = 10_000;
const HOUR_MS = 3_600_000;

/** Counts requests in intervals of ten seconds. */
export class Rates {
  total = 0;
  tenSeconds;
  #begin;

  constructor({ begin, end }) {
    this.#begin = begin;
    this.tenSeconds = new Uint32Array(Math.ceil((end - begin) / TEN_SECONDS_MS));
  }

  count(now) {
    this.total++;
    const index = Math.floor((now - this.#begin) / TEN_SECONDS_MS);
    if (index < this.tenSeconds.length) this.tenSeconds[index]++;
  }
}

/**
 * Returns the number of requests in longer intervals.
 *
 * @param {number} count - How many times ten seconds.
 * @returns {number[]}
 */
export function inSpans(tenSeconds, count) {
  const spans = [];
  for (let index = 0; index < tenSeconds.length; index += count)
    spans.push(tenSeconds.slice(index, index + count).reduce((sum, each) => sum + each, 0));
  return spans;
}

/**
 * Measures the load after an outage: the most requests in any ten minutes (and in any minute) of the following hour, divided
 * by the same figure without the outage. Many requests come in the first minute, from visitors who open their next page and
 * from pages whose re-check interval is still short.
 *
 * @param {number} end - When the outage ended, in ms after the start.
 * @returns `null` if it did not end in the simulated time.
 */
export function stampede(tenSeconds, calm, end) {
  const from = end / TEN_SECONDS_MS;
  const until = from + HOUR_MS / TEN_SECONDS_MS;
  if (until > tenSeconds.length) return null;
  const peak = (rates, count) => Math.max(...inSpans(rates.slice(from, until), count));
  return {
    tenMinutes: peak(tenSeconds, 60) / peak(calm, 60),
    minute: peak(tenSeconds, 6) / peak(calm, 6),
    most: peak(tenSeconds, 1),
  };
}
