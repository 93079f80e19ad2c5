import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ask, makeRelay, serve, send } from '../support/relay.mjs';
import { found, keyOf, notFound, startWhop } from '../support/scripted-whop.mjs';

/**
 * @import { TestContext } from 'node:test'
 * @import { AnyRelayOptions, AskOptions, TestedRelay } from '../support/relay.mjs'
 * @import { Answerer } from '../support/scripted-whop.mjs'
 */

/** @type {Answerer} */
const onlyGoodKeyExists = (request) => (keyOf(request) === 'W-GOOD' ? found()(request) : notFound());
const PROXY = '10.0.0.1';

/**
 * @param {TestContext} t
 * @param {AnyRelayOptions} [options]
 */
async function startRelay(t, options) {
  return makeRelay(t, await startWhop(t, onlyGoodKeyExists), options);
}

/**
 * Checks unknown keys one after the other.
 *
 * @param {TestedRelay} relay
 * @param {AskOptions[]} questions
 * @returns {Promise<number>} How many were refused. The others were told that there were too many requests.
 */
async function countRefusals(relay, questions) {
  let refusals = 0;
  for (const [index, question] of questions.entries())
    if ((await ask(relay, `W-${index}`, question)).status === 404) refusals++;
  return refusals;
}
/** @type {(count: number, questionOf: (index: number) => AskOptions) => AskOptions[]} */
const times = (count, questionOf) => Array.from({ length: count }, (_, index) => questionOf(index));
/**
 * @param {string} forwarded
 * @param {string} [address]
 */
const behind = (forwarded, address = PROXY) => ({ address, headers: { 'X-Forwarded-For': forwarded } });

describe('counts as one client', () => {
  for (const [title, addressOf] of /** @type {[string, (index: number) => string | undefined][]} */ ([
    ['one address', () => '203.0.113.7'],
    [
      'an IPv4 address, also written as IPv6',
      (index) => ['203.0.113.7', '::ffff:203.0.113.7', '::ffff:cb00:7107', '0:0:0:0:0:FFFF:CB00:7107'][index % 4],
    ],
    ['all addresses in one /64', (index) => `2001:db8:0:1:${index.toString(16)}::${index + 1}`],
    [
      'one /64, however it is written',
      (index) => ['2001:db8:0:1::1', '2001:DB8::1:0:0:0:1', '2001:0db8:0000:0001:ffff:ffff:ffff:ffff'][index % 3],
    ],
    ['link-local addresses in any zone', (index) => `fe80::1%eth${index}`],
    ['all clients without an address', () => undefined],
    ['all clients whose address cannot be read', (index) => `unix:${index}`],
  ])) {
    it(title, async (t) => {
      const relay = await startRelay(t);
      assert.equal(
        await countRefusals(
          relay,
          times(35, (index) => ({ platform: { incoming: { socket: { remoteAddress: addressOf(index) } } } })),
        ),
        30,
      );
    });
  }

  for (const [title, platform] of /** @type {[string, object][]} */ ([
    ['Deno', { remoteAddr: { transport: 'tcp', hostname: '203.0.113.7', port: 1 } }],
    ['Bun', { requestIP: () => ({ address: '203.0.113.7' }) }],
    ['a platform that knows nothing about the client', {}],
    ['a platform that passes nothing', null],
    ['a platform whose socket is closed', { incoming: {} }],
    ['Bun, when it knows no address', { requestIP: /** @returns {null} */ () => null }],
  ])) {
    it(`one address on ${title}`, async (t) => {
      assert.equal(
        await countRefusals(
          await startRelay(t),
          times(35, () => ({ platform })),
        ),
        30,
      );
    });
  }

  it('but different addresses do not', async (t) => {
    for (const addressOf of /** @type {((index: number) => string)[]} */ ([
      (index) => `203.0.113.${index}`,
      (index) => `2001:db8:0:${index.toString(16)}::1`,
      (index) => `::ffff:203.0.113.${index}`,
    ])) {
      assert.equal(
        await countRefusals(
          await startRelay(t),
          times(35, (index) => ({ address: addressOf(index) })),
        ),
        35,
      );
    }
  });
});

