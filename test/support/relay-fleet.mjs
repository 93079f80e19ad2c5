import assert from 'node:assert/strict';
import { startRedis } from './redis-server.mjs';
import { startRelay } from './relay-process.mjs';
import { serveV1 } from './v1-server.mjs';

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

/** Checks a license as a page does. */
export async function ask({ origin }, key, clientAddress = '198.51.100.1') {
  const response = await fetch(`${origin}/memberships/${key}/validate_license`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'X-Forwarded-For': clientAddress },
    body: '{"metadata":{}}',
  });
  return { status: response.status, retryAfter: response.headers.get('Retry-After'), body: await response.json() };
}

export const healthOf = async ({ origin }) => (await fetch(`${origin}/healthz`)).json();

/** Waits until each relay reports this state. */
export async function untilHealth(relays, state) {
  for (const relay of relays) while ((await healthOf(relay)).state !== state);
}

/** Runs a task this many times, 40 of them at a time, so that each takes as long whatever their number. */
export async function runConcurrently(count, task) {
  const results = [];
  const next = async () => {
    while (results.length < count) {
      const index = results.push(undefined) - 1;
      results[index] = await task(index);
    }
  };
  await Promise.all(Array.from({ length: 40 }, next));
  return results;
}

export const goodKey = (index) => `GOOD-${String(index).padStart(6, '0')}`;
export const clientAddress = (index) => `2001:db8:${(index >> 16).toString(16)}:${(index & 0xffff).toString(16)}::1`;
export const countBy = (list, nameOf) =>
  list.reduce((counts, item) => counts.set(nameOf(item), (counts.get(nameOf(item)) ?? 0) + 1), new Map());
/** The largest number of requests within any span of this length. */
export const maxWithin = (spanMs, requests) =>
  Math.max(...requests.map(({ at }, index) => requests.slice(index).filter((later) => later.at < at + spanMs).length));
