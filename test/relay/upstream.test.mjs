import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { gzipSync } from 'node:zlib';
import { answerTo, found, KEY, makeRelay, membership, notFound, startWhop } from '../support/relay.mjs';

const json =
  (body, status = 200, headers = {}) =>
  () => ({ status, body, headers });
const html = (status) => json('<!doctype html><title>Not found</title>', status, { 'Content-Type': 'text/html' });

/** Asks a Whop that answers so. */
async function askWhopThat(t, answer, options) {
  const whop = await startWhop(t, answer);
  const relay = makeRelay(t, whop, options);
  return { ...(await answerTo(relay)), whop };
}

/** Nobody is to blame the buyer, and nobody is let in. */
function assertFault({ status, body }, expected = 502) {
  assert.equal(status, expected);
  assert.deepEqual(Object.keys(body), ['error']);
  assert.doesNotMatch(body.error.message, /licen[cs]e|key|found|reset|machine/i);
}

describe('a strange answer of Whop is a fault, and nobody is let in', () => {
  for (const [title, answer] of [
    ['a page in place of the API', html(200)],
    ['JSON that is called HTML', json(JSON.stringify(membership()), 200, { 'Content-Type': 'text/html' })],
    ['JSON that is called nothing', json(JSON.stringify(membership()))],
    ['nothing', json('', 200, { 'Content-Type': 'application/json' })],
    ['204', json(undefined, 204)],
    ['half an answer', json(JSON.stringify(membership()).slice(0, -9), 200, { 'Content-Type': 'application/json' })],
    ['null', json(null)],
    ['a list of memberships', json([membership()])],
    ['a page of memberships', json({ data: [membership()], page_info: {} })],
    ['a membership within', json({ membership: membership() })],
    [
      'a membership of the prototype',
      json(`{"__proto__":${JSON.stringify(membership())}}`, 200, { 'Content-Type': 'application/json' }),
    ],
    ['no id', found({ id: undefined })],
    ['an id that is no text', found({ id: 7 })],
    ['an endless id', found({ id: 'mem_'.repeat(200) })],
    ['no status', found({ status: undefined })],
    ['a status that nobody knows', found({ status: 'paused' })],
    ['a status in capitals', found({ status: 'ACTIVE' })],
    ['a status of the prototype', found({ status: 'constructor' })],
    ['a list of statuses', found({ status: ['active'] })],
    ['valid beside no status', found({ status: null, valid: true })],
    ["somebody else's key", found({ license_key: 'W-OTHER' })],
    ['a key that is no text', found({ license_key: [KEY] })],
    ['more than 64 KiB', found({ title: 'x'.repeat(65_536) })],
    [
      'more than 64 KiB, packed',
      (request) => ({
        status: 200,
        body: gzipSync(JSON.stringify(found({ title: 'x'.repeat(9_999_999) })(request).body)),
        headers: { 'Content-Type': 'application/json', 'Content-Encoding': 'gzip' },
      }),
    ],
    [
      'what says that it is packed',
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
  ]) {
    it(title, async (t) => assertFault(await askWhopThat(t, answer)));
  }

  it('metadata nested too deep to be kept', async (t) => {
    const answer = await askWhopThat(
      t,
      json(`{"id":"mem_1","status":"active","metadata":{"a":${'['.repeat(30_000)}${']'.repeat(30_000)}}}`, 200, {
        'Content-Type': 'application/json',
      }),
    );
    assertFault(answer, 500);
  });

  it('no product, where one is asked for', async (t) => {
    for (const product of [null, undefined, 'x'.repeat(600), ['prod_A'], { title: 'Pro' }]) {
      assertFault(await askWhopThat(t, found({ product }), { products: 'prod_A' }));
    }
  });
});

describe('of the many 404s', () => {
  for (const [title, answer] of [
    ['v1 as it is known', notFound],
    ['an older one', json({ error: `No such Resource found with the provided ID: ${KEY}` }, 404)],
  ]) {
    it(`${title} says that there is no such key`, async (t) => {
      const { status, body, whop } = await askWhopThat(t, answer);
      assert.deepEqual([status, body], [404, { error: { status: 404, message: 'License key not found' } }]);
      assert.equal(whop.requests.length, 1);
    });
  }

  for (const [title, answer] of [
    ['a page', html(404)],
    ['nothing', json('', 404)],
    ['a route', json({ error: { type: 'not_found', message: `Route GET /api/v1/memberships/${KEY} not found` } }, 404)],
    ["a framework's", json({ status: 404, error: 'Not Found' }, 404)],
    ["another framework's", json({ statusCode: 404, message: 'Not Found' }, 404)],
    ['the end of the API', json({ message: 'API v1 is no longer served. Membership not found.' }, 404)],
    ['a bare one', json({ message: 'Not found' }, 404)],
    ['a resource', json({ error: 'Resource not found' }, 404)],
    ['a company', json({ error: { message: 'Company not found' } }, 404)],
    ['a list', json([{ message: 'Membership not found' }], 404)],
    ['a text', json('Membership not found', 404, { 'Content-Type': 'text/plain' })],
    ['more than 64 KiB', json({ message: 'Membership not found', x: 'x'.repeat(65_536) }, 404)],
  ]) {
    it(`${title} is a fault`, async (t) => assertFault(await askWhopThat(t, answer)));
  }
});
