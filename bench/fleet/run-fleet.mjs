import { createClock } from '@sinonjs/fake-timers';
import { throwDice } from './dice.mjs';
import { MAX_BEFORE_MS, planLicense, planVisits } from './plan.mjs';
import { daysFromMonday, outageOf, STRATEGIES } from './scenario.mjs';
import { Tally } from './tally.mjs';
import { Visitor } from './visitor.mjs';
import { createWhop } from './whop.mjs';

/**
 * Simulates one seller's visitors, who are the same for every strategy and with or without an outage.
 *
 * @param {object} options
 * @param {number} options.visitors
 * @param {number} options.days
 * @param {string} options.strategy
 * @param {boolean} [options.hasOutage]
 * @param {number} [options.pages] In a visit, as a median: a shop has few, a course has many.
 * @param {string} [options.seed]
 * @param {Parameters<typeof planLicense>[3]} [options.fates]
 */
export async function runFleet({ visitors, days, strategy, hasOutage = false, pages = 3.5, seed = 'fleet', fates }) {
  const period = daysFromMonday(days);
  const clock = createClock(period.from - MAX_BEFORE_MS);
  const run = { clock, strategy: STRATEGIES[strategy], period, outage: hasOutage ? outageOf(days) : null };
  /** @type {Map<string, import('./plan.mjs').License>} */
  const licenses = new Map();
  const tally = new Tally(run);
  const fleet = { ...run, tally, whop: createWhop(run, throwDice(`${seed} whop`), licenses) };
  for (let index = 0; index < visitors; index++) {
    const dice = throwDice(`${seed} visitor ${index}`);
    const license = planLicense(dice, index, period, fates);
    if (license.goodUntil > -Infinity) licenses.set(license.key, license);
    const visitor = new Visitor(fleet, license, throwDice(`${seed} pages ${index}`));
    void visitor.live(dice, planVisits(dice, period), pages);
  }
  while (clock.countTimers() && clock.now < period.until) {
    clock.next();
    // Lets all that follows from it happen.
    await new Promise(setImmediate);
  }
  return tally;
}
