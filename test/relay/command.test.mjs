import assert from 'node:assert/strict';
import { createServer } from 'node:net';
import { describe, it } from 'node:test';
import { verifyLicenseToken } from '../../packages/relay/dist/token.js';
import { listen } from '../../tools/listen.mjs';
import { API_KEY, KEY, PAGE, send } from '../support/relay.mjs';
import { found, startWhop } from '../support/scripted-whop.mjs';
import { runCommand, startCommand } from '../support/relay-command.mjs';

const SECRET = 's3cr3t';
const ISSUER = 'https://license.shop.example';
const ROUTE = `/memberships/${KEY}/validate_license`;
/**
 * @param {number} port
 * @param {string} [key]
 */
const ask = (port, key = KEY) =>
  send(port, `/memberships/${key}/validate_license`, {
    headers: { Origin: PAGE },
    body: '{"metadata":{"hwid":"HWID-5EC2E7"}}',
  });

describe('--help', () => {
  for (const args of [['--help'], ['-h'], ['keygen', '--help']]) {
    it(`${args.join(' ')} names every variable and exits`, async (t) => {
      const run = runCommand(t, { args, isBare: true });
      assert.equal(await run.ended, 0);
      assert.equal(run.err, '');
      const names = [
        'WHOP_API_KEY',
        'ALLOWED_ORIGINS',
        'PRODUCTS',
        'ALLOW_PAST_DUE',
        'PORT',
        'HOST',
        'CACHE_SECONDS',
        'TRUST_PROXY',
        'REDIS_URL',
        'SIGNING_KEY',
        'ISSUER',
        'TOKEN_SECONDS',
        'WHOP_API_BASE',
        'keygen',
      ];
      for (const name of names) assert.match(run.out, new RegExp(`\\b${name}\\b`));
    });
  }
});

describe('keygen', () => {
  it('prints a new key each time, which can sign', async (t) => {
    const runs = [runCommand(t, { args: ['keygen'], isBare: true }), runCommand(t, { args: ['keygen'], isBare: true })];
    assert.deepEqual(await Promise.all(runs.map(({ ended }) => ended)), [0, 0]);
    assert.deepEqual(
      runs.map(({ err }) => err),
      ['', ''],
    );
    assert.notEqual(runs[0].out, runs[1].out);
    assert.match(runs[0].out, /^\{.*\}\n$/);

    const whop = await startWhop(t);
    const { port } = await startCommand(t, { env: { SIGNING_KEY: runs[0].out, ISSUER, WHOP_API_BASE: whop.base } });
    const { token } = JSON.parse((await ask(port)).text);
    const claims = await verifyLicenseToken(token, {
      issuer: ISSUER,
      audience: PAGE,
      keys: `http://127.0.0.1:${port}/.well-known/jwks.json`,
    });
    assert.equal(claims.sub, 'mem_A1B2C3');
  });
});

