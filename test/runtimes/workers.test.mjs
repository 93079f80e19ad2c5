import assert from 'node:assert/strict';
import path from 'node:path';
import { after, afterEach, before, describe, it } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { build } from 'esbuild';
import { exportJWK } from 'jose';
import { verifyLicenseToken } from '../../packages/relay/dist/token.js';
import { makeSigningKey } from '../support/license-token.mjs';
import { missing, serveWhop } from '../support/runtimes.mjs';
import { openWidgetPage } from '../support/widget-page.mjs';
import { bundleExample, startWorker } from './workers.mjs';

/**
 * @import { RuntimeWhop } from '../support/runtimes.mjs'
 * @import { WidgetPage } from '../support/widget-page.mjs'
 * @import { RunningWorker, WorkerSource } from './workers.mjs'
 */

const skip = missing('miniflare') || missing('wrangler') || missing('workerd');
/** @type {WidgetPage} */
let page;
/** @type {RuntimeWhop} */
let whop;
/** @type {WorkerSource} */
let example;
/** @type {RunningWorker} */
let idleWorker;
/** @type {Promise<number>} */
let statusAfterIdling;
before(async () => {
  if (skip) return;
  example = await bundleExample();
  whop = await serveWhop();
  page = await openWidgetPage();
  idleWorker = await startExample();
  await Promise.all(Array.from({ length: 30 }, (_, number) => ask(idleWorker.origin, `GUESS-${number}`)));
  // The other tests run meanwhile. After 10 s, workerd evicts a Durable Object that does not keep itself awake.
  statusAfterIdling = pause(12_000).then(async () => (await ask(idleWorker.origin, 'GUESS-30')).status);
});
after(async () => {
  await idleWorker?.stop();
  await page?.close();
  whop?.close();
});

/**
 * Checks a license as a program without an origin does.
 *
 * @param {string | URL} origin
 * @param {string} key
 * @param {Record<string, string>} [headers]
 */
function ask(origin, key, headers = {}) {
  return fetch(`${origin}/memberships/${key}/validate_license`, { method: 'POST', headers, body: '{"metadata":{}}' });
}

/** @param {string} origin */
const healthOf = async (origin) => (await fetch(`${origin}/healthz`)).json();
/** @param {string} key */
const timesAsked = (key) => whop.askedKeys.filter((asked) => asked === key).length;

/**
 * See `startWorker`.
 *
 * @type {(settings?: Record<string, string>, changes?: object) => Promise<RunningWorker>}
 */
const startExample = (settings, changes) =>
  startWorker(example, { ...whop.settings, ALLOWED_ORIGINS: page.origin, ...settings }, changes);

/**
 * Runs the example for one test.
 *
 * @param {Record<string, string>} settings
 * @param {object} changes
 * @param {(worker: RunningWorker) => Promise<void>} task
 */
async function withWorker(settings, changes, task) {
  const worker = await startExample(settings, changes);
  try {
    await task(worker);
  } finally {
    await worker.stop();
  }
}

