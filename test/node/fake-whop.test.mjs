import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import {
  createFakeWhop,
  FAKE_API_KEY_FORBIDDEN,
  FAKE_API_KEY_WITHOUT_SCOPE,
  FAKE_PLAN,
  FAKE_PRODUCT,
} from '../../dist/testing.js';
import { validationRequest, validationRequestWith } from '../support/ask-fake.mjs';

/** @import { ValidationRequestOptions } from '../support/ask-fake.mjs' */

const url = 'https://api.whop.com/api/v2/memberships/DEMO-VALID/validate_license';
const now = Date.UTC(2026, 10, 25, 12);

describe('a valid license', () => {
  test('returns 201 and every field that Whop documents', async () => {
    const response = await createFakeWhop({ now: () => now })(validationRequest('DEMO-VALID'));
    assert.equal(response.status, 201);
    assert.match(response.headers.get('Content-Type'), /^application\/json/);

    const membership = await response.json();
    const types = Object.fromEntries(Object.entries(membership).map(([name, value]) => [name, typeof value]));
    const texts = [
      ...[
        'id',
        'product',
        'user',
        'plan',
        'promo_code',
        'email',
        'stripe_subscription_id',
        'stripe_customer_id',
        'status',
        'payment_processor',
      ],
      ...[
        'license_key',
        'wallet_address',
        'nft_tokens',
        'manage_url',
        'affiliate_page_url',
        'checkout_session',
        'affiliate_username',
      ],
      ...['access_pass', 'telegram_account_id', 'phone_number'],
    ];
    const numbers = ['quantity', 'expires_at', 'renewal_period_start', 'renewal_period_end', 'created_at'];
    const objects = ['metadata', 'custom_fields_responses', 'custom_fields_responses_v2', 'discord'];
    const documented = { string: texts, boolean: ['valid', 'cancel_at_period_end'], number: numbers, object: objects };
    const expected = Object.entries(documented).flatMap(([type, names]) => names.map((name) => [name, type]));
    assert.deepEqual(types, Object.fromEntries(expected));
    assert.deepEqual(Object.keys(membership.discord), ['id', 'username', 'image_url']);

    const { id, product, plan, status, valid, license_key, metadata } = membership;
    assert.deepEqual(
      { id, product, plan, status, valid, license_key, metadata },
      {
        id: 'mem_DEMOVALID',
        product: FAKE_PRODUCT,
        plan: FAKE_PLAN,
        status: 'active',
        valid: true,
        license_key: 'DEMO-VALID',
        metadata: {},
      },
    );
  });

  test('has dates in Unix seconds', async () => {
    const membership = await (await createFakeWhop({ now: () => now })(validationRequest('DEMO-EXPIRED'))).json();
    assert.equal(membership.expires_at, Date.UTC(2026, 10, 13, 12) / 1000);
    const lifetime = await (await createFakeWhop()(validationRequest('DEMO-COMPLETED'))).json();
    assert.equal(lifetime.expires_at, null);
    assert.equal(lifetime.renewal_period_end, null);
  });

  test('is also found by the ID of its membership', async () => {
    const response = await createFakeWhop()(validationRequest('mem_DEMOVALID'));
    assert.equal(response.status, 201);
    assert.equal((await response.json()).license_key, 'DEMO-VALID');
  });

  test('comes with headers that announce the end of v2 and that no page can read', async () => {
    const { headers } = await createFakeWhop()(validationRequest('DEMO-VALID'));
    assert.equal(headers.get('Deprecation'), '@1791417600');
    assert.match(
      headers.get('Link'),
      /<https:\/\/api\.whop\.com\/api\/v1\/memberships\/mem_DEMOVALID>; rel="successor-version", <https:.*>; rel="deprecation"/,
    );
    assert.equal(headers.get('Access-Control-Expose-Headers'), null);
  });
});

