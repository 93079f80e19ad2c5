/**
 * `npm run bench:relay`: compares the relay with a bare Hono handler that returns the same JSON, in alternation. The results
 * are ratios, because the machine's speed and load affect both sides.
 */
import { execFileSync, spawn } from 'node:child_process';
import path from 'node:path';
import { createInterface } from 'node:readline';
import autocannon from 'autocannon';
import { median } from 'd3';
import { hasRedis, startRedis } from '../test/support/redis-server.mjs';
import { serveTestApi } from '../tools/serve-test-api.mjs';

const here = import.meta.dirname;
const command = path.resolve(here, '../packages/relay/dist/command.js');
/** Short turns of every server, so that the machine's other load affects all of them alike. */
const TURNS = 24;
const WARM_UP_TURNS = 4;
const KEYS = Array.from({ length: 100 }, (_, index) => `BENCH-${String(index).padStart(6, '0')}-0123ABCD-012345W`);
/** The least requests per second, in proportion to the bare handler. @type {Record<string, number>} */
const GOALS = { 'in memory': 0.7, 'with a signed proof': 0.6, 'with Redis': 0.4 };

const whop = await serveTestApi(async ({ url }) => {
  const key = path.posix.basename(url);
  const [product, plan] = [{ id: 'prod_bench' }, { id: 'plan_bench' }];
  return Response.json({ id: `mem_${key}`, status: 'active', license_key: key, product, plan, metadata: {} });
});
const redis = hasRedis ? await startRedis() : null;
const env = {
  WHOP_API_KEY: 'apik_bench',
  ALLOWED_ORIGINS: 'https://shop.example',
  WHOP_API_BASE: `${whop.origin}/api/v1`,
  CACHE_SECONDS: '3600',
};
const SIGNING_KEY = execFileSync(process.execPath, [command, 'keygen'], { encoding: 'utf8' });

const plain = await startServer(command, env);
const response = await fetch(`${plain.origin}${requestOf(KEYS[0]).path}`, { method: 'POST', body: '{"metadata":{}}' });
const bare = await startServer(path.join(here, 'bare-hono.mjs'), { BODY: await response.text() });
const relays = {
  'in memory': plain,
  'with a signed proof': await startServer(command, { ...env, SIGNING_KEY, ISSUER: 'https://license.shop.example' }),
  ...(redis && { 'with Redis': await startServer(command, { ...env, REDIS_URL: redis.url }) }),
};

/** Requests per second, for each turn. @type {{ bare: number, relays: Record<string, number> }[]} */
const turns = [];
for (let turn = 0; turn < WARM_UP_TURNS + TURNS; turn++) {
  turns.push({ bare: await measure(bare), relays: {} });
  for (const [name, relay] of Object.entries(relays)) turns[turn].relays[name] = await measure(relay);
}
turns.splice(0, WARM_UP_TURNS);
console.log(`Medians of ${TURNS} turns. The bare handler: ${median(turns, (turn) => turn.bare)} requests/s`);
console.table(
  Object.keys(relays).map((relay) => ({
    relay,
    'requests/s': median(turns, ({ relays }) => relays[relay]),
    // Compared in the same turn, because other load slowed both.
    ratio: median(turns, ({ bare, relays }) => relays[relay] / bare)?.toFixed(2),
    'at least': GOALS[relay],
  })),
);
if (!redis) console.log('skipped: no redis-server');

for (const server of [bare, ...Object.values(relays)]) server.stop();
await redis?.stop();
whop.close();
// In a separate process, so that only the relay uses its memory.
execFileSync(process.execPath, ['--expose-gc', path.join(here, 'relay-memory.mjs'), SIGNING_KEY], { stdio: 'inherit' });

/** @param {string} key */
function requestOf(key) {
  return {
    method: /** @type {const} */ ('POST'),
    path: `/memberships/${key}/validate_license`,
    headers: { origin: 'https://shop.example', 'content-type': 'application/json', accept: 'application/json' },
    body: '{"metadata":{}}',
  };
}

/** @param {{ origin: string }} server */
async function measure({ origin }) {
  const { requests, non2xx, errors } = await autocannon({
    url: origin,
    connections: 32,
    duration: 1,
    requests: KEYS.map(requestOf),
  });
  if (non2xx || errors) throw new Error(`${non2xx} responses were not 2xx, ${errors} requests failed.`);
  return requests.total;
}

/**
 * Starts a server in a separate process, and discards its log.
 *
 * @param {string} script
 * @param {Record<string, string>} env
 */
async function startServer(script, env) {
  const child = spawn(process.execPath, [script], {
    env: { ...process.env, PORT: '0', HOST: '127.0.0.1', ...env },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  for await (const line of createInterface(child.stderr)) {
    const [, port] = /listening on port (\d+)/.exec(line) ?? [];
    if (port) return { origin: `http://127.0.0.1:${port}`, stop: () => child.kill() };
  }
  throw new Error(`${script} does not listen.`);
}
