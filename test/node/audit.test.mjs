import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { after, describe, it } from 'node:test';
import { build } from 'esbuild';
import * as testing from '../../dist/testing.js';
import { serveTestApi } from '../../tools/serve-test-api.mjs';

/**
 * @import { TestContext } from 'node:test'
 * @import { Finding, Report } from '../../src/audit/judge-findings.js'
 * @import { TestServer } from '../../tools/serve-test-api.mjs'
 */

/**
 * @typedef {(text: string, signal: AbortSignal) => Response | Promise<Response>} Respond
 *
 * @typedef {Record<string, Respond>} Responses - By the start of the request.
 *
 * @typedef {{ text: string, headers: Record<string, string>, body: string }} Seen
 *
 * @typedef {{ origin: string, seen: Seen[], texts: () => string[] }} Whop
 *
 * @typedef {{ args?: string[], origin?: string, input?: string, env?: NodeJS.ProcessEnv }} RunOptions
 *
 * @typedef {Awaited<ReturnType<typeof run>>} Run
 *
 * @typedef {typeof import('../../src/audit/audit-key.js') & typeof import('../../src/audit/audit-settings.js')
 *   & typeof import('../../src/audit/report-lines.js')} AuditCode
 */

const root = path.resolve(import.meta.dirname, '../..');
const command = path.join(root, 'dist/commands/whop-license-check.js');

const KEY = 'apik_9QzXw7LmT2_C_48213_C_77aa0be1f5d94c3286';
const NONEXISTENT_LICENSE_KEY = 'AUDIT-000000-00000000-000000W';
const V2_LISTS = [
  'memberships',
  'payments',
  'members',
  'products',
  'plans',
  'promo_codes',
  'reviews',
  'checkout_sessions',
  'webhooks',
];
const V1_LISTS = ['payments', 'members', 'invoices'];
const VALIDATE = `POST /api/v2/memberships/${NONEXISTENT_LICENSE_KEY}/validate_license`;
const RETRIEVE = `GET /api/v1/memberships/${NONEXISTENT_LICENSE_KEY}`;
const CREATE_TOKEN = 'POST /api/v1/access_tokens';
/** An empty list would give the token every permission of the key. */
const IMPOSSIBLE_TOKEN = '{"scoped_actions":["whop-license-check:no-such-action"]}';
const BODIES = { [VALIDATE]: '{"metadata":{}}', [CREATE_TOKEN]: IMPOSSIBLE_TOKEN };
const ALL = [
  VALIDATE,
  ...V2_LISTS.map((list) => `GET /api/v2/${list}?per=1`),
  RETRIEVE,
  ...V1_LISTS.map((list) => `GET /api/v1/${list}?first=1`),
  CREATE_TOKEN,
];
/**
 * How the report names a request.
 *
 * @param {string} request
 */
const nameOf = (request) => request.replace(NONEXISTENT_LICENSE_KEY, '{key}').replace(/\?.*/, '');

/** @type {(status: number, body: unknown, headers?: HeadersInit) => Response} */
const json = (status, body, headers) => Response.json(body, { status, headers });
/** @type {(status: number, message: string) => Response} */
const error = (status, message) => json(status, { error: { status, message } });
/** @type {(status: number, message: string) => Response} */
const v1Error = (status, message) => json(status, { error: { type: 'some_type', message } });
/** @type {(status: number, text?: string) => Response} */
const html = (status, text = 'Welcome') =>
  new Response(`<!doctype html><title>${text}</title>`, { status, headers: { 'Content-Type': 'text/html' } });
/** @type {(status: number, location: string) => Response} */
const redirect = (status, location) => new Response(null, { status, headers: { Location: location } });
/** @returns {Promise<never>} */
const never = () => new Promise(() => {});
const noSuchLicense = () => error(404, 'No such Resource found with the provided ID: AUDIT-000000-00000000-000000W');

/**
 * A body that starts as JSON and goes on until the caller aborts.
 *
 * @param {number} status
 * @param {AbortSignal} signal
 */
function endless(status, signal) {
  const chunk = new TextEncoder().encode(`{"data":["${'x'.repeat(16_384)}`);
  /** @param {ReadableStreamDefaultController} controller */
  const pull = async (controller) => {
    await new Promise((resolve) => setImmediate(resolve));
    if (signal.aborted) controller.close();
    else controller.enqueue(chunk);
  };
  return new Response(new ReadableStream({ pull }), { status, headers: { 'Content-Type': 'application/json' } });
}

/**
 * How Whop responds to a key that is safe to publish.
 *
 * @param {string} request
 */