describe('X-Forwarded-For', () => {
  for (const [title, headersOf] of /** @type {[string, (index: number) => Record<string, string>][]} */ ([
    ['by itself', (index) => ({ 'X-Forwarded-For': `198.51.100.${index}` })],
    [
      'with all similar headers',
      (index) =>
        Object.fromEntries(
          [
            'X-Forwarded-For',
            'Forwarded',
            'X-Real-IP',
            'CF-Connecting-IP',
            'True-Client-IP',
            'Fly-Client-IP',
            'X-Client-IP',
            'Client-IP',
          ].map((name) => [name, `198.51.100.${index}`]),
        ),
    ],
  ])) {
    it(`is ignored when no proxy is trusted: ${title}`, async (t) => {
      assert.equal(
        await countRefusals(
          await startRelay(t),
          times(35, (index) => ({ address: PROXY, headers: headersOf(index) })),
        ),
        30,
      );
    });
  }

  it('tells clients apart behind a trusted proxy', async (t) => {
    const relay = await startRelay(t, { trustProxy: 1 });
    assert.equal(
      await countRefusals(
        relay,
        times(35, (index) => behind(`198.51.100.${index}`)),
      ),
      35,
    );
    assert.equal((await ask(relay, 'W-GOOD', behind('198.51.100.99'))).status, 201);
  });

  for (const [title, trustProxy, forwardedOf] of /** @type {[string, number, (index: number) => string][]} */ ([
    ['what a client wrote itself, left of the proxy’s address', 1, (index) => `198.51.100.${index}, 203.0.113.7`],
    ['what a client wrote about itself', 1, (index) => `203.0.113.${index},203.0.113.7`],
    ['a very long list', 1, (index) => `${`198.51.100.${index}, `.repeat(200)}203.0.113.7`],
    [
      'white space, ports and brackets',
      1,
      (index) =>
        [
          ' 203.0.113.7 ',
          '203.0.113.7:5678',
          `203.0.113.7:${1000 + index}`,
          '[::ffff:203.0.113.7]:99',
          '::ffff:203.0.113.7',
          '"203.0.113.7"'.slice(1, -1),
        ][index % 6],
    ],
    [
      'a /64 of IPv6',
      1,
      (index) => [`2001:db8::${index + 1}`, `[2001:db8::${index + 1}]`, `[2001:db8::${index + 1}]:443`][index % 3],
    ],
    ['what is left of two proxies', 2, (index) => `198.51.100.${index}, 203.0.113.7, 10.0.0.2`],
    ['different proxies right of the same address', 2, (index) => `203.0.113.7, 10.0.0.${index}`],
    ['fewer addresses than there are proxies', 3, (index) => ['198.51.100.1', '198.51.100.2, 198.51.100.3'][index % 2]],
    ['an empty header', 1, () => ''],
    ['nothing but commas', 1, () => ', ,,'],
    [
      'texts that are no address',
      1,
      (index) =>
        [
          'unknown',
          '_hidden',
          'localhost',
          '<script>',
          '1.2.3',
          '1.2.3.4.5',
          '999.1.1.1',
          '01.2.3.4',
          ':::',
          '2001:db8::1::2',
          `x${index}`,
        ][index % 11],
    ],
  ])) {
    it(`counts as one client: ${title}`, async (t) => {
      assert.equal(
        await countRefusals(
          await startRelay(t, { trustProxy }),
          times(35, (index) => behind(forwardedOf(index))),
        ),
        30,
      );
    });
  }

  it('is one list, also in several lines', async (t) => {
    const relay = await startRelay(t, { trustProxy: 1, allowedOrigins: 'https://shop.example' });
    const port = await serve(t, relay);
    let refusals = 0;
    for (let index = 0; index < 35; index++) {
      const headers = { 'X-Forwarded-For': [`198.51.100.${index}`, '203.0.113.7'] };
      if (
        (await send(port, `/memberships/W-${index}/validate_license`, { headers, body: '{"metadata":{}}' })).status ===
        404
      )
        refusals++;
    }
    assert.equal(refusals, 30);
  });

  it('may be missing when a request did not come through the proxy', async (t) => {
    const relay = await startRelay(t, { trustProxy: 1 });
    assert.equal(
      await countRefusals(
        relay,
        times(35, () => ({ address: '203.0.113.7' })),
      ),
      30,
    );
    assert.equal((await ask(relay, 'W-GOOD', { address: '203.0.113.8' })).status, 201);
  });
});
