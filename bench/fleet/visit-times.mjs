import { between, exponential, pareto, poisson, weighted } from './random.mjs';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** Hours from UTC, and how many in a hundred live there: the Americas, Europe, India, East Asia. */
const ZONES = { '-8': 18, '-5': 30, 0: 12, 1: 25, 5.5: 5, 8: 10 };
/** How busy each hour of the local day is, and each day of the week from Monday on. */
const HOURS = [4, 2, 1, 1, 1, 2, 4, 7, 10, 12, 13, 12, 11, 11, 12, 12, 11, 10, 10, 12, 13, 12, 10, 7];
const DAYS = [10, 10, 10, 10, 9, 7, 7];
/** Visits a week: once at least, seven times for one visitor in 22, 60 times at most. */
const FEWEST = 1;
const TAIL = 1.6;
const MOST = 60;
/** Who was there before the simulated time, and how long before, in ms. */
const CAME_BEFORE = 0.75;
export const LONGEST_BEFORE = 28 * DAY;
const SHORTEST_BEFORE = 2 * HOUR;
/** On the second day all are told of a new release: that many come to see it, after 45 minutes in the mean. */
const NEWS = { day: 1, hour: 16, share: 0.2, delay: 45 * 60_000 };

/**
 * When a visitor comes.
 *
 * @param {{ begin: number, days: number }} time
 * @returns {{ before: number | null, times: number[] }} `before`: the last visit before all that is measured.
 */
export function visitTimes(random, { begin, days }) {
  const zone = Number(Object.keys(ZONES)[weighted(random, Object.values(ZONES))]);
  const perWeek = Math.min(pareto(random, FEWEST, TAIL), MOST);
  const pause = (7 * DAY) / perWeek;
  const before =
    random() < CAME_BEFORE
      ? begin - Math.min(Math.max(exponential(random, pause), SHORTEST_BEFORE), LONGEST_BEFORE)
      : null;
  // Who comes at all in this time comes once at least.
  const count = 1 + poisson(random, ((perWeek - 1) * days) / 7);
  const times = Array.from({ length: count }, () => timeOfVisit(random, zone, { begin, days }));
  if (random() < NEWS.share && days > NEWS.day)
    times.push(begin + NEWS.day * DAY + NEWS.hour * HOUR + exponential(random, NEWS.delay));
  return { before, times: times.sort((one, other) => one - other) };
}

function timeOfVisit(random, zone, { begin, days }) {
  const end = begin + days * DAY;
  for (;;) {
    const day = weighted(
      random,
      Array.from({ length: days + 2 }, (_, index) => DAYS[(index + 6) % 7]),
    );
    const time = begin + (day - 1) * DAY + (weighted(random, HOURS) + between(random, 0, 1) - zone) * HOUR;
    if (time >= begin && time < end) return time;
  }
}
