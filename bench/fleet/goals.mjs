import { stampede } from './rates.mjs';
import { NAIVE, outageOf, SCENARIOS, STALE_DAY, THREE_HOURS, timeOf } from './scenarios.mjs';

/** Limit for requests per 100 page views, with `remember="local"`. */
const MAX_REQUESTS = 5;
/** Limit for requests after an outage, relative to the same hour without an outage. */
const MAX_RATIO_AFTER_OUTAGE = 2;

/**
 * @typedef {{ scenario: string, strategy: string, result: object }} Row
 * @param {Row[]} rows
 * @param {object} readers - The result for visits with many pages, with the recipe for static sites and without an outage.
 * @returns {{ goal: string, isMet: boolean, figures: string }[]}
 */
export function judgeGoals(rows, days, readers) {
  const of = (scenario, strategy) => rows.find((row) => row.scenario === scenario && row.strategy === strategy).result;
  const ours = rows.filter(({ strategy }) => strategy !== NAIVE);
  const per100 = (100 * readers.requests) / readers.pageViews;
  const wrong = ours.flatMap(({ result }) => Object.values(result.wrongUnlocks)).reduce((sum, count) => sum + count, 0);
  const refused = ours.reduce((sum, { result }) => sum + result.refusedWrongly, 0);
  const locked = of(THREE_HOURS, STALE_DAY).locked.returning;
  const stuck = ours.reduce((sum, { result }) => sum + result.stuck, 0);
  const stampedes = ours.map((row) => stampedeOf(row, rows, days)).filter(Boolean);
  const highest = Math.max(...stampedes.map(({ tenMinutes }) => tenMinutes));
  return [
    {
      goal: `at most ${MAX_REQUESTS} requests per 100 page views, with the recipe for a static site`,
      isMet: per100 <= MAX_REQUESTS,
      figures: per100.toFixed(1),
    },
    { goal: 'no page unlocked wrongly', isMet: wrong === 0, figures: `${wrong}` },
    { goal: 'no valid license called invalid', isMet: refused === 0, figures: `${refused}` },
    {
      goal: 'no returning visitor locked out by a 3-hour outage, with stale-if-error="86400"',
      isMet: locked === 0,
      figures: `${locked}`,
    },
    {
      goal: `after an outage, at most ${MAX_RATIO_AFTER_OUTAGE} times the usual requests in any ten minutes`,
      isMet: highest <= MAX_RATIO_AFTER_OUTAGE,
      figures: stampedes.length ? highest.toFixed(2) : 'no outage ended in time',
    },
    { goal: 'every check finishes in time', isMet: stuck === 0, figures: `${stuck}` },
  ];
}

/** Compares the load after an outage with the usual load. Returns `null` if no outage ended in the simulated time. */
export function stampedeOf({ scenario, strategy, result }, rows, days) {
  const time = timeOf(days);
  const outage = outageOf(scenario, time);
  if (!outage) return null;
  const calm = rows.find((row) => row.scenario === SCENARIOS[0] && row.strategy === strategy).result;
  return stampede(result.tenSeconds, calm.tenSeconds, outage.until - time.begin);
}
