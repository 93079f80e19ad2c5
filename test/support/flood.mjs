/**
 * Floods a relay with guesses, in a process of its own whose memory can be measured, and prints the results as JSON:
 * `node --expose-gc flood.mjs '{"minutes": 1, "guesses": 100000, "addresses": 100000}'`. `guesses` is their number in each
 * minute.
 */
import { createRelay } from '../../packages/relay/dist/index.js';

const { minutes, guesses, addresses } = JSON.parse(process.argv[2]);
const CONCURRENCY = 200;

let offsetMs = 0;
const [now, date] = [performance.now(), Date.now()];
performance.now = () => now + offsetMs;
Date.now = () => date + offsetMs;

let calls = 0;
/** @param {unknown} url */
globalThis.fetch = (url) => {
  calls++;
  return Promise.resolve(
    String(url).endsWith('GOOD')
      ? Response.json({ id: 'mem_1', status: 'active', product: { id: 'prod_A' }, plan: { id: 'plan_A' } })
      : Response.json({ error: { message: 'Membership not found' } }, { status: 404 }),
  );
};
const relay = createRelay({ whopApiKey: 'apik_AccountKey', allowedOrigins: 'https://shop.example', log: () => {} });

/**
 * Sends the lightest object that works as a request. A hundred thousand real ones take minutes.
 *
 * @param {string} key
 * @param {string} address
 */
async function ask(key, address) {
  const request = {
    method: 'POST',
    url: `https://relay.example/memberships/${key}/validate_license`,
    headers: new Headers({ Origin: 'https://shop.example', 'Content-Length': '15' }),
    text: () => Promise.resolve('{"metadata":{}}'),
  };
  return (await relay.fetch(/** @type {Request} */ (request), { incoming: { socket: { remoteAddress: address } } }))
    .status;
}

/** In bytes, after garbage collection. */
async function measureHeap() {
  for (let count = 0; count < 5; count++) {
    globalThis.gc();
    await new Promise((resolve) => setImmediate(resolve));
  }
  return process.memoryUsage().heapUsed;
}

const firstStatus = await ask('W-GOOD', '192.0.2.1');
for (let count = 0; count < 100; count++) await ask(`W-${count}`, '192.0.2.2');
const heapBefore = await measureHeap();

/** @type {Record<number, number>} */
const statusCounts = {};
let maxCallsPerMinute = 0;
let guess = 0;
for (let minute = 0; minute < minutes; minute++) {
  offsetMs += 62_000;
  calls = 0;
  for (let count = 0; count < guesses; count += CONCURRENCY) {
    const statuses = await Promise.all(
      Array.from({ length: CONCURRENCY }, () => {
        const address = ++guess % addresses;
        return ask(`W-GUESS-${guess}`, `10.${address >> 16}.${(address >> 8) & 255}.${address & 255}`);
      }),
    );
    for (const status of statuses) statusCounts[status] = (statusCounts[status] ?? 0) + 1;
  }
  maxCallsPerMinute = Math.max(maxCallsPerMinute, calls);
}

const mebibytes = ((await measureHeap()) - heapBefore) / 2 ** 20;
const newClientStatus = await ask('W-NEW', '192.0.2.3');
const callsBefore = calls;
const goodKeyStatus = await ask('W-GOOD', '10.0.0.1');
process.stdout.write(
  JSON.stringify({
    firstStatus,
    statusCounts,
    maxCallsPerMinute,
    mebibytes,
    newClientStatus,
    goodKeyStatus,
    goodKeyCalls: calls - callsBefore,
  }),
);
relay.close();
