import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'node:test';
import { PATIENT } from '../support/patient-timers.mjs';
import { hasRedis } from '../support/redis-server.mjs';
import {
  ask,
  clientAddress,
  countBy,
  goodKey,
  maxWithin,
  PROCESSES,
  runConcurrently,
  startFleet,
} from '../support/relay-fleet.mjs';

/** @import { Fleet } from '../support/relay-fleet.mjs' */

const skip = hasRedis ? false : 'no redis-server';
if (skip) console.warn(`skipped: ${skip}`);

describe('several processes', { skip }, () => {
  /** @type {Fleet} */
  let fleet;
  afterEach(() => fleet.stop());

  it('ask Whop once about each key in bursts from one address', async () => {
    fleet = await startFleet({ ...PATIENT, CACHE_SECONDS: '3600' });
    const { whop, relays } = fleet;
    const answers = [];
    for (let burst = 0; burst < 10; burst++) {
      const keys = Array.from({ length: 200 }, (_, index) => goodKey((index * 7 + burst * 31) % 200));
      answers.push(...(await Promise.all(keys.map((key, index) => ask(relays[(index + burst) % PROCESSES], key)))));
    }
    assert.deepEqual([...countBy(answers, ({ status }) => status)], [[201, 2000]]);
    assert.deepEqual([...new Set(countBy(whop.requests, ({ key }) => key).values())], [1]);
    assert.equal(whop.requests.length, 200);
  });

  it('ask again once when the cached answer expires', async () => {
    const seconds = 2;
    fleet = await startFleet({ ...PATIENT, CACHE_SECONDS: String(seconds) });
    const { whop, relays } = fleet;
    while (whop.requests.length < 3) await Promise.all(relays.map((relay) => ask(relay, goodKey(1))));
    const [first, second, third] = whop.requests;
    for (const intervalMs of [second.at - first.at, third.at - second.at])
      assert.ok(intervalMs > seconds * 1000 - 50, String(intervalMs));
  });

  it('share the refusal limit of a client', async () => {
    fleet = await startFleet(PATIENT);
    const { relays } = fleet;
    const statuses = [];
    for (let index = 0; index < 40; index++)
      statuses.push((await ask(relays[index % PROCESSES], `BAD-${index}`)).status);
    assert.deepEqual(
      [...countBy(statuses, (status) => status)],
      [
        [404, 30],
        [429, 10],
      ],
    );
    for (const relay of relays) assert.equal((await ask(relay, 'BAD-AGAIN')).status, 429);
    assert.equal((await ask(relays[0], 'BAD-0', '198.51.100.2')).status, 404);
  });

  it('share the limit of calls, and reserve a part of it for keys that were good lately', async () => {
    fleet = await startFleet({ ...PATIENT, CACHE_SECONDS: '0' });
    const { whop, relays } = fleet;
    const knownKeys = await runConcurrently(50, (index) =>
      ask(relays[index % PROCESSES], goodKey(index), clientAddress(index)),
    );
    const newKeys = await runConcurrently(700, (index) =>
      ask(relays[index % PROCESSES], `BAD-${index}`, clientAddress(1000 + index)),
    );
    const knownAgain = await runConcurrently(50, (index) =>
      ask(relays[(index + 1) % PROCESSES], goodKey(index), clientAddress(index)),
    );
    for (const answers of [knownKeys, knownAgain])
      assert.deepEqual([...countBy(answers, ({ status }) => status)], [[201, 50]]);
    assert.deepEqual([...countBy(newKeys, ({ status }) => status)].sort(), [
      [404, 350],
      [429, 350],
    ]);
    for (const { status, retryAfter } of newKeys) assert.equal(status === 429, Number(retryAfter) > 0);
    assert.equal(whop.requests.length, 450);
    assert.ok(maxWithin(60_000, whop.requests) <= 500);
  });
});
