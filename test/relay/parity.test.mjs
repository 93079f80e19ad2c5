import assert from 'node:assert/strict';
import { describe, it, mock } from 'node:test';
import { FAKE_PLAN, FAKE_PRODUCT, fakeLicenses } from '../../dist/testing.js';
import { checkBy, WAYS } from '../support/both-ways.mjs';
import { parityRows } from '../support/parity-rows.mjs';

mock.method(console, 'warn', () => {});

/** Why the ways differ in what an example shows; see `DEMO-…` in src/testing. */
const DIFFERENT = {
  'DEMO-PAST-DUE-ALLOWED': {
    relay: { outcome: 'invalid', reason: 'inactive' },
    why: 'v1 does not say whether the seller lets late payers in: ALLOW_PAST_DUE does',
  },
  'DEMO-BOUND': {
    relay: { outcome: 'valid', reason: undefined },
    why: 'a tag that sends no metadata asks nothing about the device',
  },
  'DEMO-BOUND-MESSAGE': {
    relay: { outcome: 'valid', reason: undefined },
    why: 'a tag that sends no metadata asks nothing about the device',
  },
  'DEMO-RETIRED': { relay: { outcome: 'valid', reason: undefined }, why: 'v1 lives' },
  'DEMO-RETIRED-404': { relay: { outcome: 'valid', reason: undefined }, why: 'v1 lives' },
  'DEMO-RETIRED-401': { relay: { outcome: 'valid', reason: undefined }, why: 'v1 lives' },
  'DEMO-INACTIVE-WITHOUT-ID': {
    relay: { outcome: 'unverified', reason: 'server-error' },
    why: 'v1 never leaves the id out: such an answer is broken',
  },
};

const rows = [...fakeLicenses.map(rowOf), ...parityRows];

/** Whatever Whop says of a license, all ways give the same verdict. */
describe('the same verdict, asked directly and through a relay', { concurrency: 8 }, () => {
  for (const row of rows) {
    const { title, verdict, differs } = row;
    for (const way of WAYS) {
      const expected = way === 'direct' ? verdict : { ...verdict, ...differs?.relay };
      it(`${title}: ${inWords(expected)}, ${way}${differs && way !== 'direct' ? ` (${differs.why})` : ''}`, async () => {
        const given = await checkBy(way, row);
        assert.equal(given.outcome, expected.outcome);
        // A fault is unverified both ways, though its reason may differ.
        if (expected.outcome === 'invalid' || way === 'direct') assert.equal(given.reason, expected.reason);
        if (expected.outcome === 'unverified' && differs?.relay?.reason) assert.equal(given.reason, expected.reason);
      });
    }
  }

  it('has at least 40 rows, each of which differs for a reason that it gives, or not at all', () => {
    assert.ok(rows.length >= 40);
    for (const { verdict, differs } of rows)
      if (differs) assert.ok(differs.why && inWords({ ...verdict, ...differs.relay }) !== inWords(verdict));
  });
});

describe('the same membership, asked directly and through a relay', { concurrency: 8 }, () => {
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
      const [direct, relay, newest] = await Promise.all(WAYS.map(async (way) => (await checkBy(way, row)).membership));
      const { expiresAt, ...both } = direct;
      assert.deepEqual({ ...both, quantity: null, expiresAt: both.cancelAtPeriodEnd ? expiresAt : null }, relay);
      assert.deepEqual({ ...relay, manageUrl: null }, newest);
    });
  }
});

function rowOf({ key, title, verdict, answer: { fault } }) {
  return {
    title: `${key}, ${title}`,
    // Without a browser nobody keeps an answer from the page.
    verdict: fault === 'no-cors' ? { outcome: 'valid' } : verdict,
    differs: DIFFERENT[key],
    asks: {
      licenseKey: key,
      product: FAKE_PRODUCT,
      plan: FAKE_PLAN,
      timeout: verdict.reason === 'timeout' ? 500 : 10_000,
    },
  };
}

function inWords({ outcome, reason }) {
  return reason ? `${outcome} ${reason}` : outcome;
}
