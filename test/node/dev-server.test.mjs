import assert from 'node:assert/strict';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { createLogger, createServer } from 'vite';
import { oneAddress } from '../../tools/one-address-plugin.mjs';
import { testApi } from '../../tools/test-api-plugin.mjs';

describe('the dev server', () => {
  /** @type {string[]} */
  const printed = [];
  /** @type {import('vite').ViteDevServer} */
  let server;
  before(async () => {
    const customLogger = createLogger();
    customLogger.info = (line) => printed.push(line);
    server = await createServer({
      root: path.resolve(import.meta.dirname, '../..'),
      configFile: false,
      customLogger,
      // The test asks for no module.
      optimizeDeps: { noDiscovery: true },
      plugins: [testApi(), oneAddress()],
    });
    await server.listen();
  });
  after(() => server.close());

  async function testApiOfPage() {
    const html = await server.transformIndexHtml('/', '<!doctype html><html><head></head><body></body></html>');
    return /<meta name="test-api" content="(http:\/\/127\.0\.0\.1:\d+\/api\/v2)">/.exec(html)[1];
  }

  it('gives its pages the address of the test API, which has another origin', async () => {
    const base = await testApiOfPage();
    assert.ok(!server.resolvedUrls.local.some((address) => base.startsWith(address)));
    const response = await fetch(`${base}/memberships/DEMO-VALID/validate_license`, {
      method: 'POST',
      headers: { Authorization: 'Bearer apik_test_validate', 'Content-Type': 'application/json' },
      body: '{"metadata":{}}',
    });
    assert.equal(response.status, 201);
  });

  it('prints one address, even in a terminal', () => {
    const { isTTY } = process.stdin;
    const { CI } = process.env;
    process.stdin.isTTY = true;
    delete process.env.CI;
    printed.length = 0;
    server.printUrls();
    server.bindCLIShortcuts({ print: true });
    process.stdin.isTTY = isTTY;
    if (CI !== undefined) process.env.CI = CI;
    assert.deepEqual(printed.join('').match(/https?:\S+/g), [server.resolvedUrls.local[0]]);
    assert.equal(printed.length, 1);
  });

  it('closes the test API when it closes', async () => {
    const base = await testApiOfPage();
    await server.close();
    await assert.rejects(fetch(base), TypeError);
  });
});