function respondToSafeKey(request) {
  if (request === VALIDATE) return noSuchLicense();
  return request.includes('/v2/')
    ? json(401, { message: 'The API Key supplied does not have permission to access this route' })
    : json(403, { error: { type: 'forbidden', message: 'You are not authorized' } });
}

/**
 * Runs a test against a server that responds as Whop does to a key that is safe to publish, except for `responses`. Fails
 * if the audit sends a request that it must never send.
 *
 * @template Result
 * @param {(whop: Whop) => Promise<Result>} work
 * @param {Responses} responses
 */
async function withWhop(responses, work) {
  /** @type {Seen[]} */
  const seen = [];
  const api = await serveTestApi(async (request) => {
    const { pathname, search } = new URL(request.url);
    const text = `${request.method} ${pathname}${search}`;
    seen.push({ text, headers: Object.fromEntries(request.headers), body: await request.text() });
    const [, respond = respondToSafeKey] = Object.entries(responses).find(([begin]) => text.startsWith(begin)) ?? [];
    return respond(text, request.signal);
  });
  try {
    return await work({ origin: api.origin, seen, texts: () => seen.map(({ text }) => text) });
  } finally {
    api.close();
    for (const { text, body } of seen) {
      assert.equal(body, /** @type {Record<string, string>} */ (BODIES)[text] ?? '', text);
      assert.ok(text in BODIES || text.startsWith('GET '), text);
    }
  }
}

/** The code behind the command, so that not every test has to start a process. */
const { auditKey, readAuditSettings, reportLines } = await (async () => {
  const contents = `export * from './audit-key.js'; export * from './audit-settings.js'; export * from './report-lines.js';`;
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: path.join(root, 'src/audit') },
    bundle: true,
    write: false,
    format: 'esm',
  });
  return /** @type {Promise<AuditCode>} */ (import(`data:text/javascript,${encodeURIComponent(outputFiles[0].text)}`));
})();

/**
 * Returns the report, its lines and the requests.
 *
 * @param {Responses} responses
 */
const judge = (responses) =>
  withWhop(responses, async ({ origin, texts }) => {
    const report = await auditKey(readAuditSettings(KEY, { WHOP_API_BASE: origin }));
    const lines = reportLines(report);
    assertNoKey(JSON.stringify({ report, lines }));
    return { report, lines, texts: texts() };
  });

/**
 * Looks for any eight characters of the key.
 *
 * @param {string} text
 */
function assertNoKey(text) {
  for (let at = 0; at + 8 <= KEY.length; at++) assert.ok(!text.includes(KEY.slice(at, at + 8)), text);
}

/**
 * Runs the command like a user.
 *
 * @param {RunOptions} options
 */
async function run({ args = ['audit'], origin, input, env = {} }) {
  const { PATH } = process.env;
  const child = spawn(process.execPath, [command, ...args], {
    env: { PATH, ...(origin && { WHOP_API_BASE: origin }), ...env },
  });
  const output = { stdout: '', stderr: '' };
  child.stdout.setEncoding('utf8').on('data', (text) => (output.stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text) => (output.stderr += text));
  child.stdin.on('error', () => {});
  if (input !== undefined) child.stdin.end(input);
  const [code] = await once(child, 'close');
  const all = output.stdout + output.stderr;
  assertNoKey(all);
  assert.doesNotMatch(all, /\n +at /);
  return { code, ...output, lines: output.stdout.trimEnd().split('\n') };
}

/** @type {(responses: Responses, options?: RunOptions) => Promise<Run & { texts: string[] }>} */
const audit = (responses, options) =>
  withWhop(responses, async (whop) => ({
    ...(await run({ origin: whop.origin, input: KEY, ...options })),
    texts: whop.texts(),
  }));
/** @type {(responses: Responses, options?: RunOptions) => Promise<Run & { report: Report }>} */
const auditJson = async (responses, options) => {
  const result = await audit(responses, { args: ['audit', '--json'], ...options });
  return { ...result, report: JSON.parse(result.stdout) };
};
/** @type {(report: Report, begin: string) => Finding} */
const findingFor = (report, begin) => report.tried.find(({ request }) => request.startsWith(begin));

