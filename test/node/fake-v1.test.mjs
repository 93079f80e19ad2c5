import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import {
  createFakeWhop,
  FAKE_ACCOUNT_API_KEY,
  FAKE_API_KEY,
  FAKE_API_KEY_FORBIDDEN,
  FAKE_API_KEY_WITHOUT_SCOPE,
  FAKE_PLAN,
  FAKE_PRODUCT,
  fakeLicenses,
} from '../../dist/testing.js';
import { membershipRequest, validationRequest, validationRequestWith } from '../support/ask-fake.mjs';

/**
 * @import { FakeResponse } from '../../dist/testing.js'
 * @import { MembershipRequestOptions } from '../support/ask-fake.mjs'
 */

const now = Date.UTC(2026, 10, 25, 12);
const url = 'https://api.whop.com/api/v1/memberships/DEMO-VALID';
const asAccount = { Authorization: `Bearer ${FAKE_ACCOUNT_API_KEY}` };
const OLDER = ['2025-01-01', '2026-07-20', '2026-07-23', '2026-08-21-1'];
const NEWER = ['2026-09-15', '2026-11-04-1', '2026-11-17'];

/**
 * Fetches a membership from a new test API.
 *
 * @param {string} key
 * @param {string} [version]
 */
async function membershipOf(key, version) {
  const response = await createFakeWhop({ now: () => now })(membershipRequest(key, { version }));
  assert.equal(response.status, 200);
  return response.json();
}

/**
 * @param {Response} response
 * @param {number} status
 * @param {string} type
 * @param {string} message
 */
async function assertRefused(response, status, type, message) {
  assert.equal(response.status, status);
  assertWithoutCors(response);
  assert.deepEqual(await response.json(), { error: { type, message } });
}

/** @param {Response} response */
function assertWithoutCors({ headers }) {
  assert.deepEqual(
    [...headers.keys()].filter((name) => name.startsWith('access-control-')),
    [],
  );
}

/** @param {object} membership */
const typesOf = (membership) =>
  Object.fromEntries(Object.entries(membership).map(([name, value]) => [name, value === null ? 'null' : typeof value]));
/** @type {(type: string, names: string[]) => Record<string, string>} */
const allOf = (type, names) => Object.fromEntries(names.map((name) => [name, type]));

describe('a valid license', () => {
  const both = {
    ...allOf('string', ['id', 'status', 'license_key', 'created_at']),
    cancel_at_period_end: 'boolean',
    metadata: 'object',
  };
  const times = { start: '2026-11-25T12:00:00.000Z', end: '2026-12-25T12:00:00.000Z' };

  for (const version of OLDER) {
    test(`has the older shape at ${version}`, async () => {
      const membership = await membershipOf('DEMO-VALID', version);
      assert.deepEqual(typesOf(membership), {
        ...both,
        ...allOf('string', [
          'updated_at',
          'joined_at',
          'renewal_period_start',
          'renewal_period_end',
          'manage_url',
          'checkout_configuration_id',
          'currency',
        ]),
        ...allOf('object', ['company', 'product', 'plan', 'user', 'member', 'promo_code', 'custom_field_responses']),
        payment_collection_paused: 'boolean',
      });
      assert.deepEqual(membership.product, { id: FAKE_PRODUCT, title: 'Demo' });
      assert.deepEqual(membership.plan, { id: FAKE_PLAN });
      assert.equal(membership.user.email, 'jo.buyer@mail.example');
      assert.equal(membership.renewal_period_start, times.start);
      assert.equal(membership.renewal_period_end, times.end);
    });
  }

  for (const version of [...NEWER, null]) {
    test(`has the newer shape ${version ? `at ${version}` : 'without a version'}`, async () => {
      const membership = await membershipOf('DEMO-VALID', version);
      assert.deepEqual(typesOf(membership), {
        ...both,
        ...allOf('string', [
          'current_period_end',
          'product_id',
          'plan_id',
          'user_id',
          'phone_number',
          'recommended_action',
        ]),
        account: 'object',
        member: 'null',
      });
      const { product_id, plan_id, current_period_end } = membership;
      assert.deepEqual(
        { product_id, plan_id, current_period_end },
        { product_id: FAKE_PRODUCT, plan_id: FAKE_PLAN, current_period_end: times.end },
      );
    });
  }

  test('has the same membership as in v2', async () => {
    const v2Membership = await (await createFakeWhop({ now: () => now })(validationRequest('DEMO-CANCELING'))).json();
    for (const version of [OLDER[0], NEWER[0]]) {
      const ofV1 = await membershipOf('DEMO-CANCELING', version);
      for (const name of ['id', 'status', 'license_key', 'metadata', 'cancel_at_period_end'])
        assert.deepEqual(ofV1[name], v2Membership[name], name);
      assert.equal(ofV1.status, 'canceling');
      assert.equal(Date.parse(ofV1.created_at), v2Membership.created_at * 1000);
      assert.equal(
        Date.parse(ofV1.renewal_period_end ?? ofV1.current_period_end),
        v2Membership.renewal_period_end * 1000,
      );
    }
  });

  test('has no end date if it never ends', async () => {
    assert.equal((await membershipOf('DEMO-COMPLETED', OLDER[0])).renewal_period_end, null);
    assert.equal((await membershipOf('DEMO-COMPLETED', NEWER[0])).current_period_end, null);
  });

  test('is also found by the ID of its membership, and however the URL is encoded', async () => {
    assert.equal((await membershipOf('mem_DEMOVALID')).license_key, 'DEMO-VALID');
    const encoded = await createFakeWhop()(
      new Request(url.replace('DEMO-VALID', 'DEMO%2DVALID'), { headers: asAccount }),
    );
    assert.equal((await encoded.json()).license_key, 'DEMO-VALID');
  });
});

