import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { gzipSync } from 'node:zlib';
import { answerTo, KEY, makeRelay } from '../support/relay.mjs';
import { found, membership, notFound, startWhop } from '../support/scripted-whop.mjs';

/**
 * @import { TestContext } from 'node:test'
 * @import { AnyRelayOptions } from '../support/relay.mjs'
 * @import { Answer, Answerer } from '../support/scripted-whop.mjs'
 */

/** @type {(body: unknown, status?: number, headers?: Record<string, string>) => () => Answer} */
const json =
  (body, status = 200, headers = {}) =>
  () => ({ status, body, headers });
/** @param {number} status */
const html = (status) => json('<!doctype html><title>Not found</title>', status, { 'Content-Type': 'text/html' });

/**
 * Checks a license while Whop answers like this.
 *
 * @param {TestContext} t
 * @param {Answerer} answer
 * @param {AnyRelayOptions} [options]
 */
async function checkWith(t, answer, options) {
  const whop = await startWhop(t, answer);
  const relay = makeRelay(t, whop, options);
  return { ...(await answerTo(relay)), whop };
}

/**
 * The response is a fault that does not blame the buyer.
 *
 * @param {{ status: number, body: any }} answer
 * @param {number} [expected]
 */
function assertFault({ status, body }, expected = 502) {
  assert.equal(status, expected);
  assert.deepEqual(Object.keys(body), ['error']);
  assert.doesNotMatch(body.error.message, /licen[cs]e|key|found|reset|machine/i);
}

describe('a strange answer by Whop is a fault', () => {
  for (const [title, answer] of /** @type {[string, Answerer][]} */ ([
    ['an HTML page', html(200)],
    ['JSON declared as HTML', json(JSON.stringify(membership()), 200, { 'Content-Type': 'text/html' })],
    ['JSON without a content type', json(JSON.stringify(membership()))],
    ['an empty body', json('', 200, { 'Content-Type': 'application/json' })],
    ['204', json(undefined, 204)],
    ['half an answer', json(JSON.stringify(membership()).slice(0, -9), 200, { 'Content-Type': 'application/json' })],
    ['null', json(null)],
    ['a list of memberships', json([membership()])],
    ['a page of memberships', json({ data: [membership()], page_info: {} })],
    ['a nested membership', json({ membership: membership() })],
    [
      'a membership in its prototype',
      json(`{"__proto__":${JSON.stringify(membership())}}`, 200, { 'Content-Type': 'application/json' }),
    ],
    ['no ID', found({ id: undefined })],
    ['an ID that is not text', found({ id: 7 })],
    ['a very long ID', found({ id: 'mem_'.repeat(200) })],
    ['no status', found({ status: undefined })],
    ['a status that nobody knows', found({ status: 'paused' })],
    ['a status in capitals', found({ status: 'ACTIVE' })],
    ['a status named like a member of the prototype', found({ status: 'constructor' })],
    ['a list of statuses', found({ status: ['active'] })],
    ['valid without a status', found({ status: null, valid: true })],
    ["somebody else's key", found({ license_key: 'W-OTHER' })],
    ['a key that is not text', found({ license_key: [KEY] })],
    ['more than 64 KiB', found({ title: 'x'.repeat(65_536) })],
    [
      'more than 64 KiB, compressed',
      (request) => ({
        status: 200,
        body: gzipSync(JSON.stringify(found({ title: 'x'.repeat(9_999_999) })(request).body)),
        headers: { 'Content-Type': 'application/json', 'Content-Encoding': 'gzip' },
      }),
    ],
    [
      'a body that is declared as compressed and is not',
      json('{}', 200, { 'Content-Type': 'application/json', 'Content-Encoding': 'gzip' }),
    ],
    ['400', json({ error: { type: 'bad_request', message: 'Please reset your key to use on a new machine' } }, 400)],
    ['402', json({ error: { message: 'License not found' } }, 402)],
    ['405', json('', 405)],
    ['409', json(membership(), 409)],
    ['410', json({ error: { message: 'License not found' } }, 410)],
    ['422', json({ error: { message: 'License not found' } }, 422)],
    ['500', html(500)],
    ['501', json(membership(), 501)],
    ['503', json({ error: { message: 'Membership not found' } }, 503)],
    ['599', json('', 599)],
    ['999', json(membership(), 999)],
  ])) {
    it(title, async (t) => assertFault(await checkWith(t, answer)));
  }

  it('metadata nested too deeply to be cached', async (t) => {
    const answer = await checkWith(
      t,
      json(`{"id":"mem_1","status":"active","metadata":{"a":${'['.repeat(30_000)}${']'.repeat(30_000)}}}`, 200, {
        'Content-Type': 'application/json',
      }),
    );
    assertFault(answer, 500);
  });

  it('no product, when PRODUCTS is set', async (t) => {
    for (const product of [null, undefined, 'x'.repeat(600), ['prod_A'], { title: 'Pro' }]) {
      assertFault(await checkWith(t, found({ product }), { products: 'prod_A' }));
    }
  });
});

describe('among the many 404s', () => {
  for (const [title, answer] of /** @type {[string, Answerer][]} */ ([
    ['the one of v1', notFound],
    ['an older one', json({ error: `No such Resource found with the provided ID: ${KEY}` }, 404)],
  ])) {
    it(`${title} means that there is no such key`, async (t) => {
      const { status, body, whop } = await checkWith(t, answer);
      assert.deepEqual([status, body], [404, { error: { status: 404, message: 'License key not found' } }]);
      assert.equal(whop.requests.length, 1);
    });
  }

  for (const [title, answer] of /** @type {[string, Answerer][]} */ ([
    ['an HTML page', html(404)],
    ['an empty body', json('', 404)],
    [
      'an unknown route',
      json({ error: { type: 'not_found', message: `Route GET /api/v1/memberships/${KEY} not found` } }, 404),
    ],
    ["a framework's", json({ status: 404, error: 'Not Found' }, 404)],
    ["another framework's", json({ statusCode: 404, message: 'Not Found' }, 404)],
    ['a retired API', json({ message: 'API v1 is no longer served. Membership not found.' }, 404)],
    ['a bare one', json({ message: 'Not found' }, 404)],
    ['an unknown resource', json({ error: 'Resource not found' }, 404)],
    ['an unknown company', json({ error: { message: 'Company not found' } }, 404)],
    ['a list', json([{ message: 'Membership not found' }], 404)],
    ['plain text', json('Membership not found', 404, { 'Content-Type': 'text/plain' })],
    ['more than 64 KiB', json({ message: 'Membership not found', x: 'x'.repeat(65_536) }, 404)],
  ])) {
    it(`${title} is a fault`, async (t) => assertFault(await checkWith(t, answer)));
  }
});