describe('a key that is safe to publish', () => {
  it('is reported as safe, line by line, with exit code 0', async () => {
    const { code, stderr, lines } = await audit({});
    assert.deepEqual([code, stderr, lines[0]], [0, '', 'Safe to publish on a page.']);
    assert.equal(lines.filter((line) => line.startsWith('yes')).length, 1);
    assert.match(
      lines.find((line) => line.startsWith('yes')),
      /v2 +validate license keys$/,
    );
    assert.equal(lines.filter((line) => line.startsWith('no ')).length, 14);
    assert.match(lines.at(-1), /permission to write without reading/);
  });

  it('is tested with one validation of a nonexistent license, one GET per list and one impossible token, and nothing else', async () => {
    await withWhop({}, async ({ origin, seen, texts }) => {
      assert.equal((await run({ origin, input: KEY })).code, 0);
      assert.deepEqual(texts(), ALL);
      for (const { text, headers } of seen) {
        assert.equal(headers.authorization, `Bearer ${KEY}`, text);
        assert.equal(headers.accept, 'application/json', text);
        assert.equal(headers['api-version-date'], text.includes('/v1/') ? '2025-01-01' : undefined, text);
        assert.equal(headers['content-type'], text in BODIES ? 'application/json' : undefined, text);
        assert.equal(headers.cookie ?? headers.referer, undefined, text);
      }
    });
  });

  it('is tested with one request at a time', async () => {
    let open = 0;
    /** @param {string} text */
    const slow = async (text) => {
      assert.equal(++open, 1);
      await new Promise((resolve) => setImmediate(resolve));
      open--;
      return respondToSafeKey(text);
    };
    assert.equal((await judge({ '': slow })).report.verdict, 'fit');
  });

  it('is still safe if Whop unexpectedly returns a membership', async () => {
    const membership = { id: 'mem_1', valid: false, status: 'expired', license_key: 'AUDIT-000000-00000000-000000W' };
    for (const status of [200, 201])
      assert.equal((await judge({ [VALIDATE]: () => json(status, membership) })).report.verdict, 'fit');
  });

  it('is still safe if v1 refuses a list with 400', async () => {
    const missing = () =>
      json(400, {
        error: {
          type: 'bad_request',
          message: 'Unauthorized: Actor is missing all required permissions: member:basic:read',
        },
      });
    assert.equal((await judge({ 'GET /api/v1/': missing })).report.verdict, 'fit');
  });
});

describe('a key that can do more', () => {
  for (const request of ALL.slice(1, -1)) {
    it(`is not usable on a page: ${request}`, async () => {
      const { report } = await judge({ [request]: () => json(200, { data: [] }) });
      assert.deepEqual([report.verdict, report.reasons], ['unfit', ['may-do-more']]);
      assert.deepEqual(
        report.tried.filter(({ result }) => result === 'can').map(({ request: name }) => name),
        ['POST /api/v2/memberships/{key}/validate_license', nameOf(request)],
      );
    });
  }

  it('is not usable on a page if Whop tells it that a license does not exist', async () => {
    const { report } = await judge({
      [RETRIEVE]: () => json(404, { error: { type: 'not_found', message: 'Membership not found' } }),
    });
    assert.deepEqual(
      [report.verdict, report.reasons, findingFor(report, 'GET /api/v1/memberships').result],
      ['unfit', ['may-do-more'], 'can'],
    );
  });

  it('is reported with what it can do, and what to do about it', async () => {
    const { code, lines } = await audit({ 'GET /api/v2/payments': () => json(200, { data: [{ id: 'pay_1' }] }) });
    assert.deepEqual([code, lines[0]], [1, 'Not usable on a page: it can do more than validate licenses.']);
    assert.ok(lines.includes("yes  v2  read your buyers' payments"), lines.join('\n'));
    assert.deepEqual(lines.slice(-3), [
      "Create a key in Whop's dashboard with the permission Membership/Validate License and no other.",
      'If the dashboard does not offer that permission alone, no key is safe on a page: use a relay (api-base).',
      'If this key was ever on a public page, revoke it.',
    ]);
  });

  it('gets no advice to create another key if v2 has been shut down', async () => {
    const { lines } = await judge({ [VALIDATE]: () => json(410, {}), 'GET /api/v1/': () => json(200, { data: [] }) });
    assert.equal(
      lines[0],
      "Not usable on a page: it can do more than validate licenses, and Whop's API v2 has been shut down.",
    );
    assert.match(lines.at(-1), /relay/);
    assert.ok(!lines.some((line) => /Create a key|dashboard/.test(line)), lines.join('\n'));
  });

  it('is not usable on a page, even if other probes were inconclusive', async () => {
    const list = { 'GET /api/v2/payments': () => json(200, { data: [] }) };
    for (const rest of [
      { [VALIDATE]: () => error(500, 'Uh oh') },
      { [VALIDATE]: () => error(401, 'Your access token is invalid.') },
      { 'GET /api/v2/plans': () => error(429, 'Wait') },
    ]) {
      const { report } = await judge({ ...list, ...rest });
      assert.deepEqual([report.verdict, report.reasons[0]], ['unfit', 'may-do-more']);
    }
  });
});