describe('v1 rejects', () => {
  /** @type {(key: string, options?: MembershipRequestOptions) => Promise<Response>} */
  const ask = (key, options) => createFakeWhop()(membershipRequest(key, options));

  test('an API key that is unknown, may not read memberships, or is forbidden', async () => {
    await assertRefused(
      await ask('DEMO-VALID', { apiKey: 'apik_other' }),
      401,
      'unauthorized',
      'Your access token is invalid.',
    );
    await assertRefused(await createFakeWhop()(new Request(url)), 401, 'unauthorized', 'Your access token is invalid.');
    for (const apiKey of [FAKE_API_KEY, FAKE_API_KEY_WITHOUT_SCOPE]) {
      await assertRefused(
        await ask('DEMO-VALID', { apiKey }),
        403,
        'forbidden',
        'Actor is missing all required permissions: member:basic:read',
      );
    }
    await assertRefused(await ask('DEMO-VALID', { apiKey: FAKE_API_KEY_FORBIDDEN }), 403, 'forbidden', 'Forbidden');
  });

  test('a version that does not exist', async () => {
    for (const version of ['', '2026-08-21', '2026-11-18', 'latest']) {
      await assertRefused(
        await ask('DEMO-VALID', { version }),
        400,
        'bad_request',
        'Api-Version-Date is not a known version.',
      );
    }
  });

  test('an unknown license key, and a known one in lower case', async () => {
    for (const key of ['WHO-KNOWS', 'demo-valid', '5 % & more'])
      await assertRefused(await ask(key), 404, 'not_found', 'Membership not found');
  });

  test('an unknown URL or method', async () => {
    const nowhere = 'https://api.whop.com/api/v1/licenses/DEMO-VALID';
    await assertRefused(
      await createFakeWhop()(new Request(nowhere, { headers: asAccount })),
      404,
      'not_found',
      'Route /api/v1/licenses/DEMO-VALID not found',
    );
    for (const method of ['POST', 'PATCH', 'DELETE', 'OPTIONS']) {
      const response = await createFakeWhop()(new Request(url, { method, headers: asAccount }));
      await assertRefused(response, 404, 'not_found', 'Route /api/v1/memberships/DEMO-VALID not found');
    }
  });
});

