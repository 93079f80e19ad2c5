import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { hasRedis } from '../support/redis-server.mjs';
import {
  ask,
  clientAddress,
  countBy,
  goodKey,
  healthOf,
  maxWithin,
  PROCESSES,
  startFleet,
  untilHealth,
} from '../support/relay-fleet.mjs';

/** @import { Fleet } from '../support/relay-fleet.mjs' */

/** @typedef {(redis: Fleet['redis']) => unknown} Disturb */

const skip = hasRedis ? false : 'no redis-server';
if (skip) console.warn(`skipped: ${skip}`);

for (const [what, lose, recover] of /** @type {[string, Disturb, Disturb][]} */ ([
  ['killed', (redis) => redis.kill(), (redis) => redis.restart()],
  ['stopped', (redis) => redis.hang(), (redis) => redis.wake()],
])) {
  describe(`a Redis that is ${what} during a burst`, { skip }, () => {
    /** @type {Fleet} */
    let fleet;
    /** @type {Awaited<ReturnType<typeof ask>>[]} */
    let answers;
    before(async () => {
      fleet = await startFleet();
      const { relays, redis } = fleet;
      const burst = () =>
        Promise.all(
          Array.from({ length: 100 }, (_, index) =>
            ask(relays[index % PROCESSES], goodKey(index), clientAddress(index)),
          ),
        );
      const during = burst();
      await lose(redis);
      answers = [await during, await burst(), await burst()].flat();
    });
    after(() => fleet.stop());

    it('costs nobody an answer, and Whop gets no more requests than allowed', () => {
      assert.deepEqual([...countBy(answers, ({ status }) => status)], [[201, 300]]);
      assert.ok(maxWithin(60_000, fleet.whop.requests) <= 500);
    });

    it('is reported by healthz until it is back', async () => {
      for (const relay of fleet.relays) assert.deepEqual(await healthOf(relay), { status: 'degraded', state: 'alone' });
      await recover(fleet.redis);
      await untilHealth(fleet.relays, 'shared');
      for (const relay of fleet.relays) assert.deepEqual(await healthOf(relay), { status: 'ok', state: 'shared' });
    });

    it('is used again when it is back', async () => {
      const { whop, relays } = fleet;
      const asked = whop.requests.length;
      for (const relay of relays) assert.equal((await ask(relay, goodKey(999))).status, 201);
      assert.equal(whop.requests.length, asked + 1);
    });
  });
}
