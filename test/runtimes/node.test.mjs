import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { copyExample, missing, serveWhop, startServer } from '../support/runtimes.mjs';
import { openWidgetPage } from '../support/widget-page.mjs';

/**
 * @import { RunningServer, RuntimeWhop } from '../support/runtimes.mjs'
 * @import { WidgetPage } from '../support/widget-page.mjs'
 */

describe('examples/relay-node', { skip: missing('whop-license-relay') }, () => {
  /** @type {WidgetPage} */
  let page;
  /** @type {RuntimeWhop} */
  let whop;
  /** @type {ReturnType<typeof copyExample>} */
  let example;
  /** @type {RunningServer} */
  let relay;
  before(async () => {
    whop = await serveWhop();
    page = await openWidgetPage();
    example = copyExample('relay-node');
    /** @param {string} file */
    const read = (file) => readFileSync(path.join(example.folder, file), 'utf8');
    // A seller does this by hand.
    const { WHOP_API_KEY, ...otherVariables } = whop.settings;
    const filledIn = read('.env.example')
      .replace(/^WHOP_API_KEY=.*/m, `WHOP_API_KEY=${WHOP_API_KEY}`)
      .replace(/^ALLOWED_ORIGINS=.*/m, `ALLOWED_ORIGINS=${page.origin}`);
    writeFileSync(path.join(example.folder, '.env'), filledIn);
    const [, command] = /```sh\n\s*(.*)\n/.exec(read('README.md'));
    relay = await startServer('sh', ['-c', command], { cwd: example.folder, env: { ...otherVariables, PORT: '0' } });
  });
  after(async () => {
    await Promise.all([relay?.stop(), page?.close()]);
    whop?.close();
    example?.remove();
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

  it('reports its health', async () => {
    assert.deepEqual(await (await fetch(`${relay.origin}/healthz`)).json(), { status: 'ok', state: 'memory' });
  });

  it('starts with npm when the variables are already set', async () => {
    const started = await startServer('npm', ['start'], {
      cwd: example.folder,
      env: { ...whop.settings, ALLOWED_ORIGINS: page.origin, PORT: '0' },
    });
    try {
      assert.equal(await page.check(started.origin, 'DEMO-VALID'), 'valid');
    } finally {
      await started.stop();
    }
  });

  it('does not blame the buyer while Whop is down', async () => {
    whop.close();
    assert.equal(await page.check(relay.origin, 'DEMO-TRIALING'), 'unverified server-error');
  });
});