describe('the rate limit', () => {
  function fakeWithClock() {
    let time = now;
    const whop = createFakeWhop({ now: () => time });
    /** @param {MembershipRequestOptions} [options] */
    const ask = (options) => whop(membershipRequest('DEMO-VALID', options));
    return {
      whop,
      ask,
      /** @param {number} count */
      async askOften(count) {
        for (let i = 0; i < count; i++) assert.equal((await ask()).status, 200);
      },
      /** @param {number} ms */
      wait(ms) {
        time += ms;
      },
    };
  }

  test('refuses the 601st request in a minute, and says how long to wait', async () => {
    const { ask, wait, askOften } = fakeWithClock();
    await askOften(1);
    wait(48_000);
    await askOften(599);

    for (const seconds of [12, 1]) {
      const refused = await ask();
      assert.equal(refused.headers.get('Retry-After'), String(seconds));
      await assertRefused(refused, 429, 'rate_limited', `Rate limit exceeded. Try again in ${seconds} seconds.`);
      wait(11_001);
    }

    await askOften(1);
    assert.equal((await ask()).headers.get('Retry-After'), '38');
  });

  test('does not count requests with other API keys or to v2', async () => {
    const { whop, ask, askOften } = fakeWithClock();
    for (let i = 0; i < 600; i++) assert.equal((await ask({ apiKey: 'apik_other' })).status, 401);
    for (let i = 0; i < 101; i++) await whop(validationRequest('DEMO-VALID', { apiKey: FAKE_ACCOUNT_API_KEY }));
    assert.equal((await whop(validationRequest('DEMO-VALID'))).status, 429);
    await askOften(600);
  });
});

describe('the binding by metadata', () => {
  test('shows the metadata that v2 stored, and stores nothing', async () => {
    const whop = createFakeWhop();
    /** @param {string} key */
    const metadata = async (key) => (await (await whop(membershipRequest(key))).json()).metadata;
    assert.deepEqual(await metadata('DEMO-VALID'), {});
    assert.equal((await whop(validationRequestWith({ hwid: 'a' }, 'DEMO-VALID'))).status, 201);
    assert.deepEqual(await metadata('DEMO-VALID'), { hwid: 'a' });
    assert.deepEqual(await metadata('DEMO-TRIALING'), {});
    assert.equal((await whop(validationRequestWith({ hwid: 'b' }, 'DEMO-VALID'))).status, 400);
    assert.deepEqual(await metadata('DEMO-VALID'), { hwid: 'a' });
  });

  test('shows metadata that was stored earlier', async () => {
    for (const key of ['DEMO-BOUND', 'DEMO-BOUND-MESSAGE']) {
      for (const version of [OLDER[0], NEWER[0]])
        assert.deepEqual((await membershipOf(key, version)).metadata, { hwid: 'demo-device' });
    }
  });
});