describe('a key that may create access tokens', () => {
  for (const [title, respond] of /** @type {[string, Respond][]} */ ([
    ['400 about the list', () => v1Error(400, 'scoped_actions must be a subset of the permissions of the API key')],
    ['400 about its name in words', () => v1Error(400, 'Invalid scoped actions')],
    ['400 about the action', () => v1Error(400, 'whop-license-check:no-such-action is not a known permission')],
    ['422 about the list', () => v1Error(422, 'These actions are not a subset of yours')],
    ['403 about the action', () => v1Error(403, 'Required permission: whop-license-check:no-such-action')],
    [
      '400 that calls the action a missing permission',
      () => v1Error(400, 'Actor is missing all required permissions: whop-license-check:no-such-action'),
    ],
  ])) {
    it(`is not usable on a page: ${title}`, async () => {
      const { report, lines, texts } = await judge({ [CREATE_TOKEN]: respond });
      assert.deepEqual([report.verdict, report.reasons], ['unfit', ['may-do-more']]);
      assert.deepEqual([findingFor(report, CREATE_TOKEN).result, texts], ['can', ALL]);
      assert.ok(
        lines.includes('yes  v1  create access tokens, which inherit everything that the key can do'),
        lines.join('\n'),
      );
    });
  }

  for (const status of [200, 201]) {
    it(`is not usable on a page, and hears of a token that Whop issued all the same: ${status}`, async () => {
      const token = 'eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiJ1c2VyXzEifQ.c2lnbmF0dXJl';
      const issue = () => json(status, { token, expires_at: '2026-12-01T05:00:00.401Z' });
      for (const args of [['audit'], ['audit', '--json']]) {
        const { code, stdout, stderr } = await audit({ [CREATE_TOKEN]: issue }, { args });
        assert.equal(code, 1);
        for (const part of token.split('.')) assert.ok(!(stdout + stderr).includes(part), stdout);
      }
      const { report, lines } = await judge({ [CREATE_TOKEN]: issue });
      assert.deepEqual([report.verdict, report.reasons], ['unfit', ['may-do-more', 'token-issued']]);
      assert.equal(
        lines[0],
        'Not usable on a page: it can do more than validate licenses, and Whop issued a token to this audit.',
      );
      assert.match(lines.at(-1), /discarded the token.*expires within an hour/);
    });
  }

  for (const [title, respond] of /** @type {[string, Respond][]} */ ([
    ['401', () => v1Error(401, 'Your access token is invalid.')],
    ['403', () => v1Error(403, 'You do not have permission to perform this action.')],
    ['400', () => v1Error(400, 'Unauthorized: Actor is missing all required permissions: access_token:create')],
  ])) {
    it(`is told apart from one that may not: ${title}`, async () => {
      const { report } = await judge({ [CREATE_TOKEN]: respond });
      assert.deepEqual(
        [report.verdict, findingFor(report, CREATE_TOKEN).result, findingFor(report, CREATE_TOKEN).why],
        ['fit', 'can-not', 'refused'],
      );
    });
  }
});

describe('a key that does not work on a page', () => {
  for (const [title, respond, reason, headline, advice] of /** @type {const} */ ([
    [
      'revoked',
      () => error(401, 'Your access token is invalid.'),
      'not-accepted',
      "Not usable on a page: Whop's API v2 does not accept it.",
      /revoked.*Create a key.*no key is safe on a page: use a relay/,
    ],
    [
      'missing permission, 401',
      () => json(401, { message: 'The API Key supplied does not have permission to access this route' }),
      'lacks-permission',
      'Not usable on a page: it cannot validate licenses.',
      /Membership\/Validate License.*no key is safe on a page: use a relay/,
    ],
    [
      'missing permission, 403',
      () => json(403, { error: 'Forbidden' }),
      'lacks-permission',
      'Not usable on a page: it cannot validate licenses.',
      /Membership\/Validate License.*no key is safe on a page: use a relay/,
    ],
    [
      'v2 responds with 410',
      () => json(410, { message: 'Gone' }),
      'retired',
      "Not usable on a page: Whop's API v2 has been shut down.",
      /relay/,
    ],
    [
      'v2 says that it has been shut down',
      () => error(404, 'This API version is no longer served.'),
      'retired',
      "Not usable on a page: Whop's API v2 has been shut down.",
      /relay/,
    ],
  ])) {
    it(`is not usable: ${title}`, async () => {
      const { report, lines, texts } = await judge({ [VALIDATE]: respond });
      assert.deepEqual([report.verdict, report.reasons], ['unfit', [reason]]);
      assert.deepEqual([findingFor(report, 'POST').result, findingFor(report, 'POST').why], ['can-not', reason]);
      assert.deepEqual([lines[0], texts], [headline, ALL]);
      assert.match(lines.slice(-3).join(' '), advice);
    });
  }
});

