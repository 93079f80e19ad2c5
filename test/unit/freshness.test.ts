import { expect } from '@open-wc/testing';
import * as fc from 'fast-check';
import { freshnessOf, type Freshness, type Wanted } from '../../src/freshness.js';
import type { RememberedLicense } from '../../src/remembered-license.js';
import type { Membership } from '../../src/verdict.js';

const NOW = Date.UTC(2026, 10, 25, 12);
const KEY = 'DEMO-A1B2C3-D4E5F607-ABCDEFW';

function remembered({ age = 0, ...given }: Partial<RememberedLicense> & { age?: number } = {}, membership: Partial<Membership> = {}): RememberedLicense {
  return {
    licenseKey: KEY,
    checkedAt: new Date(NOW - age * 1000),
    ...given,
    membership: { id: 'mem_1', product: 'prod_app', plan: 'plan_pro', status: 'active', expiresAt: null, renewsAt: null, cancelAtPeriodEnd: false, quantity: 1, manageUrl: null, ...membership },
  };
}

const wanted = (given: Partial<Wanted> = {}): Wanted => ({ products: [], plans: [], licenseKey: null, maxAge: 3600, staleIfError: 86_400, ...given });

const ROWS: [string, RememberedLicense | null, Wanted, Freshness][] = [
  ['nothing', null, wanted(), 'gone'],
  ['of this moment', remembered(), wanted(), 'fresh'],
  ['just within max-age', remembered({ age: 3599.999 }), wanted(), 'fresh'],
  ['at the end of max-age', remembered({ age: 3600 }), wanted(), 'stale'],
  ['just within stale-if-error', remembered({ age: 89_999.999 }), wanted(), 'stale'],
  ['at the end of stale-if-error', remembered({ age: 90_000 }), wanted(), 'gone'],
  ['at the end of max-age, no stale-if-error', remembered({ age: 3600 }), wanted({ staleIfError: 0 }), 'gone'],
  ['of this moment, max-age 0', remembered(), wanted({ maxAge: 0 }), 'stale'],
  ['of this moment, both 0', remembered(), wanted({ maxAge: 0, staleIfError: 0 }), 'gone'],
  ['for ever', remembered({ age: 1e9 }), wanted({ maxAge: Infinity }), 'fresh'],
  ['one ms of the future', remembered({ age: -0.001 }), wanted(), 'gone'],
  ['at no time', remembered({ checkedAt: new Date(NaN) }), wanted({ maxAge: Infinity }), 'gone'],
  ['an age that is no number', remembered(), wanted({ maxAge: NaN, staleIfError: NaN }), 'gone'],
  ['ending in a ms', remembered({}, { expiresAt: new Date(NOW + 1) }), wanted(), 'fresh'],
  ['ending now', remembered({}, { expiresAt: new Date(NOW) }), wanted(), 'gone'],
  ['ended while stale', remembered({ age: 7200 }, { expiresAt: new Date(NOW - 1) }), wanted(), 'gone'],
  ['ending at no time', remembered({}, { expiresAt: new Date(NaN) }), wanted(), 'gone'],
  ['renewed in the past', remembered({}, { renewsAt: new Date(NOW - 1) }), wanted(), 'fresh'],
  ['this key', remembered(), wanted({ licenseKey: KEY }), 'fresh'],
  ['another key', remembered(), wanted({ licenseKey: 'DEMO-OTHER' }), 'gone'],
  ['another case of the key', remembered(), wanted({ licenseKey: KEY.toLowerCase() }), 'gone'],
  ['one of the products', remembered(), wanted({ products: ['prod_x', 'prod_app'] }), 'fresh'],
  ['another product', remembered(), wanted({ products: ['prod_x'] }), 'gone'],
  ['no product', remembered({}, { product: null }), wanted({ products: ['prod_app'] }), 'gone'],
  ['no product, any will do', remembered({}, { product: null }), wanted(), 'fresh'],
  ['one of the plans', remembered(), wanted({ plans: ['plan_pro'] }), 'fresh'],
  ['another plan', remembered(), wanted({ plans: ['plan_x'] }), 'gone'],
  ['no plan', remembered({}, { plan: null }), wanted({ plans: ['plan_pro'] }), 'gone'],
];

/** Few of each, so that they often meet; seconds around those that matter, and any at all. */
const seconds = fc.oneof(fc.constantFrom(0, 1, 60, 3600, 86_400), fc.double({ min: 0, max: 1e7, noNaN: true }), fc.constantFrom(NaN, Infinity));
const moment = fc.oneof(fc.integer({ min: -100_000_000, max: 100_000_000 }), fc.constantFrom(-1, 0, 1, -3_600_000, -90_000_000)).map((ms) => new Date(NOW + ms));
const id = (prefix: string) => fc.constantFrom(`${prefix}_a`, `${prefix}_b`);
const ids = (prefix: string) => fc.uniqueArray(id(prefix), { maxLength: 2 });
const keys = fc.constantFrom(KEY, 'DEMO-OTHER');
const licenses = fc
  .record({ licenseKey: keys, checkedAt: moment, product: fc.option(id('prod')), plan: fc.option(id('plan')), expiresAt: fc.option(moment) })
  .map(({ product, plan, expiresAt, ...given }) => remembered(given, { product, plan, expiresAt }));
const questions: fc.Arbitrary<Wanted> = fc.record({ products: ids('prod'), plans: ids('plan'), licenseKey: fc.option(keys), maxAge: seconds, staleIfError: seconds });

describe('what is remembered', () => {
  for (const [title, license, question, expected] of ROWS) {
    it(`${title}: ${expected}`, () => expect(freshnessOf(license, NOW, question)).to.equal(expected));
  }

  it('never unlocks outside its rules', () => {
    fc.assert(
      fc.property(licenses, questions, (license, question) => {
        const freshness = freshnessOf(license, NOW, question);
        if (freshness === 'gone') return;
        const { membership, checkedAt } = license;
        const age = (NOW - +checkedAt) / 1000;
        expect(age).to.be.at.least(0);
        expect(age).to.be.below(freshness === 'fresh' ? question.maxAge : question.maxAge + question.staleIfError);
        if (membership.expiresAt) expect(+membership.expiresAt).to.be.above(NOW);
        if (question.licenseKey !== null) expect(license.licenseKey).to.equal(question.licenseKey);
        if (question.products.length) expect(question.products).to.include(membership.product);
        if (question.plans.length) expect(question.plans).to.include(membership.plan);
      }),
      { numRuns: 100_000 },
    );
  });

  it('only gets older', () => {
    const order: Freshness[] = ['fresh', 'stale', 'gone'];
    fc.assert(
      fc.property(licenses, questions, fc.nat(100_000_000), (license, question, later) => {
        if (NOW < +license.checkedAt) return;
        expect(order.indexOf(freshnessOf(license, NOW + later, question))).to.be.at.least(order.indexOf(freshnessOf(license, NOW, question)));
      }),
      { numRuns: 10_000 },
    );
  });
});
