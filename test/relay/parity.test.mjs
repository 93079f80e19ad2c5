import assert from 'node:assert/strict';
import { describe, it, mock } from 'node:test';
import { FAKE_PLAN, FAKE_PRODUCT, fakeLicenses } from '../../dist/testing.js';
import { checkBy, ROUTES } from '../support/both-ways.mjs';
import { parityRows } from '../support/parity-rows.mjs';

/**
 * @import { FakeLicense } from '../../dist/testing.js'
 * @import { Difference, ExpectedVerdict, ParityRow } from '../support/parity-rows.mjs'
 */

mock.method(console, 'warn', () => {});
mock.method(console, 'error', () => {});

/**
 * What a relay answers where it differs from Whop, and why. For the keys, see src/testing.
 *
 * @type {Record<string, Difference>}
 */
const DIFFERENCES = {
  'DEMO-PAST-DUE-ALLOWED': {
    relay: { outcome: 'invalid', reason: 'inactive' },
    why: 'v1 does not say whether the seller accepts late payments: ALLOW_PAST_DUE does',
  },
  'DEMO-BOUND': {
    relay: { outcome: 'valid', reason: undefined },
    why: 'the tag sends no metadata, so no device is compared',
  },
  'DEMO-BOUND-MESSAGE': {
    relay: { outcome: 'valid', reason: undefined },
    why: 'the tag sends no metadata, so no device is compared',
  },
  'DEMO-RETIRED': { relay: { outcome: 'valid', reason: undefined }, why: 'v1 still works' },
  'DEMO-RETIRED-404': { relay: { outcome: 'valid', reason: undefined }, why: 'v1 still works' },
  'DEMO-RETIRED-401': { relay: { outcome: 'valid', reason: undefined }, why: 'v1 still works' },
  'DEMO-INACTIVE-WITHOUT-ID': {
    relay: { outcome: 'unverified', reason: 'server-error' },
    why: 'v1 never leaves the ID out: such an answer is broken',
  },
};

const rows = [...fakeLicenses.map(rowOf), ...parityRows];

/** Whatever Whop says about a license, every route gives the same verdict. */
describe('the same verdict, directly and through a relay', { concurrency: 8 }, () => {
  for (const row of rows) {
    const { title, verdict, differs } = row;
    for (const route of ROUTES) {
      const expected = route === 'direct' ? verdict : { ...verdict, ...differs?.relay };
      it(`${title}: ${toText(expected)}, ${route}${differs && route !== 'direct' ? ` (${differs.why})` : ''}`, async () => {
        const actual = await checkBy(route, row);
        assert.equal(actual.outcome, expected.outcome);
        // A fault is `unverified` on each route, though its reason may differ.
        if (expected.outcome === 'invalid' || route === 'direct') assert.equal(actual.reason, expected.reason);
        if (expected.outcome === 'unverified' && differs?.relay?.reason) assert.equal(actual.reason, expected.reason);
      });
    }
  }

  it('has at least 40 rows, and each difference has a reason', () => {
    assert.ok(rows.length >= 40);
    for (const { verdict, differs } of rows)
      if (differs) assert.ok(differs.why && toText({ ...verdict, ...differs.relay }) !== toText(verdict));
  });
});

describe('the same membership, directly and through a relay', { concurrency: 8 }, () => {
  for (const key of [
    'DEMO-VALID',
    'DEMO-TRIALING',
    'DEMO-COMPLETED',
    'DEMO-CANCELING',
    'DEMO-EXPIRED',
    'DEMO-OTHER-PRODUCT',
    'DEMO-OTHER-PLAN',
  ]) {
    it(key, async () => {
      const now = Date.now();
      const row = { asks: { licenseKey: key, product: FAKE_PRODUCT, plan: FAKE_PLAN }, whop: { now: () => now } };
      const [direct, relay, newest] = await Promise.all(
        ROUTES.map(async (route) => (await checkBy(route, row)).membership),
      );
      const { expiresAt, ...both } = direct;
      assert.deepEqual({ ...both, quantity: null, expiresAt: both.cancelAtPeriodEnd ? expiresAt : null }, relay);
      assert.deepEqual({ ...relay, manageUrl: null }, newest);
    });
  }
});

/**
 * @param {FakeLicense} license
 * @returns {ParityRow}
 */
function rowOf({ key, title, verdict, response: { fault } }) {
  return {
    title: `${key}, ${title}`,
    // There is no browser here that enforces CORS.
    verdict: fault === 'no-cors' ? { outcome: 'valid' } : verdict,
    differs: DIFFERENCES[key],
    asks: {
      licenseKey: key,
      product: FAKE_PRODUCT,
      plan: FAKE_PLAN,
      timeout: 'reason' in verdict && verdict.reason === 'timeout' ? 500 : 600_000,
    },
  };
}

/** @param {ExpectedVerdict} verdict */
function toText({ outcome, reason }) {
  return reason ? `${outcome} ${reason}` : outcome;
}