describe('an inconclusive audit', () => {
  for (const [title, respond, why, requests = ALL.length] of /** @type {[string, Respond, string, number?][]} */ ([
    ['a page in HTML, 200', () => html(200), 'unexpected-response'],
    ["a firewall's page, 403", () => html(403), 'unexpected-response'],
    ["a proxy's page, 401", () => html(401), 'unexpected-response'],
    ['a bare "Not found"', () => error(404, 'Not found'), 'unexpected-response'],
    ['a resource that is not found', () => error(404, 'Resource not found'), 'unexpected-response'],
    ['an unknown route', () => error(404, 'Route /api/v2/memberships not found'), 'unexpected-response'],
    [
      'a license with another key',
      () => json(201, { id: 'mem_1', valid: true, license_key: 'OTHER' }),
      'unexpected-response',
    ],
    ['empty JSON', () => json(200, {}), 'unexpected-response'],
    ['an endless body', (_text, signal) => endless(404, signal), 'unexpected-response'],
    ['a server error', () => error(503, 'Uh oh'), 'server-error'],
    ['a rate limit', () => json(429, { message: 'You are being rate limited' }), 'rate-limited', 1],
    ['a broken connection', () => Promise.reject(new Error('broken')), 'unreachable', 1],
  ])) {
    it(`because the validation got: ${title}`, async () => {
      const { report, texts } = await judge({ [VALIDATE]: respond });
      assert.deepEqual([report.verdict, report.reasons], ['unknown', [why]]);
      assert.deepEqual([findingFor(report, 'POST').result, findingFor(report, 'POST').why], ['unknown', why]);
      assert.equal(texts.length, requests);
    });
  }

  for (const [title, respond, why, requests = ALL.length] of /** @type {[string, Respond, string, number?][]} */ ([
    ['a page in HTML, 200', () => html(200), 'unexpected-response'],
    ["a firewall's page, 403", () => html(403), 'unexpected-response'],
    ['404', () => error(404, 'This Bot was not found'), 'unexpected-response'],
    ['another 400', () => error(400, "Invalid value for parameter 'first'"), 'unexpected-response'],
    ['an endless body', (_text, signal) => endless(200, signal), 'unexpected-response'],
    ['a server error', () => error(500, 'Uh oh'), 'server-error'],
    ['a broken connection', () => Promise.reject(new Error('broken')), 'unreachable'],
    ['a redirect', () => redirect(302, '/elsewhere'), 'unreachable'],
    ['a rate limit', () => json(429, { message: 'You are being rate limited' }), 'rate-limited', 5],
  ])) {
    it(`because a list got: ${title}`, async () => {
      const { report, texts } = await judge({ 'GET /api/v2/products': respond });
      assert.deepEqual([report.verdict, report.reasons], ['unknown', [why]]);
      assert.deepEqual(
        [findingFor(report, 'GET /api/v2/products').result, findingFor(report, 'GET /api/v2/products').why],
        ['unknown', why],
      );
      assert.deepEqual(texts, ALL.slice(0, requests));
      assert.equal(report.tried.filter((finding) => finding.why === 'not-tried').length, ALL.length - requests);
    });
  }

  for (const [title, respond, why] of /** @type {[string, Respond, string][]} */ ([
    ['a page in HTML, 200', () => html(200), 'unexpected-response'],
    ["a firewall's page, 403", () => html(403), 'unexpected-response'],
    ["a firewall's page that quotes the request", () => html(403, IMPOSSIBLE_TOKEN), 'unexpected-response'],
    ['an unknown route', () => v1Error(404, 'Route /api/v1/access_tokens not found'), 'unexpected-response'],
    // Elsewhere, this would be about a license.
    ['a membership that is not found', () => v1Error(404, 'Membership not found'), 'unexpected-response'],
    // Whop may check this before it checks the key.
    ['a missing parameter', () => v1Error(400, 'Provide company_id or user_id.'), 'unexpected-response'],
    ['400 about any action', () => v1Error(400, 'You may not perform this action'), 'unexpected-response'],
    ['an endless body', (_text, signal) => endless(200, signal), 'unexpected-response'],
    ['a rate limit', () => v1Error(429, 'Try again in 12 seconds'), 'rate-limited'],
    ['a server error', () => v1Error(500, 'Uh oh'), 'server-error'],
    ['a broken connection', () => Promise.reject(new Error('broken')), 'unreachable'],
    ['a redirect', () => redirect(307, '/elsewhere'), 'unreachable'],
  ])) {
    it(`because the request for a token got: ${title}`, async () => {
      const { report, texts } = await judge({ [CREATE_TOKEN]: respond });
      assert.deepEqual([report.verdict, report.reasons, texts], ['unknown', [why], ALL]);
      assert.deepEqual(
        [findingFor(report, CREATE_TOKEN).result, findingFor(report, CREATE_TOKEN).why],
        ['unknown', why],
      );
    });
  }

  it('is explained in one line, with a count of the probes that were not tried', async () => {
    const { code, lines } = await audit({
      'GET /api/v2/products': () => json(429, { message: 'You are being rate limited' }),
    });
    assert.deepEqual([code, lines[0]], [2, 'Could not tell: Whop is limiting requests.']);
    assert.ok(
      lines.includes('?    v2  read your products, including hidden ones: Whop is limiting requests'),
      lines.join('\n'),
    );
    assert.ok(lines.includes('     10 more were not tried.'), lines.join('\n'));
    assert.match(lines.at(-1), /in a minute/);
  });

  it('still ends the command at once', async () => {
    const { code, lines } = await audit({
      [VALIDATE]: (_text, signal) => endless(404, signal),
      'GET /api/v2/plans': (_text, signal) => endless(200, signal),
    });
    assert.deepEqual([code, lines[0]], [2, 'Could not tell: a response was not recognized.']);
  });

  it('because the network is down', async () => {
    const { origin } = await withWhop({}, async (whop) => whop);
    const { code, lines } = await run({ origin, input: KEY });
    assert.deepEqual([code, lines[0]], [2, 'Could not tell: Whop could not be reached.']);
  });
});