describe('examples/relay-workers', { skip }, () => {
  /** @type {RunningWorker} */
  let relay;
  before(async () => {
    relay = await startExample();
  });
  after(() => relay?.stop());

  it('is bundled without Redis and without modules of Node', () => {
    assert.doesNotMatch(example.script, /ioredis|\bnode:(?!crypto")/);
    assert.doesNotMatch(example.script, /^import\b/m);
  });

  for (const [key, verdict] of [
    ['DEMO-VALID', 'valid'],
    ['NOBODYS-KEY', 'invalid not-found'],
    ['DEMO-500', 'unverified server-error'],
  ]) {
    it(`answers the tag in a browser: ${key}, ${verdict}`, async () => {
      assert.equal(await page.check(relay.origin, key), verdict);
    });
  }

  it('does not blame the buyer while Whop is down', async () => {
    const gone = await serveWhop();
    gone.close();
    await withWorker(gone.settings, {}, async ({ origin }) => {
      assert.equal(await page.check(origin, 'DEMO-VALID'), 'unverified server-error');
    });
  });

  it('reports its health, with shared state', async () => {
    assert.deepEqual(await healthOf(relay.origin), { status: 'ok', state: 'shared' });
  });

  it('asks Whop once for simultaneous checks and later ones', async () => {
    const responses = await Promise.all(Array.from({ length: 30 }, () => ask(relay.origin, 'DEMO-TRIALING')));
    for (const response of [...responses, await ask(relay.origin, 'DEMO-TRIALING')]) {
      assert.equal(response.status, 201);
      assert.equal((await response.json()).valid, true);
    }
    assert.equal(timesAsked('DEMO-TRIALING'), 1);
  });

  it('follows no redirect', async () => {
    assert.equal((await ask(relay.origin, 'DEMO-REDIRECT')).status, 502);
    assert.equal(timesAsked('DEMO-REDIRECT'), 2);
  });

  it('knows a client by the platform’s own header: one that guesses gets no more answers, others do', async () => {
    /** @type {(number: number, address: string) => Promise<number>} */
    const guess = async (number, address) => {
      const headers = { 'CF-Connecting-IP': address, 'X-Forwarded-For': `198.51.100.${number}` };
      return (await ask(relay.origin, `GUESS-${number}`, headers)).status;
    };
    for (let number = 0; number < 30; number++) assert.equal(await guess(number, '203.0.113.7'), 404);
    assert.equal(await guess(30, '203.0.113.7'), 429);
    assert.equal(await guess(30, '203.0.113.8'), 404);
  });

  it('signs tokens for simultaneous first requests', async () => {
    const { privateKey } = await makeSigningKey();
    const settings = {
      SIGNING_KEY: JSON.stringify(await exportJWK(privateKey)),
      ISSUER: 'https://license.shop.example',
    };
    await withWorker(settings, {}, async ({ origin }) => {
      const bodies = await Promise.all(
        Array.from({ length: 10 }, async () => (await ask(origin, 'DEMO-VALID', { Origin: page.origin })).json()),
      );
      for (const { token } of bodies) {
        const claims = await verifyLicenseToken(token, {
          issuer: settings.ISSUER,
          audience: page.origin,
          keys: `${origin}/.well-known/jwks.json`,
        });
        assert.equal(claims.sub, 'mem_DEMOVALID');
      }
    });
  });
});

describe('the state of a Worker', { skip }, () => {
  afterEach(() => {
    whop.answer = null;
  });

  it('is in the platform’s cache when everything else has forgotten it', async () => {
    await withWorker({}, {}, async ({ origin, restart }) => {
      const before = timesAsked('DEMO-COMPLETED');
      await ask(origin, 'DEMO-COMPLETED');
      assert.equal((await ask(await restart(), 'DEMO-COMPLETED')).status, 201);
      assert.equal(timesAsked('DEMO-COMPLETED'), before + 1);
    });
  });

  it('is in the Durable Object when the platform has no cache', async () => {
    await withWorker({}, { cache: false }, async ({ origin }) => {
      const before = timesAsked('DEMO-COMPLETED');
      const responses = await Promise.all(Array.from({ length: 30 }, () => ask(origin, 'DEMO-COMPLETED')));
      assert.ok(responses.every(({ status }) => status === 201));
      assert.equal(timesAsked('DEMO-COMPLETED'), before + 1);
    });
  });

  it('is stored by the Durable Object, so that a key counts as good lately after a restart', async () => {
    await withWorker({ CACHE_SECONDS: '0' }, { cache: false }, async ({ origin, restart }) => {
      assert.equal((await ask(origin, 'DEMO-COMPLETED')).status, 201);
      const restarted = await restart();
      // A client with too many refusals gets answers only about keys that were good lately.
      await Promise.all(Array.from({ length: 30 }, (_, number) => ask(restarted, `GUESS-${number}`)));
      assert.equal((await ask(restarted, 'DEMO-VALID')).status, 429);
      assert.equal((await ask(restarted, 'DEMO-COMPLETED')).status, 201);
    });
  });

  it('is local to each instance when the Durable Object is missing, and healthz says so', async () => {
    await withWorker({}, { durableObjects: {} }, async ({ origin }) => {
      assert.deepEqual(await healthOf(origin), { status: 'degraded', state: 'alone' });
      assert.equal((await ask(origin, 'DEMO-VALID')).status, 201);
      assert.equal((await ask(origin, 'NOBODYS-KEY')).status, 404);
    });
  });
});

describe('a misconfigured Worker', { skip }, () => {
  it('names what is missing', async () => {
    await withWorker({ WHOP_API_KEY: '' }, {}, async ({ origin }) => {
      const response = await ask(origin, 'DEMO-VALID');
      assert.equal(response.status, 500);
      assert.match((await response.json()).error.message, /WHOP_API_KEY is missing/);
    });
  });
});

describe('the client and the relay', { skip }, () => {
  /** @type {WorkerSource} */
  let client;
  before(async () => {
    const contents = `import { validateLicense } from './dist/client.js';
      export default { fetch: async (request, { API_BASE: apiBase }) => Response.json(await validateLicense({ licenseKey: 'DEMO-VALID', apiBase })) };`;
    const { outputFiles } = await build({
      stdin: { contents, resolveDir: path.resolve(import.meta.dirname, '../..') },
      bundle: true,
      format: 'esm',
      write: false,
    });
    client = { script: outputFiles[0].text, options: { compatibilityDate: example.options.compatibilityDate } };
  });

  // With an older date, workerd refuses more members of a request. With Node's modules, it has Node's `crypto`.
  for (const [where, changes] of /** @type {[string, object][]} */ ([
    ['with the settings of the example', {}],
    ['with a date of 2024', { compatibilityDate: '2024-01-01' }],
    ['with Node’s modules', { compatibilityFlags: ['nodejs_compat'] }],
  ])) {
    it(`run in a Worker ${where}`, async () => {
      await withWorker({}, changes, async (relay) => {
        const asking = await startWorker(client, { API_BASE: relay.origin }, changes);
        try {
          assert.equal((await (await fetch(asking.origin)).json()).outcome, 'valid');
          assert.equal((await ask(relay.origin, 'DEMO-REDIRECT')).status, 502);
        } finally {
          await asking.stop();
        }
      });
    });
  }
});

describe('an idle Worker', { skip }, () => {
  it('remembers what it has counted', async () => {
    assert.equal(await statusAfterIdling, 429);
  });
});
