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
  const outage = hasOutage ? outageOf(days) : null;
  const clock = createClock(period.from - MAX_BEFORE_MS);
  /** @type {Map<string, import('./plan.mjs').License>} */
  const licenses = new Map();
  const whop = createWhop(clock, throwDice(`${seed} whop`), licenses, outage);
  const tally = new Tally(clock, period, outage, STRATEGIES[strategy]);
  const fleet = { clock, whop, tally, strategy: STRATEGIES[strategy] };
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