describe('the API key never leaks', () => {
  it('through a redirect', async () => {
    await withWhop({}, async (elsewhere) => {
      for (const status of [301, 302, 303, 307, 308]) {
        const { report, texts } = await judge({
          [VALIDATE]: () => redirect(status, `${elsewhere.origin}/api/v2/memberships`),
        });
        assert.deepEqual([report.verdict, texts], ['unknown', [VALIDATE]]);
        const lists = await judge({ 'GET /api/v': (text) => redirect(status, elsewhere.origin + text.slice(4)) });
        assert.deepEqual([lists.report.verdict, lists.texts], ['unknown', ALL]);
      }
      const { code } = await audit({
        '': (text) => redirect(307, `${elsewhere.origin}${text.slice(text.indexOf('/'))}`),
      });
      assert.deepEqual([code, elsewhere.texts()], [2, []]);
    });
  });

  it('through a response that echoes it', async () => {
    for (const status of [200, 400, 401, 403, 404, 410, 429, 500]) {
      const echo = () =>
        json(
          status,
          { message: `The key ${KEY} is missing all required permissions`, error: KEY, id: KEY, valid: true, key: KEY },
          { 'X-Key': KEY, 'Retry-After': KEY },
        );
      // Both helpers look for the key in everything that is reported or printed.
      await judge({ '': echo });
      if (status === 400 || status === 401) await audit({ '': echo });
    }
  });

  it('when it is passed in the wrong place', async () => {
    /** @type {RunOptions[]} */
    const places = [
      { args: ['audit', KEY] },
      { args: [KEY] },
      { args: ['audit', `--${KEY}`] },
      { args: ['audit', '--json', `--key=${KEY}`] },
      { env: { WHOP_API_BASE: KEY } },
      { env: { WHOP_API_BASE: `https://${KEY}@api.whop.com` } },
      { env: { WHOP_API_BASE: `https://api.whop.com/?key=${KEY}` } },
    ];
    for (const place of places) {
      const { code, stdout, stderr } = await run({ input: KEY, ...place });
      assert.deepEqual([code, stdout], [2, ''], JSON.stringify(place));
      assert.match(stderr, /^whop-license-check: [^\n]+\n$/);
    }
  });
});

