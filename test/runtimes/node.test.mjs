import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { parseEnv } from 'node:util';
import { copyExample, missing, serveWhop, startServer } from '../support/runtimes.mjs';
import { openWidgetPage } from '../support/widget-page.mjs';

describe('examples/relay-node', { skip: missing('whop-license-check') }, () => {
  let page, whop, example, relay;
  before(async () => {
    whop = await serveWhop();
    page = await openWidgetPage();
    example = copyExample('relay-node');
    const env = parseEnv(readFileSync(path.join(example.folder, '.env.example'), 'utf8'));
    relay = await startServer('npm', ['start'], { cwd: example.folder, env: { ...env, ...whop.settings, ALLOWED_ORIGINS: page.origin, PORT: '0' } });
  });
  after(async () => {
    await Promise.all([relay?.stop(), page?.close()]);
    whop?.close();
    example?.remove();
  });

  for (const [key, verdict] of [['DEMO-VALID', 'valid'], ['NOBODYS-KEY', 'invalid not-found'], ['DEMO-500', 'unverified server-error']]) {
    it(`answers the tag in a browser: ${key}, ${verdict}`, async () => {
      assert.equal(await page.check(relay.origin, key), verdict);
    });
  }

  it('says that it lives', async () => {
    assert.deepEqual(await (await fetch(`${relay.origin}/healthz`)).json(), { status: 'ok', state: 'memory' });
  });
});