describe('an unusable setting stops the command with one line that names it', () => {
  for (const [name, env] of /** @type {[string, Record<string, string>][]} */ ([
    ['WHOP_API_KEY', { WHOP_API_KEY: '' }],
    ['WHOP_API_KEY', { WHOP_API_KEY: `${SECRET} ${SECRET}` }],
    ['ALLOWED_ORIGINS', { ALLOWED_ORIGINS: ' ' }],
    ['ALLOWED_ORIGINS', { ALLOWED_ORIGINS: `${SECRET}.example` }],
    ['ALLOWED_ORIGINS', { ALLOWED_ORIGINS: '*' }],
    ['PRODUCTS', { PRODUCTS: SECRET }],
    ['ALLOW_PAST_DUE', { ALLOW_PAST_DUE: SECRET }],
    ['PORT', { PORT: SECRET }],
    ['PORT', { PORT: '65536' }],
    ['PORT', { PORT: '-1' }],
    ['PORT', { PORT: '80.5' }],
    ['HOST', { HOST: '192.0.2.1' }],
    ['CACHE_SECONDS', { CACHE_SECONDS: SECRET }],
    ['TRUST_PROXY', { TRUST_PROXY: 'true' }],
    ['REDIS_URL', { REDIS_URL: `https://${SECRET}` }],
    ['SIGNING_KEY', { SIGNING_KEY: SECRET, ISSUER }],
    [
      'SIGNING_KEY',
      {
        SIGNING_KEY: JSON.stringify({
          kty: 'EC',
          crv: 'P-256',
          x: 'x'.repeat(43),
          y: 'y'.repeat(43),
          d: 'd'.repeat(43),
        }),
        ISSUER,
      },
    ],
    ['WHOP_API_BASE', { WHOP_API_BASE: `http://${SECRET}.example` }],
  ])) {
    it(`${name}=${Object.values(env)[0].slice(0, 40)}`, async (t) => {
      const run = runCommand(t, { env });
      assert.equal(await run.ended, 1);
      assert.match(run.err, new RegExp(`^whop-license-relay: [^\\n]*\\b${name}\\b[^\\n]*\\n$`));
      assert.ok(!run.err.includes(SECRET) && !run.err.includes(API_KEY), run.err);
      assert.equal(run.out, '');
    });
  }

  for (const [name, missing] of [
    ['WHOP_API_KEY', 'WHOP_API_KEY'],
    ['ALLOWED_ORIGINS', 'ALLOWED_ORIGINS'],
    ['ISSUER', 'ISSUER'],
  ]) {
    it(`${missing} is missing`, async (t) => {
      const keygen = runCommand(t, { args: ['keygen'] });
      await keygen.ended;
      /** @type {Record<string, string>} */
      const env = { WHOP_API_KEY: API_KEY, ALLOWED_ORIGINS: PAGE, SIGNING_KEY: keygen.out, ISSUER };
      delete env[missing];
      const run = runCommand(t, { isBare: true, env });
      assert.equal(await run.ended, 1);
      assert.equal(run.err, `whop-license-relay: ${name} is missing.\n`);
    });
  }

  it('PORT is in use, and Redis cannot be reached', async (t) => {
    const server = createServer();
    t.after(() => server.close());
    const run = runCommand(t, { env: { PORT: String(await listen(server)), REDIS_URL: 'redis://127.0.0.1:1' } });
    assert.equal(await run.ended, 1);
    assert.equal(run.err, 'whop-license-relay: PORT is already in use.\n');
  });

  for (const args of [
    ['serve'],
    ['keygen', 'x'],
    [`apik_${SECRET}`],
    [`--api-key=apik_${SECRET}`],
    [`--apik_${SECRET}`],
    ['-x'],
    ['--help=1'],
    ['--', SECRET],
    [''],
  ]) {
    it(`unknown arguments, which may be a secret: ${args.join(' ')}`, async (t) => {
      const run = runCommand(t, { args });
      assert.equal(await run.ended, 1);
      assert.match(run.err, /^whop-license-relay: [^\n]*--help[^\n]*\n$/);
      assert.ok(!run.err.includes(SECRET), run.err);
    });
  }
});

describe('the command', () => {
  it('serves, and logs one line of JSON for each request, with nothing secret in it', async (t) => {
    const whop = await startWhop(t, found({ metadata: { hwid: 'HWID-5EC2E7' } }));
    const run = await startCommand(t, { env: { WHOP_API_BASE: whop.base, PRODUCTS: 'prod_A', TRUST_PROXY: '1' } });
    const statuses = [];
    for (const key of [KEY, KEY, 'mem_1']) statuses.push((await ask(run.port, key)).status);
    statuses.push(
      (await send(run.port, ROUTE, { headers: { Origin: 'https://thief.example' } })).status,
      (await send(run.port, '/healthz', { method: 'GET' })).status,
    );
    assert.deepEqual(statuses, [201, 201, 400, 403, 200]);
    run.child.kill('SIGTERM');
    await run.ended;
    const { out, err } = run;
    const lines = out
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    assert.deepEqual(
      lines.map(({ status, reason, cached }) => [status, reason, cached]),
      [
        [201, 'valid', false],
        [201, 'valid', true],
        [400, 'malformed-key', false],
        [403, 'foreign-origin', false],
        [200, 'health', false],
      ],
    );
    for (const line of lines) assert.deepEqual(Object.keys(line), ['time', 'status', 'reason', 'ms', 'cached']);
    for (const secret of [KEY, API_KEY, 'HWID', '127.0.0.1', 'mem_', 'jo.buyer', 'thief'])
      assert.ok(!(out + err).includes(secret), secret);
    assert.match(err, /^whop-license-relay: listening on port \d+\n$/);
  });

  it('goes on when nobody reads its log any more', async (t) => {
    const whop = await startWhop(t);
    const run = await startCommand(t, { env: { WHOP_API_BASE: whop.base } });
    run.child.stdout.destroy();
    for (let count = 0; count < 3; count++) assert.equal((await ask(run.port)).status, 201);
  });

  it('listens on all interfaces when HOST is empty', async (t) => {
    const { port } = await startCommand(t, { env: { HOST: '' } });
    assert.equal((await send(port, '/healthz', { method: 'GET' })).status, 200);
  });
});
