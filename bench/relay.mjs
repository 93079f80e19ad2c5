/**
 * `npm run bench:relay`: compares the relay with a bare Hono handler that returns the same JSON, in alternation. The results
 * are ratios, because the machine's speed and load affect both sides.
 */
import { execFileSync } from 'node:child_process';
import { createServer } from 'node:http';
import path from 'node:path';
import autocannon from 'autocannon';
import { listen } from '../tools/listen.mjs';
import { hasRedis, startRedis } from '../test/support/redis-server.mjs';
import { startServer } from './server-process.mjs';

/** @import { BenchServer } from './server-process.mjs' */

const command = path.resolve(import.meta.dirname, '../packages/relay/dist/command.js');
const REPEATS = 3;
/** Short turns of every server in each repeat, so that the machine's other load affects all of them alike. */
const TURNS = 8;
const TURN_S = 1;
const CONNECTIONS = 32;
const KEYS = Array.from({ length: 100 }, (_, index) => `BENCH-${String(index).padStart(6, '0')}-0123ABCD-012345W`);
/** @type {Record<string, number>} */
const GOALS = { 'in memory': 0.7, 'with a signed proof': 0.6, 'with Redis': 0.4 };

const upstream = await serveMemberships();
const redis = hasRedis ? await startRedis() : null;
const env = {
  WHOP_API_KEY: 'apik_bench',
  ALLOWED_ORIGINS: 'https://shop.example',
  WHOP_API_BASE: `${upstream.origin}/api/v1`,
  CACHE_SECONDS: '3600',
};
const SIGNING_KEY = execFileSync(process.execPath, [command, 'keygen'], { encoding: 'utf8' });

const plain = await startServer(command, env);
const body = await fetchBody(plain);
const servers = {
  bare: await startServer(path.join(import.meta.dirname, 'bare-hono.mjs'), { BODY: body }),
  'in memory': plain,
  'with a signed proof': await startServer(command, { ...env, SIGNING_KEY, ISSUER: 'https://license.shop.example' }),
  'with Redis': redis && (await startServer(command, { ...env, REDIS_URL: redis.url })),
};

const running = Object.entries(servers).flatMap(([name, server]) =>
  server ? [/** @type {const} */ ([name, server])] : [],
);
await takeTurns(4);
/** @type {Awaited<ReturnType<typeof takeTurns>>[]} */
const rounds = [];
for (let repeat = 0; repeat < REPEATS; repeat++) rounds.push(await takeTurns(TURNS));
report();

for (const server of Object.values(servers)) await server?.stop();
await redis?.stop();
upstream.stop();
measureMemory();

/**
 * Measures requests per second and CPU time per request, in µs, for each server.
 *
 * @param {number} turns
 */
async function takeTurns(turns) {
  const sums = Object.fromEntries(running.map(([name]) => [name, { requests: 0, cpu: 0 }]));
  for (let turn = 0; turn < turns; turn++) {
    for (const [name, server] of running) {
      const { requests, cpu } = await measure(server);
      sums[name].requests += requests;
      sums[name].cpu += cpu;
    }
  }
  return Object.fromEntries(
    running.map(([name]) => [
      name,
      { rate: sums[name].requests / (turns * TURN_S), cpu: sums[name].cpu / sums[name].requests },
    ]),
  );
}

/** @param {BenchServer} server */
async function measure(server) {
  const before = await server.usage();
  const { requests, non2xx, errors } = await autocannon({
    url: server.origin,
    connections: CONNECTIONS,
    duration: TURN_S,
    requests: KEYS.map((key) => ({
      method: 'POST',
      path: `/memberships/${key}/validate_license`,
      headers: { origin: 'https://shop.example', 'content-type': 'application/json', accept: 'application/json' },
      body: '{"metadata":{}}',
    })),
  });
  if (non2xx || errors) throw new Error(`${non2xx} responses were not 2xx, ${errors} requests failed.`);
  const after = await server.usage();
  return { requests: requests.total, cpu: after.cpu - before.cpu };
}

function report() {
  console.log(
    `\nmedian of ${REPEATS} repeats of ${TURNS} turns of ${TURN_S} s, ${CONNECTIONS} connections, ${KEYS.length} keys\n`,
  );
  console.log('                      requests/s   ratio   CPU µs/request   ratio   goal');
  for (const name of Object.keys(rounds[0])) {
    const rate = median(rounds.map((round) => round[name].rate));
    const cpu = median(rounds.map((round) => round[name].cpu));
    // Compare with the bare handler in the same round, because other load slowed both.
    const rateRatio = median(rounds.map((round) => round[name].rate / round.bare.rate));
    const cpuRatio = median(rounds.map((round) => round.bare.cpu / round[name].cpu));
    const cells = [
      name.padEnd(20),
      rate.toFixed(0).padStart(12),
      rateRatio.toFixed(2).padStart(7),
      cpu.toFixed(1).padStart(16),
      cpuRatio.toFixed(2).padStart(7),
    ];
    console.log(`${cells.join(' ')}   ${GOALS[name] ? `≥ ${GOALS[name]}` : ''}`);
  }
  if (!redis) console.log('skipped: no redis-server');
}

/** Runs in a separate process, so that only the relay uses its memory. */
function measureMemory() {
  const output = execFileSync(
    process.execPath,
    ['--expose-gc', path.join(import.meta.dirname, 'relay-memory.mjs'), SIGNING_KEY],
    { encoding: 'utf8' },
  );
  const { grown, statuses } = JSON.parse(output);
  /** @param {number} bytes */
  const inMiB = (bytes) => `${(bytes / 2 ** 20).toFixed(1)} MiB`;
  console.log(
    `\nafter 1,000,000 requests for 100,000 keys: heap + ${inMiB(grown.heap)}, resident + ${inMiB(grown.rss)}   ≤ 64 MiB`,
  );
  console.log(
    `responses: ${Object.entries(statuses)
      .map(([status, count]) => `${count} × ${status}`)
      .join(', ')}`,
  );
}

/** @param {number[]} figures */
function median(figures) {
  return [...figures].sort((one, other) => one - other)[Math.floor(figures.length / 2)];
}

/** @param {BenchServer} server */
async function fetchBody({ origin }) {
  const response = await fetch(`${origin}/memberships/${KEYS[0]}/validate_license`, {
    method: 'POST',
    body: '{"metadata":{}}',
  });
  return response.text();
}

/** Plays the part of Whop: every key is valid. */
async function serveMemberships() {
  const server = createServer((request, response) => {
    const key = path.posix.basename(request.url ?? '');
    const membership = {
      id: `mem_${key}`,
      status: 'active',
      license_key: key,
      product: { id: 'prod_bench' },
      plan: { id: 'plan_bench' },
      metadata: {},
    };
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(membership));
  });
  return { origin: `http://127.0.0.1:${await listen(server)}`, stop: () => server.close() };
}
