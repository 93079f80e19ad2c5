import { License } from './license.mjs';
import { seeded } from './random.mjs';
import { VisitPlan } from './visit-plan.mjs';
import { visitTimes } from './visit-times.mjs';

/** The share of visitors on a phone. */
const PHONES = 0.45;

/**
 * Creates one visitor, who is the same for every strategy and every outage.
 *
 * @param {{ begin: number, end: number, days: number }} time
 * @param {number} pages - Median number of pages in a visit.
 */
export function makeVisitor(seed, index, time, fates, pages) {
  const random = seeded(seed, 'visitor', index);
  const isPhone = random() < PHONES;
  const shiftsTimers = !isPhone && random() < 0.5;
  const license = new License(seeded(seed, 'license', index), index, time, fates);
  const { before, times } = visitTimes(random, time);
  const plan = new VisitPlan(random, isPhone, pages);
  if (before !== null) plan.look(before);
  times.forEach((at, number) => plan.visit(at, times[number + 1] ?? Infinity));
  return {
    index,
    isPhone,
    /** Whether a sleeping laptop delays its timers instead of running them at once when it wakes. */
    shiftsTimers,
    /** A third of the visitors have no Web Locks. */
    hasLocks: index % 3 !== 0,
    license,
    moments: plan.moments.filter(({ at }) => at < time.end),
  };
}