describe('each license', () => {
  // The slow and broken ones have their own tests.
  const prompt = fakeLicenses.filter(({ response: { delayMs, fault } }) => !delayMs && (!fault || fault === 'no-cors'));
  for (const { key, response: scripted, v1 } of prompt) {
    for (const version of [OLDER[0], NEWER[0]]) {
      test(`${key} at ${version}`, async () => {
        const expectedResponse = v1 ?? scripted;
        const response = await createFakeWhop({ now: () => now })(membershipRequest(key, { version }));
        const text = await response.text();
        assert.equal(response.status, expectedResponse.status ?? 200);
        assertWithoutCors(response);
        for (const name of ['Deprecation', 'Link']) assert.equal(response.headers.get(name), null);
        assert.equal(
          response.headers.get('Content-Type'),
          expectedResponse.headers?.['Content-Type'] ?? 'application/json; charset=utf-8',
        );
        assert.equal(response.headers.get('Retry-After'), expectedResponse.headers?.['Retry-After'] ?? null);
        if (typeof expectedResponse.body === 'string') assert.equal(text, expectedResponse.body);
        else if (expectedResponse.body) assert.deepEqual(JSON.parse(text), expectedResponse.body);
        else assertMembership(JSON.parse(text), { key, expectedResponse, v2Membership: v1 ? {} : scripted.membership });
      });
    }
  }

  /**
   * @param {Record<string, any>} membership
   * @param {{ key: string, expectedResponse: FakeResponse, v2Membership: object }} license
   */
  function assertMembership(membership, { key, expectedResponse, v2Membership }) {
    const good = {
      id: `mem_${key.replaceAll('-', '')}`,
      status: 'active',
      license_key: key,
      cancel_at_period_end: false,
    };
    /** @type {Record<string, unknown>} */
    const expected = { ...good, ...v2Membership, ...expectedResponse.membership };
    for (const name of Object.keys(good)) assert.deepEqual(membership[name], expected[name], name);
    const { current_period_end: end = membership.renewal_period_end } = membership;
    assert.equal(
      end && (Date.parse(end) - now) / 86_400_000,
      expectedResponse.daysLeft === undefined ? 30 : expectedResponse.daysLeft,
    );
    for (const name of ['valid', 'expires_at', 'quantity', 'access_pass']) assert.ok(!(name in membership), name);
  }

  test('names its product and plan in both shapes', async () => {
    /** @param {string} key */
    const named = async (key) => {
      const [older, newer] = [await membershipOf(key, OLDER[0]), await membershipOf(key, NEWER[0])];
      return [older.product?.id, older.plan?.id, newer.product_id, newer.plan_id];
    };
    assert.deepEqual(await named('DEMO-OTHER-PRODUCT'), ['prod_other', FAKE_PLAN, 'prod_other', FAKE_PLAN]);
    assert.deepEqual(await named('DEMO-OTHER-PLAN'), [FAKE_PRODUCT, 'plan_other', FAKE_PRODUCT, 'plan_other']);
    assert.deepEqual(await named('DEMO-WITHOUT-PLAN'), [FAKE_PRODUCT, undefined, FAKE_PRODUCT, undefined]);
    const object = { id: FAKE_PRODUCT, title: 'Demo' };
    assert.deepEqual(await named('DEMO-PRODUCT-OBJECT'), [object, FAKE_PLAN, object, FAKE_PLAN]);
    assert.ok(!('plan' in (await membershipOf('DEMO-WITHOUT-PLAN', OLDER[0]))));
  });

  test('is valid if only v2 is retired', async () => {
    for (const key of ['DEMO-RETIRED', 'DEMO-RETIRED-404', 'DEMO-RETIRED-401'])
      assert.equal((await membershipOf(key)).status, 'active');
  });

  test('that shows a rejected request has v1’s error texts', async () => {
    /** @param {string} key */
    const ask = (key) => createFakeWhop()(membershipRequest(key));
    await assertRefused(await ask('DEMO-401'), 401, 'unauthorized', 'Your access token is invalid.');
    await assertRefused(
      await ask('DEMO-401-SCOPE'),
      403,
      'forbidden',
      'Actor is missing all required permissions: member:basic:read',
    );
    await assertRefused(await ask('DEMO-403'), 403, 'forbidden', 'Forbidden');
    await assertRefused(await ask('DEMO-429'), 429, 'rate_limited', 'Rate limit exceeded. Try again in 7 seconds.');
    await assertRefused(await ask('DEMO-NOT-FOUND'), 404, 'not_found', 'Membership not found');
  });

  test('that redirects stays in v1', async () => {
    assert.equal(
      (await createFakeWhop()(membershipRequest('DEMO-REDIRECT'))).headers.get('Location'),
      '/api/v1/memberships/DEMO-VALID',
    );
  });

  test('with a broken `valid` in v2 has a broken `status`', async () => {
    assert.equal((await membershipOf('DEMO-WITHOUT-VALID')).status, 'frozen');
    assert.deepEqual((await membershipOf('DEMO-VALID-STRING')).status, ['active']);
    const text = await (await createFakeWhop()(membershipRequest('DEMO-VALID-INHERITED'))).text();
    assert.deepEqual(text.match(/"(__proto__|status)":[^,}]*/g), ['"__proto__":{"status":"active"']);
  });

  test('that is huge is huge in both shapes', async () => {
    for (const version of [OLDER[0], NEWER[0]]) {
      const text = await (await createFakeWhop()(membershipRequest('DEMO-HUGE', { version }))).text();
      assert.ok(text.length > 200_000, String(text.length));
    }
  });
});

