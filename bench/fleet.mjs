/**
 * `npm run bench:fleet`: simulates one seller's visitors for a week, with the tag's own modules on a virtual clock, and
 * counts their requests to Whop, for each strategy and each outage. `--visitors=N`, `--days=N` and `--seed=WORD` change the
 * fleet. With the default fleet, draws docs/fleet.svg. Exits with 1 if a goal is missed.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { drawFleet } from './fleet/draw-fleet.mjs';
import { judgeGoals } from './fleet/goals.mjs';
import { runInParallel } from './fleet/in-parallel.mjs';
import { COMPARED, MANY_PAGES, REMEMBER, SCENARIOS, STATIC_SITE, STRATEGIES } from './fleet/scenarios.mjs';
import { table } from './fleet/table.mjs';

const picture = path.resolve(import.meta.dirname, '../docs/fleet.svg');
const { values } = parseArgs({
  options: { visitors: { type: 'string' }, days: { type: 'string' }, seed: { type: 'string' } },
});
const { visitors, days, seed } = { visitors: '10000', days: '7', seed: 'fleet', ...values };

const startMs = performance.now();
const common = { visitors: Number(visitors), days: Number(days), seed };
const runs = SCENARIOS.flatMap((scenario) => COMPARED.map((strategy) => ({ ...common, scenario, strategy })));
const readers = [REMEMBER, STATIC_SITE].map((strategy) => ({
  ...common,
  scenario: SCENARIOS[0],
  strategy,
  pages: MANY_PAGES,
}));
const results = await runInParallel([...runs, ...readers], (done) =>
  process.stderr.write(`\r${done} of ${runs.length + readers.length} runs`),
);
const readerResults = results.slice(runs.length);
const rows = runs.map((run, index) => ({ ...run, result: results[index] }));
process.stderr.write(`\r${((performance.now() - startMs) / 1000).toFixed(0)} s        \n`);

const { pageViews } = results[0];
console.log(`${visitors} visitors, ${days} days, ${pageViews} page views\n`);
console.log(table(rows, Number(days)));
printDetails();

const goals = judgeGoals(rows, Number(days), readerResults[1]);
console.log('');
for (const { goal, isMet, figures } of goals) console.log(`${isMet ? 'met   ' : 'MISSED'}  ${goal}: ${figures}`);
if (!goals.every(({ isMet }) => isMet)) process.exitCode = 1;

if (!Object.keys(values).length) {
  mkdirSync(path.dirname(picture), { recursive: true });
  writeFileSync(picture, drawFleet(rows, Number(days)));
}

/** Prints the purposes of the requests, and every mistake. */
function printDetails() {
  console.log('\nrequests by purpose, and slow checks');
  for (const { scenario, strategy, result } of rows) {
    if (STRATEGIES[strategy].isNaive) continue;
    const purposes = Object.entries(result.purposes).map(([purpose, count]) => `${purpose} ${count}`);
    const wrong = Object.entries(result.wrongUnlocks).map(([mistake, count]) => `${mistake}: ${count} views`);
    const slow = `over 2 s ${result.slow.withLocks} with Web Locks, ${result.slow.without} without`;
    console.log(`  ${scenario}, ${strategy}: ${[...purposes, slow, ...wrong].join(', ')}`);
  }
  for (const [title, { requests, leastRequests, pageViews }] of [
    ['few pages a visit, max-age="3600"', rows.find(({ strategy }) => strategy === REMEMBER).result],
    ['many pages a visit, max-age="3600"', readerResults[0]],
    ['many pages a visit, max-age="86400"', readerResults[1]],
  ]) {
    const [made, least] = [requests, leastRequests].map((count) => ((100 * count) / pageViews).toFixed(1));
    console.log(
      `${title}: ${made} requests per 100 page views (of ${pageViews}); at least ${least} are needed, because that many views come after max-age`,
    );
  }
  const longest = (name) =>
    Math.max(...rows.filter(({ strategy }) => !STRATEGIES[strategy].isNaive).map(({ result }) => result[name])) / 1000;
  console.log(
    `the longest check took ${longest('longestCheck').toFixed(1)} s; during a check, a page stayed open for ${longest('longestPastEnd').toFixed(1)} s after its license had ended`,
  );
}
