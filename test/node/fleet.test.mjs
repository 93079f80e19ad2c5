import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { compileModules } from '../../bench/fleet/compile-modules.mjs';
import { runFleet } from '../../bench/fleet/run-fleet.mjs';
import {
  AUTO_CHECK,
  NAIVE,
  REMEMBER,
  SCENARIOS,
  STALE_DAY,
  STALE_WEEK,
  THREE_HOURS,
} from '../../bench/fleet/scenarios.mjs';

/** Many licenses end, so that some of them end while a visitor is looking at the page. */
const FATES = { 'never good': 4, canceled: 30, ends: 30, renewed: 10, 'ends some day': 6, 'goes on': 20 };
const FLEET = { visitors: 80, days: 2, seed: 'test', fates: FATES, scenario: THREE_HOURS };

describe('a small fleet with a three-hour outage', () => {
  let load;
  const results = {};
  before(async () => {
    load = await compileModules();
    for (const strategy of [NAIVE, AUTO_CHECK, REMEMBER, STALE_DAY, STALE_WEEK])
      results[strategy] = await runFleet({ ...FLEET, strategy, load });
  });
  const ours = () => [AUTO_CHECK, REMEMBER, STALE_DAY, STALE_WEEK].map((strategy) => results[strategy]);

  it('goes through every situation that it should measure', () => {
    const { pageViews, locked, statuses } = results[NAIVE];
    assert.ok(pageViews > 300, `${pageViews} page views`);
    assert.ok(locked.returning > 0, 'nobody visited during the outage');
    assert.ok(statuses[404] > 0, 'no key was wrong');
    for (const result of ours()) assert.equal(result.pageViews, pageViews);
  });

  it('never unlocks a page wrongly, and never calls a valid license invalid', () => {
    for (const { wrongUnlocks, refusedWrongly } of ours())
      assert.deepEqual({ wrongUnlocks, refusedWrongly }, { wrongUnlocks: {}, refusedWrongly: 0 });
  });

  it('locks out nobody who visited within the last day, if stale-if-error is at least that long', () => {
    for (const strategy of [STALE_DAY, STALE_WEEK]) assert.equal(results[strategy].locked.returning, 0);
    assert.ok(results[REMEMBER].locked.returning > 0, 'without it, somebody is locked out');
  });

  it('sends a fraction of the requests that checking on every load would send', async () => {
    const { requests, leastRequests, pageViews, locked, statuses } = await runFleet({
      ...FLEET,
      scenario: SCENARIOS[0],
      strategy: REMEMBER,
      load,
    });
    assert.ok(requests < pageViews / 2, `${requests} of ${pageViews}`);
    assert.ok(requests >= leastRequests, `${requests} of at least ${leastRequests}`);
    assert.deepEqual(Object.keys(statuses), ['201', '404']);
    assert.equal(locked.returning, 0);
  });

  it('finishes every check in time', () => {
    for (const { stuck, longestCheck } of ours()) {
      assert.equal(stuck, 0);
      assert.ok(longestCheck > 0);
    }
  });

  it('gives the same result for the same seed, and a different one for another seed', async () => {
    assert.deepEqual(await runFleet({ ...FLEET, strategy: STALE_DAY, load }), results[STALE_DAY]);
    assert.notDeepEqual(await runFleet({ ...FLEET, strategy: STALE_DAY, load, seed: 'other' }), results[STALE_DAY]);
  });

  it('leaves no work pending between two events', async () => {
    assert.deepEqual(await runFleet({ ...FLEET, strategy: STALE_DAY, load, pauses: 3 }), results[STALE_DAY]);
  });

  it('gives the same result if every page loads its own modules', async () => {
    assert.deepEqual(await runFleet({ ...FLEET, strategy: STALE_DAY, load, isApart: true }), results[STALE_DAY]);
    assert.deepEqual(await runFleet({ ...FLEET, strategy: AUTO_CHECK, load, isApart: true }), results[AUTO_CHECK]);
  });
});
