import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { createFakeWhop, FAKE_ACCOUNT_API_KEY, FAKE_API_KEY } from '../../dist/testing.js';
import { serveTestApi } from '../../tools/serve-test-api.mjs';

const root = path.resolve(import.meta.dirname, '../..');
const readme = readFileSync(path.join(root, 'README.md'), 'utf8');
/** The shell commands of the README, by the heading that they stand under. */
const blocks = readme.split(/^#+ /m).flatMap((section) => [...section.matchAll(/^```sh\n(.*?)^```/gms)].map(([, script]) => ({ heading: section.slice(0, section.indexOf('\n')), script })));

/** Run elsewhere: what `.ci/run` does on a clean checkout, and what takes an account at Cloudflare (test/runtimes). */
const ELSEWHERE = ['Try it', 'On Cloudflare Workers'];

describe('the commands of the README', () => {
  let folder;
  let whop;

  before(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'seller-'));
    whop = await serveTestApi(createFakeWhop());
    const [{ filename }] = JSON.parse(npm('pack', '--ignore-scripts', '--json', '--pack-destination', folder, root));
    writeFileSync(path.join(folder, 'package.json'), '{"private":true}');
    npm('install', '--prefer-offline', '--no-audit', '--no-fund', path.join(folder, filename));
  });
  after(() => {
    whop.close();
    rmSync(folder, { recursive: true });
  });

  function npm(...args) {
    return execFileSync('npm', args, { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  }

  /** Runs a block as it stands there, but with a key of the test API's, and with the package as it is here. */
  function start(heading, which, { apiKey = FAKE_ACCOUNT_API_KEY, base = '/api/v1', scripts = blocksUnder(heading) } = {}) {
    const script = scripts[which].replaceAll('apik_…', apiKey).replace(/^npm install .*/m, '');
    const child = spawn('bash', ['-euo', 'pipefail', '-c', script], {
      cwd: folder,
      env: { ...process.env, PORT: '0', HOST: '127.0.0.1', WHOP_API_BASE: whop.origin + base },
      detached: true,
    });
    const output = { stdout: '', stderr: '' };
    for (const name of ['stdout', 'stderr']) child[name].setEncoding('utf8').on('data', (text) => (output[name] += text));
    return { child, output };
  }

  async function run(...args) {
    const { child, output } = start(...args);
    const [code] = await once(child, 'close');
    return { code, ...output };
  }

  /** Asks the relay that a block starts. */
  async function ask(heading, which) {
    const { child, output } = start(heading, which);
    while (!/listening on port/.test(output.stderr)) await Promise.race([once(child.stderr, 'data'), once(child, 'close').then(() => assert.fail(output.stderr))]);
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

  it('are all run, here or elsewhere', () => {
    const here = ['On a server of yours', 'Directly', 'Protect a download'];
    assert.deepEqual([...new Set(blocks.map(({ heading }) => heading))].sort(), [...ELSEWHERE, ...here].sort());
  });

  it('start a relay on a server', async () => {
    const { valid, token } = await ask('On a server of yours', 0);
    assert.deepEqual([valid, token], [true, undefined]);
    const { stdout } = await run('On a server of yours', 0, { scripts: [readme.match(/`(npx whop-license-relay --help)`/)[1]] });
    for (const [, name] of readme.matchAll(/^\| `([A-Z_]+)`/gm)) assert.ok(stdout.includes(name), name);
  });

  it('make a signing key, and start a relay that signs with it', async () => {
    assert.equal((await run('Protect a download', 0)).code, 0);
    const { token } = await ask('Protect a download', 1);
    assert.match(token, /^[\w-]+\.[\w-]+\.[\w-]+$/);
  });

  it('tell whether a key is fit for a page', async () => {
    const options = { base: '' };
    assert.deepEqual((await run('Directly', 0, { ...options, apiKey: FAKE_API_KEY })).code, 0);
    assert.deepEqual((await run('Directly', 0, options)).code, 1);
  });
});

function blocksUnder(heading) {
  return blocks.filter((block) => block.heading === heading).map(({ script }) => script);
}