describe('v2 rejects', () => {
  /** @param {Request} request */
  async function refusal(request) {
    const response = await createFakeWhop()(request);
    assert.equal(response.headers.get('Access-Control-Allow-Origin'), '*');
    return [response.status, (await response.json()).error.message];
  }

  test('an API key that is unknown, lacks the permission, or is forbidden', async () => {
    assert.deepEqual(await refusal(validationRequest('DEMO-VALID', { apiKey: 'apik_other' })), [
      401,
      'Your access token is invalid.',
    ]);
    assert.deepEqual(await refusal(new Request(url, { method: 'POST' })), [401, 'Your access token is invalid.']);
    const [status, message] = await refusal(validationRequest('DEMO-VALID', { apiKey: FAKE_API_KEY_WITHOUT_SCOPE }));
    assert.deepEqual([status, message], [401, 'The API Key supplied does not have permission to access this route']);
    assert.deepEqual(await refusal(validationRequest('DEMO-VALID', { apiKey: FAKE_API_KEY_FORBIDDEN })), [
      403,
      'Forbidden',
    ]);
  });

  test('a body that is not JSON with an object `metadata`', async () => {
    for (const body of [
      '',
      'metadata',
      'null',
      '[]',
      '{}',
      '{"metadata":null}',
      '{"metadata":[]}',
      '{"metadata":"a"}',
    ]) {
      const [status, message] = await refusal(validationRequest('DEMO-VALID', { body }));
      assert.equal(status, 400, body);
      assert.match(message, /^Parameter :metadata is invalid/);
    }
    assert.equal((await refusal(validationRequest('DEMO-VALID', { contentType: 'text/plain' })))[0], 400);
  });

  test('an unknown license key, and a known one in lower case', async () => {
    const notFound = 'No such Resource found with the provided ID:';
    assert.deepEqual(await refusal(validationRequest('WHO-KNOWS')), [404, `${notFound} WHO-KNOWS`]);
    assert.deepEqual(await refusal(validationRequest('demo-valid')), [404, `${notFound} demo-valid`]);
    assert.deepEqual(await refusal(validationRequest('5 % & more')), [404, `${notFound} 5 % & more`]);
  });

  test('an unknown URL or method', async () => {
    assert.deepEqual(await refusal(new Request('https://api.whop.com/api/v2/licenses')), [
      404,
      'Route /api/v2/licenses not found',
    ]);
    assert.equal((await refusal(new Request(url)))[0], 404);
    assert.equal((await refusal(new Request(url.replace('/api/v2', '/v2'), { method: 'POST' })))[0], 404);
  });
});

test('a preflight allows any page', async () => {
  const { status, headers, body } = await createFakeWhop()(new Request(url, { method: 'OPTIONS' }));
  assert.equal(status, 204);
  assert.equal(body, null);
  assert.equal(headers.get('Access-Control-Allow-Origin'), '*');
  assert.equal(headers.get('Access-Control-Allow-Headers'), 'authorization, content-type');
  assert.equal(headers.get('Access-Control-Allow-Methods'), 'POST');
});

describe('the rate limit', () => {
  function fakeWithClock() {
    let time = now;
    const whop = createFakeWhop({ now: () => time });
    /** @param {ValidationRequestOptions} [options] */
    const ask = (options) => whop(validationRequest('DEMO-VALID', options));
    return {
      ask,
      /** @param {number} count */
      async askOften(count) {
        for (let i = 0; i < count; i++) assert.equal((await ask()).status, 201);
      },
      /** @param {number} ms */
      wait(ms) {
        time += ms;
      },
    };
  }

  test('refuses the 101st request in ten seconds, then everything for a minute', async () => {
    const { ask, wait, askOften } = fakeWithClock();
    await askOften(60);
    wait(9_999);
    await askOften(40);

    const refused = await ask();
    assert.equal(refused.status, 429);
    assert.deepEqual(await refused.json(), { message: 'You are being rate limited' });
    assert.equal(refused.headers.get('Retry-After'), '60');
    assert.equal(refused.headers.get('Access-Control-Expose-Headers'), null);

    wait(59_001);
    const stillRefused = await ask();
    assert.equal(stillRefused.status, 429);
    assert.equal(stillRefused.headers.get('Retry-After'), '1');

    wait(999);
    await askOften(100);
    assert.equal((await ask()).status, 429);
  });

  test('forgets requests after ten seconds', async () => {
    const { wait, askOften } = fakeWithClock();
    await askOften(100);
    wait(10_000);
    await askOften(100);
  });

  test('does not count requests with other API keys', async () => {
    const { ask, askOften } = fakeWithClock();
    for (let i = 0; i < 101; i++) assert.equal((await ask({ apiKey: 'apik_other' })).status, 401);
    await askOften(100);
  });
});

