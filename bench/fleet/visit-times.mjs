import { between, exponential, pareto, poisson, weighted } from './random.mjs';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** Time zones in hours from UTC, and how many percent of visitors live there: the Americas, Europe, India, East Asia. */
const ZONES = { '-8': 18, '-5': 30, 0: 12, 1: 25, 5.5: 5, 8: 10 };
/** How busy each hour of the local day is, and each day of the week, starting on Monday. */
const HOURS = [4, 2, 1, 1, 1, 2, 4, 7, 10, 12, 13, 12, 11, 11, 12, 12, 11, 10, 10, 12, 13, 12, 10, 7];
const DAYS = [10, 10, 10, 10, 9, 7, 7];
/** Visits per week: between 1 and 60. One visitor in 22 comes at least seven times. */
const MIN_VISITS = 1;
const TAIL = 1.6;
const MAX_VISITS = 60;
/** The share of visitors who came before the simulated period, and how long before. */
const CAME_BEFORE = 0.75;
export const MAX_BEFORE_MS = 28 * DAY_MS;
const MIN_BEFORE_MS = 2 * HOUR_MS;
/** A newsletter on the second day: the share of visitors who come because of it, and their mean delay. */
const NEWSLETTER = { day: 1, hour: 16, share: 0.2, delayMs: 45 * 60_000 };

/**
 * Returns the times of a visitor's visits.
 *
 * @param {{ begin: number, days: number }} time
 * @returns {{ before: number | null, times: number[] }} `before`: the last visit before the measured period.
 */
export function visitTimes(random, { begin, days }) {
  const zone = Number(Object.keys(ZONES)[weighted(random, Object.values(ZONES))]);
  const perWeek = Math.min(pareto(random, MIN_VISITS, TAIL), MAX_VISITS);
  const pause = (7 * DAY_MS) / perWeek;
  const before =
    random() < CAME_BEFORE
      ? begin - Math.min(Math.max(exponential(random, pause), MIN_BEFORE_MS), MAX_BEFORE_MS)
      : null;
  // Every visitor comes at least once.
  const count = 1 + poisson(random, ((perWeek - 1) * days) / 7);
  const times = Array.from({ length: count }, () => timeOfVisit(random, zone, { begin, days }));
  if (random() < NEWSLETTER.share && days > NEWSLETTER.day)
    times.push(begin + NEWSLETTER.day * DAY_MS + NEWSLETTER.hour * HOUR_MS + exponential(random, NEWSLETTER.delayMs));
  return { before, times: times.sort((one, other) => one - other) };
}

function timeOfVisit(random, zone, { begin, days }) {
  const end = begin + days * DAY_MS;
  for (;;) {
    const day = weighted(
      random,
      Array.from({ length: days + 2 }, (_, index) => DAYS[(index + 6) % 7]),
    );
    const time = begin + (day - 1) * DAY_MS + (weighted(random, HOURS) + between(random, 0, 1) - zone) * HOUR_MS;
    if (time >= begin && time < end) return time;
  }
}