describe('a simulated fault', () => {
  test('down: the promise rejects like that of `fetch`', async () => {
    await assert.rejects(createFakeWhop()(membershipRequest('DEMO-DOWN')), TypeError);
  });

  test('cut off: the stream fails after half of the body', async () => {
    const response = await createFakeWhop()(membershipRequest('DEMO-CUT-OFF'));
    assert.equal(response.status, 200);
    assertWithoutCors(response);
    const reader = response.body.getReader();
    const { value } = await reader.read();
    assert.match(new TextDecoder().decode(value), /^\{"id":"mem_DEMOCUTOFF"/);
    await assert.rejects(reader.read(), TypeError);
  });

  for (const key of ['DEMO-STALL', 'DEMO-STALL-IN-BODY', 'DEMO-SLOW']) {
    test(`${key} ends when the caller aborts, before or during the request`, async () => {
      const controller = new AbortController();
      /** @type {(held: Request) => void} */
      const abort = () => controller.abort();
      const request = membershipRequest(key, { signal: controller.signal });
      const text = createFakeWhop()(request).then((response) => response.text());
      // Let the request start first, and hold on to it: an abort does not reach a request that was garbage-collected.
      setImmediate(abort, request);
      await assert.rejects(text, { name: 'AbortError' });
      await assert.rejects(
        async () => (await createFakeWhop()(membershipRequest(key, { signal: AbortSignal.abort() }))).text(),
        { name: 'AbortError' },
      );
    });
  }
});

describe('the account’s API key', () => {
  const lists = {
    v2: [
      'memberships',
      'payments',
      'products',
      'plans',
      'promo_codes',
      'members',
      'reviews',
      'checkout_sessions',
      'webhooks',
    ],
    v1: ['payments', 'members', 'invoices'],
  };
  /** @type {(version: string, name: string, apiKey: string) => Promise<Response>} */
  const read = (version, name, apiKey) =>
    createFakeWhop()(
      new Request(`https://api.whop.com/api/${version}/${name}`, { headers: { Authorization: `Bearer ${apiKey}` } }),
    );

  test('can also validate licenses', async () => {
    const response = await createFakeWhop()(validationRequest('DEMO-VALID', { apiKey: FAKE_ACCOUNT_API_KEY }));
    assert.equal(response.status, 201);
    assert.equal((await response.json()).valid, true);
  });

  for (const name of lists.v2) {
    test(`is the only one that can list ${name} in v2`, async () => {
      const list = await read('v2', name, FAKE_ACCOUNT_API_KEY);
      assert.equal(list.status, 200);
      assert.equal(list.headers.get('Access-Control-Allow-Origin'), '*');
      assert.equal(list.headers.get('Deprecation'), '@1791417600');
      assert.deepEqual(await list.json(), {
        data: [],
        pagination: { current_page: 1, total_page: 1, next_page: null, total_count: 0 },
      });

      const missing = 'The API Key supplied does not have permission to access this route';
      const refusals = /** @type {const} */ ([
        [FAKE_API_KEY, 401, missing],
        [FAKE_API_KEY_WITHOUT_SCOPE, 401, missing],
        [FAKE_API_KEY_FORBIDDEN, 403, 'Forbidden'],
        ['apik_other', 401, 'Your access token is invalid.'],
      ]);
      for (const [apiKey, status, message] of refusals) {
        const refused = await read('v2', name, apiKey);
        assert.deepEqual([refused.status, await refused.json()], [status, { error: { status, message } }]);
      }
    });
  }

  for (const name of lists.v1) {
    test(`is the only one that can list ${name} in v1`, async () => {
      const list = await read('v1', name, FAKE_ACCOUNT_API_KEY);
      assert.equal(list.status, 200);
      assertWithoutCors(list);
      assert.deepEqual(await list.json(), {
        data: [],
        page_info: { start_cursor: null, end_cursor: null, has_next_page: false, has_previous_page: false },
      });

      for (const apiKey of [FAKE_API_KEY, FAKE_API_KEY_WITHOUT_SCOPE]) {
        const refused = await read('v1', name, apiKey);
        assert.equal(refused.status, 403);
        assert.match((await refused.json()).error.message, /^Actor is missing all required permissions: \w+(:\w+)+$/);
      }
      await assertRefused(await read('v1', name, FAKE_API_KEY_FORBIDDEN), 403, 'forbidden', 'Forbidden');
      await assertRefused(await read('v1', name, 'apik_other'), 401, 'unauthorized', 'Your access token is invalid.');
    });
  }

  test('gets 404 for unknown lists and for lists of the other version', async () => {
    for (const [version, name] of [
      ['v1', 'webhooks'],
      ['v2', 'invoices'],
      ['v1', 'constructor'],
      ['v2', 'constructor'],
    ]) {
      assert.equal((await read(version, name, FAKE_ACCOUNT_API_KEY)).status, 404, `${version} ${name}`);
    }
    for (const version of ['v1', 'v2']) {
      const posted = await createFakeWhop()(
        new Request(`https://api.whop.com/api/${version}/plans`, { method: 'POST', headers: asAccount }),
      );
      assert.equal(posted.status, 404);
    }
  });
});

describe('a retired v2', () => {
  const whop = createFakeWhop({ retired: true });

  test('responds to every request with a 410 that every page can read', async () => {
    const list = new Request('https://api.whop.com/api/v2/memberships', { headers: asAccount });
    const nowhere = new Request('https://api.whop.com/api/v2/licenses');
    for (const request of [
      validationRequest('DEMO-VALID'),
      validationRequest('WHO-KNOWS'),
      validationRequest('DEMO-VALID', { apiKey: 'apik_other' }),
      list,
      nowhere,
    ]) {
      const response = await whop(request);
      assert.equal(response.status, 410);
      assert.equal(response.headers.get('Access-Control-Allow-Origin'), '*');
      assert.deepEqual(await response.json(), {
        error: { status: 410, message: 'API v2 has been retired. Please migrate to v1.' },
      });
    }
  });

  test('still answers preflights, so that pages can read the 410', async () => {
    const { status, headers } = await whop(new Request(validationRequest('DEMO-VALID').url, { method: 'OPTIONS' }));
    assert.deepEqual([status, headers.get('Access-Control-Allow-Origin')], [204, '*']);
  });

  test('does not affect v1', async () => {
    assert.equal((await whop(membershipRequest('DEMO-VALID'))).status, 200);
  });
});

describe('an access token', () => {
  const createToken = (/** @type {unknown} */ parameters, apiKey = FAKE_ACCOUNT_API_KEY) =>
    createFakeWhop({ now: () => now })(
      new Request('https://api.whop.com/api/v1/access_tokens', {
        method: 'POST',
        headers: { Authorization: `Bearer ${apiKey}`, 'Content-Type': 'application/json' },
        body: typeof parameters === 'string' ? parameters : JSON.stringify(parameters),
      }),
    );

  test('is issued for a company or a user, for an hour by default', async () => {
    for (const target of [{ company_id: 'biz_demo' }, { user_id: 'user_demo' }]) {
      for (const scoped_actions of [undefined, null, [], ['member:basic:read']]) {
        const response = await createToken({ ...target, scoped_actions });
        assert.equal(response.status, 200);
        assertWithoutCors(response);
        assert.deepEqual(await response.json(), { token: 'fake_access_token', expires_at: '2026-11-25T13:00:00.000Z' });
      }
    }
    const expires_at = '2026-11-25T12:30:00.000Z';
    assert.equal((await (await createToken({ user_id: 'user_demo', expires_at })).json()).expires_at, expires_at);
  });

  test('is refused for an action that the key does not have', async () => {
    for (const scoped_actions of [
      ['no:such:action'],
      ['member:basic:read', 'no:such:action'],
      'member:basic:read',
      [1],
    ]) {
      const response = await createToken({ company_id: 'biz_demo', scoped_actions });
      await assertRefused(
        response,
        400,
        'bad_request',
        "scoped_actions must be a subset of the API key's permissions.",
      );
    }
  });

  test('is refused without a company and a user', async () => {
    for (const parameters of [{}, { scoped_actions: ['member:basic:read'] }, 'null', '[', ''])
      await assertRefused(await createToken(parameters), 400, 'bad_request', 'Provide company_id or user_id.');
  });

  test('is refused to every other key', async () => {
    for (const apiKey of [FAKE_API_KEY, FAKE_API_KEY_WITHOUT_SCOPE]) {
      await assertRefused(
        await createToken({}, apiKey),
        403,
        'forbidden',
        'Actor is missing all required permissions: access_token:create',
      );
    }
    await assertRefused(await createToken({}, FAKE_API_KEY_FORBIDDEN), 403, 'forbidden', 'Forbidden');
    await assertRefused(await createToken({}, 'apik_other'), 401, 'unauthorized', 'Your access token is invalid.');
  });
});