describe('the API key is read', () => {
  /** @param {RunOptions} options */
  const authorizations = (options) =>
    withWhop({}, async ({ origin, seen }) => {
      const { code } = await run({ origin, ...options });
      return [code, ...new Set(seen.map(({ headers }) => headers.authorization))];
    });

  for (const [title, input] of [
    ['alone', KEY],
    ['with a line break', `${KEY}\r\n`],
    ['with a byte order mark, as some shells write it', `\ufeff${KEY}\n`],
    ['after Bearer', `  Bearer ${KEY}\n`],
  ]) {
    it(`from standard input: ${title}`, async () =>
      assert.deepEqual(await authorizations({ input }), [0, `Bearer ${KEY}`]));
  }

  it('from WHOP_API_KEY, without waiting for standard input', async () => {
    assert.deepEqual(await authorizations({ env: { WHOP_API_KEY: KEY } }), [0, `Bearer ${KEY}`]);
    assert.deepEqual(await authorizations({ input: 'apik_other', env: { WHOP_API_KEY: `Bearer ${KEY}` } }), [
      0,
      `Bearer ${KEY}`,
    ]);
    assert.deepEqual(await authorizations({ input: KEY, env: { WHOP_API_KEY: ' ' } }), [0, `Bearer ${KEY}`]);
  });

  for (const [title, input, expected] of /** @type {const} */ ([
    ['nothing', '', /no API key was given/],
    ['white space', ' \n', /no API key was given/],
    ['Bearer alone', 'Bearer ', /one word/],
    ['two lines', `${KEY}\n${KEY}\n`, /one word/],
    ['a sentence', `My key is ${KEY}`, /one word/],
    ['a non-ASCII character', `${KEY}é`, /one word/],
    ['too long', 'x'.repeat(200_000), /too long to be an API key/],
  ])) {
    it(`but rejected if it is: ${title}`, async () => {
      const { code, stdout, stderr, texts } = await audit({}, { input });
      assert.deepEqual([code, stdout, texts], [2, '', []]);
      assert.match(stderr, expected);
      assert.match(stderr, /^whop-license-check: [^\n]+\n$/);
    });
  }

  it('never from a terminal, which gets a hint instead', async () => {
    const terminal = `data:text/javascript,${encodeURIComponent('process.stdin.isTTY = true')}`;
    const { code, stdout, stderr } = await run({ env: { NODE_OPTIONS: `--import=${terminal}` } });
    assert.deepEqual([code, stdout], [2, '']);
    assert.match(stderr, /^whop-license-check: [^\n]*standard input[^\n]*--help\n$/);
  });
});

