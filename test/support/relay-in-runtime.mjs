import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { request } from 'node:http';
import { after, before, describe, it } from 'node:test';
import { promisify } from 'node:util';
import { exportJWK } from 'jose';
import { makeSigningKey } from './license-token.mjs';
import { missing, programOf, runtimes, serveWhop, startServer } from './runtimes.mjs';
import { openWidgetPage } from './widget-page.mjs';

/**
 * @import { RunningServer, RuntimeWhop } from './runtimes.mjs'
 * @import { WidgetPage } from './widget-page.mjs'
 */

const run = promisify(execFile);
const ISSUER = 'https://license.shop.example';

/** Only Linux has all of 127.0.0.0/8. Elsewhere there is one address to ask from. */
const skipSecondAddress = process.platform !== 'linux' && 'only Linux has 127.0.0.2';

/**
 * Tests the relay and the client in a runtime other than Node.
 *
 * @param {'deno' | 'bun'} name
 * @param {{ server: string[], client: string[] }} args - Arguments that start the server, and that run `check.mjs`.
 */
export function describeRuntime(name, { server, client }) {
  describe(`the relay in ${name}`, { skip: missing(name) }, () => {
    /** @type {WidgetPage} */
    let page;
    /** @type {RuntimeWhop} */
    let whop;
    /** @type {RunningServer} */
    let relay;
    before(async () => {
      whop = await serveWhop();
      page = await openWidgetPage();
      const { privateKey } = await makeSigningKey();
      const signing = { SIGNING_KEY: JSON.stringify(await exportJWK(privateKey)), ISSUER };
      relay = await startServer(programOf(name), server, {
        env: { ...whop.settings, ...signing, ALLOWED_ORIGINS: page.origin, PORT: '0' },
      });
    });
    after(async () => {
      await Promise.all([relay?.stop(), page?.close()]);
      whop?.close();
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

    it('follows no redirect', async () => {
      assert.equal(await statusOf(relay.origin, 'DEMO-REDIRECT'), 502);
      assert.deepEqual(
        whop.askedKeys.filter((key) => key === 'DEMO-REDIRECT'),
        ['DEMO-REDIRECT', 'DEMO-REDIRECT'],
      );
    });

    it('is used by the client in the same runtime, which accepts its token', async () => {
      const { stdout } = await run(programOf(name), [...client, 'check.mjs', 'DEMO-VALID', relay.origin, ISSUER], {
        cwd: runtimes,
      });
      assert.deepEqual(JSON.parse(stdout), { outcome: 'valid', sub: 'mem_DEMOVALID' });
    });

    it(
      'knows a client by its address: one that guesses gets no more answers, others do',
      { skip: skipSecondAddress },
      async () => {
        for (let guess = 0; guess < 30; guess++)
          assert.equal(await statusOf(relay.origin, `GUESS-${guess}`, '127.0.0.2'), 404);
        assert.equal(await statusOf(relay.origin, 'GUESS-30', '127.0.0.2'), 429);
        assert.equal(await statusOf(relay.origin, 'GUESS-30', '127.0.0.3'), 404);
      },
    );

    it('does not blame the buyer while Whop is down', async () => {
      whop.close();
      assert.equal(await page.check(relay.origin, 'DEMO-TRIALING'), 'unverified server-error');
    });
  });
}

/**
 * The status of the response to a request from one address of this machine.
 *
 * @param {string} origin
 * @param {string} key
 * @param {string} [localAddress]
 */
async function statusOf(origin, key, localAddress = '127.0.0.1') {
  const outgoing = request(`${origin}/memberships/${key}/validate_license`, {
    method: 'POST',
    localAddress,
    agent: false,
  });
  outgoing.end('{"metadata":{}}');
  const [{ statusCode }] = await once(outgoing, 'response');
  return statusCode;
}
