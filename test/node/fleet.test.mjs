import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { runFleet } from '../../bench/fleet/run-fleet.mjs';
import { FORGETFUL, NAIVE, REMEMBER, STALE_DAY, STATIC_SITE } from '../../bench/fleet/scenario.mjs';

/** Many licenses end, so that some of them end while a visitor is looking at the page. */
const FATES = { fake: 0.04, canceled: 0.4, ends: 0.4 };
const FLEET = { visitors: 150, days: 1, pages: 8, seed: 'test', hasOutage: true, fates: FATES };
const OURS = [FORGETFUL, REMEMBER, STALE_DAY, STATIC_SITE];

describe('a small fleet with a three-hour outage', () => {
  /** @type {Record<string, import('../../bench/fleet/tally.mjs').Tally>} */
  const results = {};
  before(async () => {
    for (const strategy of [NAIVE, ...OURS]) results[strategy] = await runFleet({ ...FLEET, strategy });
  });

  it('has the same visitors for every strategy, some of them during the outage', () => {
    const { pageViews, lockedReturning } = results[NAIVE];
    assert.ok(pageViews > 300, `${pageViews} page views`);
    assert.ok(lockedReturning.size > 0);
    for (const strategy of OURS) assert.equal(results[strategy].pageViews, pageViews, strategy);
  });

  for (const strategy of OURS) {
    it(`never unlocks a page wrongly, and never calls a valid license invalid: ${strategy}`, () => {
      const { unlockedWrongly, refusedWrongly } = results[strategy];
      assert.deepEqual({ unlockedWrongly, refusedWrongly }, { unlockedWrongly: 0, refusedWrongly: 0 });
    });

    it(`finishes every check in time: ${strategy}`, () => {
      const { longestCheck } = results[strategy];
      assert.ok(longestCheck > 0 && longestCheck <= 10_500, `${longestCheck} ms`);
    });
  }

  it('locks out nobody who was let in within the last day, if stale-if-error is at least that long', () => {
    for (const strategy of [STALE_DAY, STATIC_SITE]) assert.equal(results[strategy].lockedReturning.size, 0, strategy);
    assert.ok(results[REMEMBER].lockedReturning.size > 0, 'without it, somebody is locked out');
  });

  it('sends a fraction of the requests that checking on every load would send', async () => {
    const { requests, pageViews, locked } = await runFleet({ ...FLEET, hasOutage: false, strategy: REMEMBER });
    assert.ok(requests > 0 && requests < pageViews / 2, `${requests} for ${pageViews} page views`);
    assert.equal(locked.size, 0);
  });

  it('gives the same result for the same seed, and a different one for another seed', async () => {
    const { tenSeconds } = results[STALE_DAY];
    assert.deepEqual((await runFleet({ ...FLEET, strategy: STALE_DAY })).tenSeconds, tenSeconds);
    assert.notDeepEqual((await runFleet({ ...FLEET, strategy: STALE_DAY, seed: 'other' })).tenSeconds, tenSeconds);
  });
});
