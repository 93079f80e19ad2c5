import assert from 'node:assert/strict';
import { describe, mock, test } from 'node:test';
import { validateLicense } from '../../dist/client.js';
import { createFakeWhop, FAKE_API_KEY, FAKE_PLAN, FAKE_PRODUCT, fakeLicenses } from '../../dist/testing.js';
import { serveTestApi } from '../../tools/serve-test-api.mjs';
import { validationRequest } from '../support/ask-fake.mjs';

/** @import { AnyVerdict } from '../support/both-ways.mjs' */

mock.method(console, 'warn', () => {});

test('there is a key for every verdict that a server can cause', () => {
  const reached = new Set(fakeLicenses.map(({ verdict }) => ('reason' in verdict ? verdict.reason : verdict.outcome)));
  const invalid = ['not-found', 'inactive', 'device-mismatch', 'wrong-product', 'wrong-plan'];
  const unverified = [
    'unauthorized',
    'forbidden',
    'rate-limited',
    'retired',
    'unreachable',
    'timeout',
    'server-error',
    'unexpected-response',
  ];
  assert.deepEqual([...reached].sort(), ['valid', ...invalid, ...unverified].sort());
  const statuses = new Set(fakeLicenses.map(({ response }) => response.membership?.status ?? 'active'));
  assert.deepEqual([...statuses].sort(), [
    'active',
    'canceled',
    'canceling',
    'completed',
    'drafted',
    'expired',
    'past_due',
    'trialing',
    'unresolved',
  ]);
});

test('no two licenses share a key or a membership', () => {
  const words = fakeLicenses.flatMap(({ key }) => [key, `mem_${key.replaceAll('-', '')}`]);
  assert.equal(new Set(words).size, 2 * fakeLicenses.length);
});

// Each check has its own API, because a 429 affects everyone who calls the same one.
describe('the verdict on each license, over HTTP', { concurrency: true }, () => {
  for (const { key, verdict, response: scripted } of fakeLicenses) {
    // Only browsers enforce CORS.
    const { outcome, reason } = scripted.fault === 'no-cors' ? { outcome: 'valid' } : verdict;
    test(`${key}: ${outcome} ${reason ?? ''}`, async () => {
      const api = await serveTestApi(createFakeWhop());
      try {
        /** @type {AnyVerdict} */
        const result = await validateLicense({
          licenseKey: key,
          apiKey: FAKE_API_KEY,
          apiBase: `${api.origin}/api/v2`,
          product: FAKE_PRODUCT,
          plan: FAKE_PLAN,
          timeout: reason === 'timeout' ? 500 : 600_000,
        });
        assert.deepEqual([result.outcome, result.reason], [outcome, reason]);
      } finally {
        api.close();
      }
    });
  }
});

describe('the response for each license', () => {
  // The slow and broken ones have their own tests.
  const prompt = fakeLicenses.filter(({ response: { delayMs, fault } }) => !delayMs && (!fault || fault === 'no-cors'));
  for (const { key, response: scripted } of prompt) {
    test(key, async () => {
      const response = await createFakeWhop()(validationRequest(key));
      const text = await response.text();
      assert.equal(response.status, scripted.boundTo ? 400 : (scripted.status ?? 201));
      assert.equal(response.headers.get('Access-Control-Allow-Origin'), scripted.fault === 'no-cors' ? null : '*');
      assert.equal(response.headers.get('Deprecation'), '@1791417600');
      assert.equal(
        response.headers.get('Content-Type'),
        scripted.headers?.['Content-Type'] ?? 'application/json; charset=utf-8',
      );
      if (typeof scripted.body === 'string') assert.equal(text, scripted.body);
      else if (scripted.body) assert.deepEqual(JSON.parse(text), scripted.body);
      else if (!scripted.boundTo)
        assert.equal(JSON.parse(text).manage_url, `https://whop.com/orders/mem_${key.replaceAll('-', '')}/manage/`);
    });
  }

  test('DEMO-VALID-INHERITED has `valid` in an own `__proto__` member and nowhere else', async () => {
    const text = await (await createFakeWhop()(validationRequest('DEMO-VALID-INHERITED'))).text();
    assert.deepEqual(text.match(/"(__proto__|valid)":[^,}]*/g), ['"__proto__":{"valid":true']);
  });
});
