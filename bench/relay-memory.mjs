/**
 * Runs in a separate process: sends 1,000,000 requests for 100,000 keys to a relay, half of them valid, and prints how much
 * memory grew. The clock is advanced with every request to Whop, so that the request budget doesn't limit the test and only
 * the caches' bounds keep memory small.
 */
import { createRelay } from '../packages/relay/dist/index.js';

const REQUESTS = 1_000_000;
const KEYS = 100_000;
/** Keeps the requests to Whop below 400 a minute. */
const INTERVAL_MS = 200;

const realNow = performance.now.bind(performance);
let offsetMs = 0;
performance.now = () => realNow() + offsetMs;
/** @param {unknown} url */
globalThis.fetch = (url) => {
  offsetMs += INTERVAL_MS;
  const key = decodeURIComponent(String(url).split('/').at(-1) ?? '');
  const membership = {
    id: `mem_${key}`,
    status: 'active',
    license_key: key,
    product: { id: 'prod_bench' },
    plan: { id: 'plan_bench' },
    metadata: {},
  };
  const isValid = Number(key.slice(-6)) % 2;
  return Promise.resolve(
    isValid
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
/** @type {Record<number, number>} */
const statuses = {};

// Warm up first, because V8 grows the heap of a new process step by step.
await sendRequests(20_000);
const before = await measureMemory();
await sendRequests(REQUESTS);
const after = await measureMemory();
process.stdout.write(
  JSON.stringify({
    grown: { heap: after.heap - before.heap, rss: after.rss - before.rss },
    statuses,
  }),
);

/** @param {number} count */
async function sendRequests(count) {
  for (let index = 0; index < count; index++) {
    // Send each key ten times in a row, like a visitor. Go through the keys in an order that is hard to cache: 7919 has
    // no common factor with their number.
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

/** Returns the memory in use, in bytes. */
async function measureMemory() {
  for (let times = 0; times < 3; times++) {
    globalThis.gc?.();
    await new Promise(setImmediate);
  }
  const { rss, heapUsed, external } = process.memoryUsage();
  return { heap: heapUsed + external, rss };
}
