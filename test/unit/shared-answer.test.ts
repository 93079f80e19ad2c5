import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import { readAnswer, writeAnswer } from '../../src/shared-answer.js';
import { invalid, unverified, type InvalidReason, type Ruling, type UnverifiedReason } from '../../src/verdict.js';

type Answer = Exclude<Ruling, { outcome: 'valid' }>;

const KEY = 'W-A1B2C3-D4E5F6A7-B8C9D0W';
const REFUSALS: InvalidReason[] = ['not-found', 'inactive', 'device-mismatch', 'wrong-product', 'wrong-plan'];
const FAULTS: UnverifiedReason[] = ['unauthorized', 'forbidden', 'rate-limited', 'retired', 'offline', 'unreachable', 'timeout', 'server-error', 'unexpected-response'];

const answers = [
  ...REFUSALS.map((reason) => invalid(reason)),
  invalid('inactive', { id: 'mem_1', product: 'prod_1', plan: null, status: 'expired', expiresAt: new Date(5), renewsAt: null, cancelAtPeriodEnd: true, quantity: 2, manageUrl: null }),
  ...FAULTS.map((reason) => unverified(reason)),
  unverified('rate-limited', 60),
] as Answer[];

describe('an answer that is left for other tabs', () => {
  for (const answer of answers) {
    it(`is read as it was: ${JSON.stringify({ ...answer, checkedAt: 0 })}`, () => {
      const text = writeAnswer(answer, KEY);
      expect(readAnswer(text, KEY)).to.deep.equal(answer);
      expect(text).not.to.include(KEY);
      expect(readAnswer(text, `${KEY} `)).to.equal(null);
    });
  }

  it('is never "valid", though it were written as we write', () => {
    const forged = { outcome: 'valid', membership: null, checkedAt: new Date() } as unknown as Answer;
    for (const reason of [undefined, null, 'inactive']) expect(readAnswer(writeAnswer({ ...forged, reason } as Answer, KEY), KEY)).to.equal(null);
    expect(readAnswer(writeAnswer({ outcome: 'valid', retryAfter: null, checkedAt: new Date() } as unknown as Answer, KEY), KEY)).to.equal(null);
  });

  it('is never "valid", whatever stands there', () => {
    const text = writeAnswer(invalid('inactive') as Answer, KEY);
    const json = JSON.parse(text) as Record<string, unknown>;
    fc.assert(
      fc.property(fc.oneof(fc.anything(), fc.dictionary(fc.constantFrom(...Object.keys(json), 'valid'), fc.jsonValue()).map((some) => JSON.stringify({ ...json, outcome: 'valid', ...some }))), (left) => {
        expect(readAnswer(left, KEY)?.outcome).not.to.equal('valid');
      }),
      { numRuns: 5000 },
    );
  });

  for (const [title, change] of [
    ['without a time', { checkedAt: null }],
    ['with a member more', { user: 'user_1' }],
  ] as const) {
    it(`is none ${title}`, () => {
      const json = JSON.parse(writeAnswer(invalid('inactive') as Answer, KEY)) as object;
      expect(readAnswer(JSON.stringify({ ...json, ...change }), KEY)).to.equal(null);
    });
  }
});
