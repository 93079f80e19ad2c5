import { expect } from '@open-wc/testing';
import * as fc from 'fast-check';
import { isFresh, type RememberedLicense, type Requirements } from '../../src/memory/freshness.js';
import type { Membership } from '../../src/check/verdict.js';

const NOW = Date.UTC(2026, 10, 25, 12);
const KEY = 'DEMO-A1B2C3-D4E5F607-ABCDEFW';
const HOUR = 3600;

function remembered({
  age = 0,
  checkedAt = new Date(NOW - age * 1000),
  licenseKey = KEY,
  ...membership
}: Partial<Membership> & { age?: number; checkedAt?: Date; licenseKey?: string } = {}): RememberedLicense {
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
  return { licenseKey, verdict: { outcome: 'valid', membership: all, checkedAt, stale: false, token: null } };
}

interface Question extends Requirements {
  licenseKey: string | null;
  maxAge: number;
}

const asking = (given: Partial<Question> = {}): Question => ({
  products: [],
  plans: [],
  licenseKey: null,
  maxAge: HOUR,
  ...given,
});
const holds = (license: RememberedLicense, { licenseKey, maxAge, ...requirements }: Question, now = NOW): boolean =>
  isFresh(license, requirements, licenseKey, now, maxAge);

const ROWS: [string, RememberedLicense, Question, boolean][] = [
  ['checked just now', remembered(), asking(), true],
  ['just younger than max-age', remembered({ age: HOUR - 0.001 }), asking(), true],
  ['as old as max-age', remembered({ age: HOUR }), asking(), false],
  ['checked just now, max-age 0', remembered(), asking({ maxAge: 0 }), false],
  ['very old, endless max-age', remembered({ age: 1e9 }), asking({ maxAge: Infinity }), true],
  ['checked one ms in the future', remembered({ age: -0.001 }), asking(), false],
  ['with an invalid time', remembered({ checkedAt: new Date(NaN) }), asking({ maxAge: Infinity }), false],
  ['with a max-age that is not a number', remembered(), asking({ maxAge: NaN }), false],
  ['ending in one ms', remembered({ expiresAt: new Date(NOW + 1) }), asking(), true],
  ['ending now', remembered({ expiresAt: new Date(NOW) }), asking(), false],
  [
    'ended since it was checked',
    remembered({ age: 2 * HOUR, expiresAt: new Date(NOW - 1) }),
    asking({ maxAge: Infinity }),
    false,
  ],
  ['with an invalid end', remembered({ expiresAt: new Date(NaN) }), asking(), false],
  ['renewed in the past', remembered({ renewsAt: new Date(NOW - 1) }), asking(), true],
  ['this key', remembered(), asking({ licenseKey: KEY }), true],
  ['another key', remembered(), asking({ licenseKey: 'DEMO-OTHER' }), false],
  ['no key', remembered(), asking({ licenseKey: '' }), false],
  ['another case of the key', remembered(), asking({ licenseKey: KEY.toLowerCase() }), false],
  ['one of the products', remembered(), asking({ products: ['prod_x', 'prod_app'] }), true],
  ['another product', remembered(), asking({ products: ['prod_x'] }), false],
  ['no product', remembered({ product: null }), asking({ products: ['prod_app'] }), false],
  ['no product, when any is accepted', remembered({ product: null }), asking(), true],
  ['one of the plans', remembered(), asking({ plans: ['plan_pro'] }), true],
  ['another plan', remembered(), asking({ plans: ['plan_x'] }), false],
  ['no plan', remembered({ plan: null }), asking({ plans: ['plan_pro'] }), false],
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
const id = (prefix: string) => fc.constantFrom(`${prefix}_a`, `${prefix}_b`);
const ids = (prefix: string) => fc.uniqueArray(id(prefix), { maxLength: 2 });
const keys = fc.constantFrom(KEY, 'DEMO-OTHER');
const licenses = fc
  .record({
    licenseKey: keys,
    checkedAt: moment,
    product: fc.option(id('prod')),
    plan: fc.option(id('plan')),
    expiresAt: fc.option(moment),
  })
  .map(remembered);
const questions: fc.Arbitrary<Question> = fc.record({
  products: ids('prod'),
  plans: ids('plan'),
  licenseKey: fc.option(keys),
  maxAge: seconds,
});

describe('a remembered license', () => {
  for (const [title, license, question, expected] of ROWS) {
    it(`${title}: ${expected ? 'fresh' : 'not fresh'}`, () => expect(holds(license, question)).to.equal(expected));
  }

  it('is never fresh outside the rules', () => {
    fc.assert(
      fc.property(licenses, questions, (license, question) => {
        if (!holds(license, question)) return;
        const { membership, checkedAt } = license.verdict;
        const age = (NOW - +checkedAt) / 1000;
        expect(age).to.be.at.least(0);
        expect(age).to.be.below(question.maxAge);
        if (membership.expiresAt) expect(+membership.expiresAt).to.be.above(NOW);
        if (question.licenseKey !== null) expect(license.licenseKey).to.equal(question.licenseKey);
        if (question.products.length) expect(question.products).to.include(membership.product);
        if (question.plans.length) expect(question.plans).to.include(membership.plan);
      }),
      { numRuns: 5000 },
    );
  });

  it('never becomes fresh again as time passes', () => {
    fc.assert(
      fc.property(licenses, questions, fc.nat(100_000_000), (license, question, later) => {
        if (NOW < +license.verdict.checkedAt) return;
        if (holds(license, question, NOW + later)) expect(holds(license, question)).to.equal(true);
      }),
      { numRuns: 1000 },
    );
  });
});
