/**
 * `npm run bench:fleet`: simulates one seller's visitors for a week, with the tag's own code on a virtual clock, and counts
 * their requests to Whop, for what a seller may write, with and without an outage of three hours. Draws docs/fleet.svg.
 * Fails where a goal is missed.
 */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { max, range, sum } from 'd3';
import { drawFleet } from './fleet/draw-fleet.mjs';
import { runFleet } from './fleet/run-fleet.mjs';
import { BEGIN, NAIVE, outageOf, STALE_DAY, STATIC_SITE, STRATEGIES } from './fleet/scenario.mjs';

const VISITORS = 3000;
const DAYS = 7;
const TEN_MINUTES = 60;
const HOUR = 360;

const calm = await runAll(false);
const outage = await runAll(true);
const readers = await runFleet({ visitors: VISITORS / 5, days: DAYS, strategy: STATIC_SITE, pages: 20 });

console.table(figuresOf(calm));
console.log('With an outage of three hours:');
console.table(figuresOf(outage));
console.log(
  `A course, 20 pages a visit, ${STATIC_SITE}: ${readers.per100Views.toFixed(1)} requests per 100 page views`,
);

const ours = [...Object.values(calm), ...Object.values(outage)].filter(
  (tally) => tally !== calm[NAIVE] && tally !== outage[NAIVE],
);
const goals = {
  'at most 5 requests per 100 page views of a course, by the recipe for a static site': readers.per100Views <= 5,
  'no page stands open wrongly': ours.every(({ unlockedWrongly }) => !unlockedWrongly),
  'no valid license is called invalid': ours.every(({ refusedWrongly }) => !refusedWrongly),
  'with stale-if-error, the outage locks out nobody who was let in within a day':
    !outage[STALE_DAY].lockedReturning.size,
  'after the outage, at most twice the usual requests in any ten minutes': Object.keys(STRATEGIES).every(
    (strategy) => peakAfterOutage(outage[strategy]) <= 2 * peakAfterOutage(calm[strategy]),
  ),
  'every check ends in time': ours.every(({ longestCheck }) => longestCheck <= 10_500),
};
for (const [goal, isMet] of Object.entries(goals)) console.log(`${isMet ? 'met   ' : 'MISSED'}  ${goal}`);
if (Object.values(goals).includes(false)) process.exitCode = 1;

writeFileSync(
  path.resolve(import.meta.dirname, '../docs/fleet.svg'),
  drawFleet(VISITORS, calm, outage, outageOf(DAYS)),
);

/** @param {boolean} hasOutage */
async function runAll(hasOutage) {
  /** @type {import('./fleet/draw-fleet.mjs').Fleets} */
  const fleets = {};
  for (const strategy of Object.keys(STRATEGIES))
    fleets[strategy] = await runFleet({ visitors: VISITORS, days: DAYS, strategy, hasOutage });
  return fleets;
}

/** @param {import('./fleet/draw-fleet.mjs').Fleets} fleets */
function figuresOf(fleets) {
  const rows = Object.entries(fleets).map(([strategy, tally]) => [
    strategy,
    {
      requests: tally.requests,
      'per 100 views': Number(tally.per100Views.toFixed(1)),
      'most in 10 s': max(tally.tenSeconds),
      'locked out': tally.locked.size,
      'of them returning': tally.lockedReturning.size,
    },
  ]);
  return Object.fromEntries(rows);
}

/**
 * The most requests in any ten minutes of the hour after the outage.
 *
 * @param {import('./fleet/tally.mjs').Tally} tally
 */
function peakAfterOutage({ tenSeconds }) {
  const end = (outageOf(DAYS).until - BEGIN) / 10_000;
  return max(range(end, end + HOUR, TEN_MINUTES), (from) => sum(tenSeconds.subarray(from, from + TEN_MINUTES))) ?? 0;
}
