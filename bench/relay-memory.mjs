/**
 * A process of its own: answers 1,000,000 requests for 100,000 keys, every second of which is good, and says by how much
 * its memory grew. Its clock is put forward with each request to Whop, so that it is the bounds of the caches that keep
 * memory small and not the budget.
 */
import { createRelay } from '../packages/relay/dist/index.js';

const REQUESTS = 1_000_000;
const KEYS = 100_000;
/** In ms, so that a minute has fewer than 400 requests to Whop. */
const BETWEEN = 200;

const realNow = performance.now.bind(performance);
let ahead = 0;
performance.now = () => realNow() + ahead;
globalThis.fetch = (url) => {
  ahead += BETWEEN;
  const key = decodeURIComponent(url.slice(url.lastIndexOf('/') + 1));
  const membership = {
    id: `mem_${key}`,
    status: 'active',
    license_key: key,
    product: { id: 'prod_bench' },
    plan: { id: 'plan_bench' },
    metadata: {},
  };
  const isGood = Number(key.slice(-6)) % 2;
  return Promise.resolve(
    isGood
      ? Response.json(membership)
      : Response.json({ error: { type: 'not_found', message: 'Membership not found' } }, { status: 404 }),
  );
};

const relay = createRelay({
  whopApiKey: 'apik_bench',
  allowedOrigins: 'https://shop.example',
  cacheSeconds: 86_400,
  signingKey: process.argv[2],
  issuer: 'https://license.shop.example',
  log: () => {},
});
const statuses = {};

// A process that has just begun has not the room yet in which it works (V8 gives it step by step).
await ask(20_000);
const before = await memory();
await ask(REQUESTS);
const after = await memory();
process.stdout.write(
  JSON.stringify({
    grown: Object.fromEntries(Object.keys(before).map((name) => [name, after[name] - before[name]])),
    statuses,
  }),
);

async function ask(count) {
  for (let index = 0; index < count; index++) {
    // Each key ten times in a row, as a visitor asks, and the keys in no order that a cache could like: 7919 has no
    // factor in common with their number.
    const number = (Math.floor(index / 10) * 7919) % KEYS;
    const request = new Request(`https://relay/memberships/BENCH-${String(number).padStart(6, '0')}/validate_license`, {
      method: 'POST',
      headers: { Origin: 'https://shop.example', 'Content-Type': 'application/json' },
      body: '{"metadata":{}}',
    });
    const socket = { remoteAddress: `2001:db8:${(number >> 4).toString(16)}::1` };
    const { status } = await relay.fetch(request, { incoming: { socket } });
    statuses[status] = (statuses[status] ?? 0) + 1;
  }
}

/** In bytes. */
async function memory() {
  for (let times = 0; times < 3; times++) {
    globalThis.gc();
    await new Promise(setImmediate);
  }
  const { rss, heapUsed, external } = process.memoryUsage();
  return { heap: heapUsed + external, rss };
}
