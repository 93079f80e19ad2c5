import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { pathToFileURL } from 'node:url';
import getPort from 'get-port';
import { createFakeWhop, FAKE_ACCOUNT_API_KEY, FAKE_API_KEY } from '../../dist/testing.js';
import { serveTestApi } from '../../tools/serve-test-api.mjs';
import { launchChromium } from '../support/chromium.mjs';
import { blocksOf, documents } from '../support/documents.mjs';
import { pack } from '../support/installed-package.mjs';

/**
 * @import { ChildProcess } from 'node:child_process'
 * @import { TestServer } from '../../tools/serve-test-api.mjs'
 */

/** The shell commands of the documents, by the heading that they stand under. */
const blocks = blocksOf('sh').map(({ heading, code }) => ({ heading, script: code }));
const relayGuide = documents['docs/relay.md'];

/** Headings whose commands run elsewhere: in `.ci/run` on a clean checkout, or in test/runtimes (Cloudflare needs an account). */
const TESTED_ELSEWHERE = ['Development', 'Contributing', 'On Cloudflare Workers'];

describe('the commands in the docs', () => {
  /** @type {string} */
  let folder;
  /** @type {TestServer} */
  let whop;
  /** @type {string} */
  let tarball;

  before(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'seller-'));
    whop = await serveTestApi(createFakeWhop());
    writeFileSync(path.join(folder, 'package.json'), '{"private":true}');
    tarball = await pack(folder, 'whop-license-check');
    // The relay's dependency on the tag, which npm would get from the registry, comes from the other tarball.
    const relay = await pack(folder, 'whop-license-relay');
    execFileSync('npm', ['install', '--prefer-offline', '--no-audit', '--no-fund', tarball, relay], {
      cwd: folder,
      stdio: 'ignore',
    });
  });
  after(() => {
    whop.close();
    rmSync(folder, { recursive: true });
  });

  /**
   * Runs a block as it stands there, but with a key of the test API's, and with the package as it is here.
   *
   * @param {string} heading
   * @param {number} which
   */
  function start(
    heading,
    which,
    { apiKey = FAKE_ACCOUNT_API_KEY, base = '/api/v1', scripts = blocksUnder(heading) } = {},
  ) {
    const script = scripts[which].replaceAll('apik_…', apiKey).replace(/^npm install .*/m, '');
    const child = spawn('bash', ['-euo', 'pipefail', '-c', script], {
      cwd: folder,
      env: { ...process.env, PORT: '0', HOST: '127.0.0.1', WHOP_API_BASE: whop.origin + base },
      detached: true,
    });
    const output = { stdout: '', stderr: '' };
    child.stdout.setEncoding('utf8').on('data', (text) => (output.stdout += text));
    child.stderr.setEncoding('utf8').on('data', (text) => (output.stderr += text));
    return { child, output };
  }

  /** @param {Parameters<typeof start>} args */
  async function run(...args) {
    const { child, output } = start(...args);
    const [code] = await once(child, 'close');
    return { code, ...output };
  }

  /**
   * Validates a license with the relay that a block starts.
   *
   * @param {string} heading
   * @param {number} which
   */
  async function validateWithRelay(heading, which) {
    const { child, output } = start(heading, which);
    while (!/listening on port/.test(output.stderr))
      await Promise.race([once(child.stderr, 'data'), once(child, 'close').then(() => assert.fail(output.stderr))]);
    const [, port] = /listening on port (\d+)/.exec(output.stderr);
    const response = await fetch(`http://127.0.0.1:${port}/memberships/DEMO-VALID/validate_license`, {
      method: 'POST',
      headers: { Origin: 'https://shop.example', 'Content-Type': 'application/json' },
      body: '{"metadata":{}}',
    });
    process.kill(-child.pid, 'SIGTERM');
    await once(child, 'close');
    return response.json();
  }

  it('all run, here or in another test', () => {
    const here = [
      'Five minutes',
      'On your own server',
      'Calling Whop directly',
      'Protect a download',
      'whop-license-relay',
    ];
    assert.deepEqual([...new Set(blocks.map(({ heading }) => heading))].sort(), [...TESTED_ELSEWHERE, ...here].sort());
  });

  it('lead from an empty folder to a page that says “valid”', async () => {
    // On this machine, something else may listen on the port.
    const port = String(await getPort());
    const section = documents['README.md']
      .split(/^## /m)
      .find((text) => text.startsWith('Five minutes'))
      .replaceAll('8788', port);
    const empty = path.join(folder, 'empty');
    mkdirSync(empty);
    // In order: run shell blocks, and save every other block under the file name in the text before it.
    /** @type {string} */
    let name;
    /** @type {ChildProcess} */
    let api;
    for (const [, text, language, code] of section.matchAll(/(.*?)^```(\w+)\n(.*?)^```/gms)) {
      [, name] = /as `([\w.-]+)`[^`]*$/.exec(text) ?? [];
      if (language !== 'sh') writeFileSync(path.join(empty, name), code);
      else if (code.startsWith('node '))
        api = spawn('bash', ['-c', `exec ${code}`], { cwd: empty, stdio: ['ignore', 'pipe', 'inherit'] });
      else
        execFileSync(
          'bash',
          [
            '-euc',
            code.replace(
              'npm install whop-license-check',
              `npm install --prefer-offline --no-audit --no-fund ${tarball}`,
            ),
          ],
          { cwd: empty, stdio: 'ignore' },
        );
    }
    const browser = await launchChromium();
    try {
      const { port } = new URL(/api-base="([^"]+)"/.exec(section)[1]);
      while (!(await fetch(`http://127.0.0.1:${port}`).then(Boolean, () => false))) assert.equal(api.exitCode, null);
      const page = await browser.newPage();
      await page.goto(pathToFileURL(path.join(empty, 'index.html')).href);
      for (const [, key] of section.matchAll(/`(DEMO-\w+)`/g)) {
        const state = key === 'DEMO-VALID' ? 'valid' : 'invalid';
        await page.$eval('whop-license-check', (tag, key) => ((tag.licenseKey = key), tag.focus()), key);
        await page.keyboard.press('Enter');
        await page.waitForSelector(`whop-license-check[state=${state}]`);
        assert.equal(await page.$eval('#download', (element) => element.checkVisibility()), state === 'valid');
      }
    } finally {
      await browser.close();
      api.kill();
    }
  });

  it('start a relay on a server', async () => {
    const { valid, token } = await validateWithRelay('On your own server', 0);
    assert.deepEqual([valid, token], [true, undefined]);
    const { stdout } = await run('On your own server', 0, {
      scripts: [relayGuide.match(/`(npx whop-license-relay --help)`/)[1]],
    });
    for (const [, name] of relayGuide.matchAll(/^\| `([A-Z_]+)`/gm)) assert.ok(stdout.includes(name), name);
  });

  it('start a relay as its own README says', async () => {
    assert.equal((await validateWithRelay('whop-license-relay', 0)).valid, true);
  });

  it('make a signing key, and start a relay that signs with it', async () => {
    assert.equal((await run('Protect a download', 0)).code, 0);
    const { token } = await validateWithRelay('Protect a download', 1);
    assert.match(token, /^[\w-]+\.[\w-]+\.[\w-]+$/);
  });

  it('tell whether a key is safe to publish', async () => {
    const options = { base: '' };
    assert.deepEqual((await run('Calling Whop directly', 0, { ...options, apiKey: FAKE_API_KEY })).code, 0);
    assert.deepEqual((await run('Calling Whop directly', 0, options)).code, 1);
  });
});

/** @param {string} heading */
function blocksUnder(heading) {
  return blocks.filter((block) => block.heading === heading).map(({ script }) => script);
}
