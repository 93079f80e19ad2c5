import assert from 'node:assert/strict';
import { startRedis } from './redis-server.mjs';
import { startRelay } from './relay-process.mjs';
import { serveV1 } from './v1-server.mjs';

/** @typedef {Awaited<ReturnType<typeof startFleet>>} Fleet */

export const PROCESSES = 4;

/** Starts Whop, a Redis, and relay processes that share it. */
export async function startFleet(env = {}) {
  const whop = await serveV1();
  const redis = await startRedis();
  const common = {
    WHOP_API_KEY: 'apik_fleet',
    WHOP_API_BASE: whop.base,
    REDIS_URL: redis.url,
    TRUST_PROXY: '1',
    ...env,
  };
  const relays = await Promise.all(Array.from({ length: PROCESSES }, () => startRelay(common)));
  return {
    whop,
    redis,
    relays,
    async stop() {
      const codes = await Promise.all(relays.map((relay) => relay.stop()));
      await redis.stop();
      whop.close();
      assert.deepEqual(
        codes,
        relays.map(() => 0),
      );
    },
  };
}

/**
 * Checks a license as a page does.
 *
 * @param {{ origin: string }} relay
 * @param {string} key
 * @param {string} [clientAddress]
 */
export async function ask({ origin }, key, clientAddress = '198.51.100.1') {
  const response = await fetch(`${origin}/memberships/${key}/validate_license`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'X-Forwarded-For': clientAddress },
    body: '{"metadata":{}}',
  });
  return { status: response.status, retryAfter: response.headers.get('Retry-After'), body: await response.json() };
}

/** @param {{ origin: string }} relay */
export const healthOf = async ({ origin }) => (await fetch(`${origin}/healthz`)).json();

/**
 * Waits until each relay reports this state.
 *
 * @param {{ origin: string }[]} relays
 * @param {string} state
 */
export async function untilHealth(relays, state) {
  for (const relay of relays) while ((await healthOf(relay)).state !== state);
}

/**
 * Runs a task this many times, 40 of them at a time, so that each takes as long whatever their number.
 *
 * @template Result
 * @param {number} count
 * @param {(index: number) => Promise<Result>} task
 */
export async function runConcurrently(count, task) {
  /** @type {Result[]} */
  const results = [];
  const next = async () => {
    while (results.length < count) {
      const index = results.length++;
      results[index] = await task(index);
    }
  };
  await Promise.all(Array.from({ length: 40 }, next));
  return results;
}

/** @param {number} index */
export const goodKey = (index) => `GOOD-${String(index).padStart(6, '0')}`;
/** @param {number} index */
export const clientAddress = (index) => `2001:db8:${(index >> 16).toString(16)}:${(index & 0xffff).toString(16)}::1`;
/**
 * @template Item, Name
 * @param {Item[]} list
 * @param {(item: Item) => Name} nameOf
 * @returns {Map<Name, number>}
 */
export const countBy = (list, nameOf) =>
  list.reduce((counts, item) => counts.set(nameOf(item), (counts.get(nameOf(item)) ?? 0) + 1), new Map());
/**
 * The largest number of requests within any span of this length.
 *
 * @param {number} spanMs
 * @param {{ at: number }[]} requests
 */
export const maxWithin = (spanMs, requests) =>
  Math.max(...requests.map(({ at }, index) => requests.slice(index).filter((later) => later.at < at + spanMs).length));
