import assert from 'node:assert/strict';
import { startRedis } from './redis-server.mjs';
import { startRelay } from './relay-process.mjs';
import { serveV1 } from './v1-server.mjs';

export const PROCESSES = 4;
/** What a tag gives a check, in ms. */
const TIMEOUT = 10_000;

/** Whop, a Redis, and processes that share it; made anew for each test. */
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

/** Asks a relay, as a page does. Rejects where a tag would have given up. */
export async function ask({ origin }, key, client = '198.51.100.1') {
  const response = await fetch(`${origin}/memberships/${key}/validate_license`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'X-Forwarded-For': client },
    body: '{"metadata":{}}',
    signal: AbortSignal.timeout(TIMEOUT),
  });
  return { status: response.status, retryAfter: response.headers.get('Retry-After'), body: await response.json() };
}

export const healthOf = async ({ origin }) => (await fetch(`${origin}/healthz`)).json();

/** Waits until each relay says so, for as long as the test may take. */
export async function untilHealth(relays, state) {
  for (const relay of relays) while ((await healthOf(relay)).state !== state);
}

/** So many, some of them at a time: how long one takes must not depend on how many there are. */
export async function crowd(count, work) {
  const results = [];
  const next = async () => {
    while (results.length < count) {
      const index = results.push(undefined) - 1;
      results[index] = await work(index);
    }
  };
  await Promise.all(Array.from({ length: 40 }, next));
  return results;
}

export const good = (index) => `GOOD-${String(index).padStart(6, '0')}`;
export const client = (index) => `2001:db8:${(index >> 16).toString(16)}:${(index & 0xffff).toString(16)}::1`;
export const countBy = (list, nameOf) =>
  list.reduce((counts, item) => counts.set(nameOf(item), (counts.get(nameOf(item)) ?? 0) + 1), new Map());
/** The most that were sent within any such span, in ms. */
export const mostWithin = (span, requests) =>
  Math.max(...requests.map(({ at }, index) => requests.slice(index).filter((later) => later.at < at + span).length));
