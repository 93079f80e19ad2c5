/**
 * Guesses keys of a relay, in a process of its own whose memory can be measured, and prints what came of it as JSON:
 * `node --expose-gc flood.mjs '{"minutes": 1, "guesses": 100000, "addresses": 100000}'`. As many guesses in each minute.
 */
import { createRelay } from '../../packages/relay/dist/index.js';

const { minutes, guesses, addresses } = JSON.parse(process.argv[2]);
const AT_ONCE = 200;

let ahead = 0;
const [now, date] = [performance.now(), Date.now()];
performance.now = () => now + ahead;
Date.now = () => date + ahead;

let asked = 0;
globalThis.fetch = (url) => {
  asked++;
  return Promise.resolve(
    url.endsWith('GOOD')
      ? Response.json({ id: 'mem_1', status: 'active', product: { id: 'prod_A' }, plan: { id: 'plan_A' } })
      : Response.json({ error: { message: 'Membership not found' } }, { status: 404 }),
  );
};
const relay = createRelay({ whopApiKey: 'apik_AccountKey', allowedOrigins: 'https://shop.example', log: () => {} });

/** As light as a request can be: a hundred thousand real ones take minutes. */
async function ask(key, address) {
  const request = {
    method: 'POST',
    url: `https://relay.example/memberships/${key}/validate_license`,
    headers: new Headers({ Origin: 'https://shop.example', 'Content-Length': '15' }),
    text: () => Promise.resolve('{"metadata":{}}'),
  };
  return (await relay.fetch(request, { incoming: { socket: { remoteAddress: address } } })).status;
}

async function heap() {
  for (let count = 0; count < 5; count++) {
    globalThis.gc();
    await new Promise((resolve) => setImmediate(resolve));
  }
  return process.memoryUsage().heapUsed;
}

const first = await ask('W-GOOD', '192.0.2.1');
for (let count = 0; count < 100; count++) await ask(`W-${count}`, '192.0.2.2');
const before = await heap();

const told = {};
let mostAsked = 0;
let guess = 0;
for (let minute = 0; minute < minutes; minute++) {
  ahead += 62_000;
  asked = 0;
  for (let count = 0; count < guesses; count += AT_ONCE) {
    const statuses = await Promise.all(
      Array.from({ length: AT_ONCE }, () => {
        const address = ++guess % addresses;
        return ask(`W-GUESS-${guess}`, `10.${address >> 16}.${(address >> 8) & 255}.${address & 255}`);
      }),
    );
    for (const status of statuses) told[status] = (told[status] ?? 0) + 1;
  }
  mostAsked = Math.max(mostAsked, asked);
}

const mebibytes = ((await heap()) - before) / 2 ** 20;
const stranger = await ask('W-NEW', '192.0.2.3');
const askedBefore = asked;
const known = await ask('W-GOOD', '10.0.0.1');
process.stdout.write(
  JSON.stringify({ first, told, mostAsked, mebibytes, stranger, known, askedForKnown: asked - askedBefore }),
);
relay.close();
