import { expect } from '@open-wc/testing';
import * as fc from 'fast-check';
import { isFresh } from '../../src/memory/freshness.js';
import type { Membership, ValidVerdict } from '../../src/check/verdict.js';

const NOW = Date.UTC(2026, 10, 25, 12);
const HOUR = 3600;

function remembered({
  age = 0,
  checkedAt = new Date(NOW - age * 1000),
  ...membership
}: Partial<Membership> & { age?: number; checkedAt?: Date } = {}): ValidVerdict {
  const all = {
    id: 'mem_1',
    product: 'prod_app',
    plan: 'plan_pro',
    status: 'active',
    expiresAt: null,
    renewsAt: null,
    cancelAtPeriodEnd: false,
    quantity: 1,
    manageUrl: null,
    ...membership,
  };
  return { outcome: 'valid', membership: all, checkedAt, stale: false, token: null };
}

const holds = (verdict: ValidVerdict, maxAge = HOUR, now = NOW): boolean => isFresh(verdict, now, maxAge);

const ROWS: [string, ValidVerdict, number, boolean][] = [
  ['checked just now', remembered(), HOUR, true],
  ['just younger than max-age', remembered({ age: HOUR - 0.001 }), HOUR, true],
  ['as old as max-age', remembered({ age: HOUR }), HOUR, false],
  ['checked just now, max-age 0', remembered(), 0, false],
  ['very old, endless max-age', remembered({ age: 1e9 }), Infinity, true],
  ['checked one ms in the future', remembered({ age: -0.001 }), HOUR, false],
  ['with an invalid time', remembered({ checkedAt: new Date(NaN) }), Infinity, false],
  ['with a max-age that is not a number', remembered(), NaN, false],
  ['ending in one ms', remembered({ expiresAt: new Date(NOW + 1) }), HOUR, true],
  ['ending now', remembered({ expiresAt: new Date(NOW) }), HOUR, false],
  ['ended since it was checked', remembered({ age: 2 * HOUR, expiresAt: new Date(NOW - 1) }), Infinity, false],
  ['with an invalid end', remembered({ expiresAt: new Date(NaN) }), HOUR, false],
  ['renewed in the past', remembered({ renewsAt: new Date(NOW - 1) }), HOUR, true],
];

/** Few of each, so that they often meet; seconds around those that matter, and any at all. */
const seconds = fc.oneof(
  fc.constantFrom(0, 1, 60, HOUR, 86_400),
  fc.double({ min: 0, max: 1e7, noNaN: true }),
  fc.constantFrom(NaN, Infinity),
);
const moment = fc
  .oneof(fc.integer({ min: -100_000_000, max: 100_000_000 }), fc.constantFrom(-1, 0, 1, -3_600_000, -90_000_000))
  .map((ms) => new Date(NOW + ms));
const licenses = fc.record({ checkedAt: moment, expiresAt: fc.option(moment) }).map(remembered);

describe('a remembered license', () => {
  for (const [title, verdict, maxAge, expected] of ROWS) {
    it(`${title}: ${expected ? 'fresh' : 'not fresh'}`, () => expect(holds(verdict, maxAge)).to.equal(expected));
  }

  it('is never fresh outside the rules', () => {
    fc.assert(
      fc.property(licenses, seconds, (verdict, maxAge) => {
        if (!holds(verdict, maxAge)) return;
        const { membership, checkedAt } = verdict;
        const age = (NOW - +checkedAt) / 1000;
        expect(age).to.be.at.least(0);
        expect(age).to.be.below(maxAge);
        if (membership.expiresAt) expect(+membership.expiresAt).to.be.above(NOW);
      }),
      { numRuns: 5000 },
    );
  });

  it('never becomes fresh again as time passes', () => {
    fc.assert(
      fc.property(licenses, seconds, fc.nat(100_000_000), (verdict, maxAge, later) => {
        if (NOW < +verdict.checkedAt) return;
        if (holds(verdict, maxAge, NOW + later)) expect(holds(verdict, maxAge)).to.equal(true);
      }),
      { numRuns: 1000 },
    );
  });
});