describe('the command', () => {
  it('is a Node script', () => {
    assert.match(readFileSync(command, 'utf8'), /^#!\/usr\/bin\/env node\n/);
    assert.equal(
      JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')).bin['whop-license-check'],
      'dist/commands/whop-license-check.js',
    );
  });

  it('has a help text', async () => {
    for (const args of [['--help'], ['-h'], ['audit', '--help']]) {
      const { code, stdout, stderr } = await run({ args });
      assert.deepEqual([code, stderr], [0, '']);
      for (const word of [
        'Usage',
        '--json',
        'WHOP_API_KEY',
        'WHOP_API_BASE',
        'write without',
        'access token',
        'not a GET',
        'Exit code',
      ])
        assert.ok(stdout.includes(word), word);
    }
  });

  it('rejects other arguments', async () => {
    for (const args of [
      [],
      ['check'],
      ['audit', 'audit'],
      ['audit', '--api-base', 'https://api.whop.com'],
      ['--json'],
    ]) {
      const { code, stdout, stderr } = await run({ args, input: KEY });
      assert.deepEqual(
        [code, stdout, stderr],
        [2, '', 'whop-license-check: unknown arguments. See npx whop-license-check --help\n'],
      );
    }
  });

  it('can print the report as JSON', async () => {
    const { code, stderr, report } = await auditJson({
      'GET /api/v1/': () => json(200, { data: [] }),
      'GET /api/v2/plans': () => html(200),
    });
    assert.deepEqual([code, stderr, Object.keys(report)], [1, '', ['verdict', 'reasons', 'tried']]);
    assert.deepEqual(
      report.tried.map(({ request }) => request),
      ALL.map(nameOf),
    );
    for (const finding of report.tried) {
      assert.deepEqual(Object.keys(finding), ['request', 'means', 'result', 'why']);
      assert.ok(['can', 'can-not', 'unknown'].includes(finding.result), finding.result);
    }
  });

  it('uses WHOP_API_BASE, with or without the version that the relay’s variable has', async () => {
    await withWhop({}, async ({ origin, texts }) => {
      for (const address of [`${origin}/`, `${origin}/api/v1`, ` ${origin}/api/v2/ `])
        assert.equal((await run({ input: KEY, origin: address })).code, 0);
      assert.deepEqual(texts(), [...ALL, ...ALL, ...ALL]);
    });
  });

  it('never sends the key over an unencrypted connection or to a malformed URL', async () => {
    for (const address of [
      'http://api.whop.com',
      'ftp://api.whop.com',
      'api.whop.com',
      'https://user@api.whop.com',
      'https://api.whop.com/?a',
    ]) {
      const { code, stdout, stderr } = await run({ origin: address, input: KEY });
      assert.deepEqual([code, stdout], [2, '']);
      assert.match(stderr, /^whop-license-check: WHOP_API_BASE [^\n]+\n$/);
    }
  });
});

/**
 * Records the timeouts that are set from now on. Only the last of this many fires.
 *
 * @param {TestContext} t
 */
function holdTimeouts(t, count = Infinity) {
  /** @type {number[]} */
  const timeouts = [];
  const { timeout } = AbortSignal;
  t.mock.method(AbortSignal, 'timeout', (/** @type {number} */ ms) =>
    timeouts.push(ms) === count ? timeout.call(AbortSignal, ms) : new AbortController().signal,
  );
  return timeouts;
}

describe('auditKey()', () => {
  it('calls Whop by default', () => {
    const { apiRoot, tag } = readAuditSettings(KEY, {});
    assert.deepEqual([apiRoot, tag.apiBase], ['https://api.whop.com/api', 'https://api.whop.com/api/v2']);
  });

  const stallInBody = () =>
    new Response(new ReadableStream({ start: (controller) => controller.enqueue(new TextEncoder().encode('{')) }), {
      status: 200,
      headers: { 'Content-Type': 'application/json' },
    });
  for (const [title, responses, requests] of /** @type {[string, Responses, number][]} */ ([
    ['the validation', { [VALIDATE]: never }, 1],
    ['the body of the validation', { [VALIDATE]: stallInBody }, 1],
    ['a list', { 'GET /api/v2/plans': never }, 6],
    ['the body of a list', { 'GET /api/v2/plans': stallInBody }, 6],
    ['the request for a token', { [CREATE_TOKEN]: never }, ALL.length],
  ])) {
    it(`stops after its timeout if this stalls: ${title}`, (t) =>
      withWhop(responses, async ({ origin, texts }) => {
        const timeouts = holdTimeouts(t, requests);
        const report = await auditKey(readAuditSettings(KEY, { WHOP_API_BASE: origin }), 300);
        assert.deepEqual(timeouts, Array(requests).fill(300));
        assert.deepEqual([report.verdict, report.reasons], ['unknown', ['timeout']]);
        assert.deepEqual(texts(), ALL.slice(0, requests));
        assert.equal(report.tried[requests - 1].why, 'timeout');
      }));
  }

  it('gives each request its own timeout', (t) =>
    withWhop({}, async ({ origin }) => {
      const timeouts = holdTimeouts(t);
      const report = await auditKey(readAuditSettings(KEY, { WHOP_API_BASE: origin }));
      assert.equal(report.verdict, 'fit');
      assert.deepEqual(timeouts, Array(ALL.length).fill(10_000));
    }));
});

describe('the test API', () => {
  /** @type {TestServer[]} */
  const apis = [];
  after(() => apis.forEach((api) => api.close()));

  /**
   * @param {string} apiKey
   * @param {testing.FakeWhopOptions} [options]
   */
  async function auditFake(apiKey, options) {
    const api = await serveTestApi(testing.createFakeWhop(options));
    apis.push(api);
    const result = await run({ origin: api.origin, input: apiKey, args: ['audit', '--json'] });
    assert.ok(!(result.stdout + result.stderr).includes(apiKey));
    return { ...result, report: /** @type {Report} */ (JSON.parse(result.stdout)) };
  }

  it('has a key that is safe to publish', async () => {
    const { code, report } = await auditFake(testing.FAKE_API_KEY);
    assert.deepEqual([code, report.verdict, findingFor(report, CREATE_TOKEN).why], [0, 'fit', 'refused']);
  });

  it('has a key with every permission', async () => {
    const { code, report } = await auditFake(testing.FAKE_ACCOUNT_API_KEY);
    assert.deepEqual([code, report.reasons], [1, ['may-do-more']]);
    assert.deepEqual([...new Set(report.tried.map(({ result }) => result))], ['can']);
    assert.equal(findingFor(report, CREATE_TOKEN).why, 'answered');
  });

  it('has keys that do not work on a page', async () => {
    for (const [apiKey, reason] of [
      ['apik_revoked', 'not-accepted'],
      [testing.FAKE_API_KEY_WITHOUT_SCOPE, 'lacks-permission'],
      [testing.FAKE_API_KEY_FORBIDDEN, 'lacks-permission'],
    ]) {
      const { code, report } = await auditFake(apiKey);
      assert.deepEqual([code, report.reasons], [1, [reason]], apiKey);
    }
  });

  it('can simulate that v2 has been shut down', async () => {
    const { code, report } = await auditFake(testing.FAKE_API_KEY, { retired: true });
    assert.deepEqual([code, report.reasons], [1, ['retired']]);
  });
});