describe('the binding by metadata', () => {
  test('stores the first metadata, then refuses any other', async () => {
    const whop = createFakeWhop();
    /** @param {object} metadata */
    const status = async (metadata) => (await whop(validationRequestWith(metadata, 'DEMO-VALID'))).status;
    assert.equal(await status({}), 201);
    assert.equal(await status({ hwid: 'a', seat: { no: 1, tags: ['x'] } }), 201);
    assert.equal(await status({ seat: { tags: ['x'], no: 1 }, hwid: 'a' }), 201);
    for (const other of [
      {},
      { hwid: 'a' },
      { hwid: 'b', seat: { no: 1, tags: ['x'] } },
      { hwid: 'a', seat: { no: 1, tags: { 0: 'x' } } },
    ]) {
      assert.equal(await status(other), 400, JSON.stringify(other));
    }
    assert.equal(await status({ hwid: 'a', seat: { no: 1, tags: ['x'] }, more: null }), 400);
  });

  test('tells the buyer what to do, and returns the stored metadata to a matching request', async () => {
    const whop = createFakeWhop();
    const refused = await whop(validationRequest('DEMO-BOUND'));
    assert.equal(refused.status, 400);
    assert.equal((await refused.json()).error.message, 'Please reset your key to use on a new machine');
    const accepted = await whop(validationRequestWith({ hwid: 'demo-device' }, 'DEMO-BOUND'));
    assert.equal(accepted.status, 201);
    assert.deepEqual((await accepted.json()).metadata, { hwid: 'demo-device' });
  });

  test('is separate for each key and each API', async () => {
    const whop = createFakeWhop();
    await whop(validationRequestWith({ hwid: 'a' }, 'DEMO-VALID'));
    assert.equal((await whop(validationRequestWith({ hwid: 'b' }, 'DEMO-TRIALING'))).status, 201);
    assert.equal((await createFakeWhop()(validationRequestWith({ hwid: 'b' }, 'DEMO-VALID'))).status, 201);
  });
});

describe('a simulated fault', () => {
  test('down: the promise rejects like that of `fetch`', async () => {
    await assert.rejects(createFakeWhop()(validationRequest('DEMO-DOWN')), TypeError);
  });

  test('cut off: the stream fails after half of the body', async () => {
    const { status, body } = await createFakeWhop()(validationRequest('DEMO-CUT-OFF'));
    assert.equal(status, 201);
    const reader = body.getReader();
    const { value } = await reader.read();
    assert.match(new TextDecoder().decode(value), /^\{"id":"mem_DEMOCUTOFF"/);
    await assert.rejects(reader.read(), TypeError);
  });

  for (const key of ['DEMO-STALL', 'DEMO-STALL-IN-BODY', 'DEMO-SLOW']) {
    test(`${key} ends when the caller aborts, before or during the request`, async () => {
      const controller = new AbortController();
      /** @type {(held: Request) => void} */
      const abort = () => controller.abort();
      const request = validationRequest(key, { signal: controller.signal });
      const text = createFakeWhop()(request).then((response) => response.text());
      // Let the request start first, and hold on to it: an abort does not reach a request that was garbage-collected.
      setImmediate(abort, request);
      await assert.rejects(text, { name: 'AbortError' });
      await assert.rejects(
        async () => (await createFakeWhop()(validationRequest(key, { signal: AbortSignal.abort() }))).text(),
        { name: 'AbortError' },
      );
    });
  }
});
