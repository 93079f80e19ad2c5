import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import { readResult } from '../../src/check/read-result.js';
import {
  invalid,
  unverified,
  type InvalidReason,
  type CheckResult,
  type UnverifiedReason,
} from '../../src/check/verdict.js';
import { deserializeResult, serializeResult } from '../../src/memory/serialize-result.js';
import { personalTexts, validMembership } from '../support/membership.js';

const KEY = 'DEMO-A1B2C3-D4E5F607-ABCDEFW';
const REFUSALS: InvalidReason[] = ['not-found', 'inactive', 'device-mismatch', 'wrong-product', 'wrong-plan'];
const FAULTS: UnverifiedReason[] = [
  'unauthorized',
  'forbidden',
  'rate-limited',
  'retired',
  'offline',
  'unreachable',
  'timeout',
  'server-error',
  'unexpected-response',
];

/** As a check of a good license ends. */
function valid(overrides: Record<string, unknown> = {}): CheckResult & { outcome: 'valid' } {
  const answer = {
    status: 201,
    contentType: 'application/json',
    body: JSON.stringify(validMembership({ token: 'ey.proof', ...overrides })),
    retryAfter: null,
  };
  const verdict = readResult(answer, { licenseKey: KEY, products: [], plans: [] });
  if (verdict.outcome !== 'valid') throw new Error('No valid verdict.');
  return verdict;
}

const RESULTS: CheckResult[] = [
  ...REFUSALS.map((reason) => invalid(reason)),
  ...FAULTS.map((reason) => unverified(reason)),
  unverified('rate-limited', 60),
];

interface Written {
  membership: { [name: string]: unknown };
  [name: string]: unknown;
}

/** The text, after something happened to it. */
function tampered(change: (written: Written) => void, result: CheckResult = valid()): unknown {
  const written = JSON.parse(textOf(result)) as Written;
  change(written);
  return written;
}

const textOf = (result: CheckResult): string => JSON.stringify(serializeResult(result));
const read = (text: string): CheckResult | null => deserializeResult(JSON.parse(text));

const UNREADABLE: [string, unknown][] = [
  ['nothing', null],
  ['undefined', undefined],
  ['an object', valid()],
  ['an empty text', ''],
  ['a list', [1]],
  ["somebody else's", { theme: 'dark' }],
  ['a text', textOf(valid())],
  ['another version', tampered((written) => (written.version = 2))],
  ['a huge item', tampered((written) => (written.padding = 'x'.repeat(5000)))],
  ['no outcome', tampered((written) => delete written.outcome)],
  ['an unknown outcome', tampered((written) => (written.outcome = 'toString'))],
  ['no time', tampered((written) => delete written.checkedAt)],
  ['a time in words', tampered((written) => (written.checkedAt = 'today'))],
  ['a time in another format', tampered((written) => (written.checkedAt = '2026-11-25'))],
  ['an impossible time', tampered((written) => (written.checkedAt = 1e300))],
  ['"valid" without a membership', tampered((written) => delete (written as { [name: string]: unknown }).membership)],
  ['"valid" with none', tampered((written) => ((written as { [name: string]: unknown }).membership = null))],
  ['a membership without an id', tampered(({ membership }) => delete membership.id)],
  ['a membership without a status', tampered(({ membership }) => delete membership.status)],
  ['a link that leads elsewhere', tampered(({ membership }) => (membership.manage_url = 'javascript:alert(1)'))],
  ['an additional member', tampered(({ membership }) => (membership.user = 'user_1'))],
  ['a missing end', tampered(({ membership }) => delete membership.expires_at)],
  ['an end in words', tampered(({ membership }) => (membership.expires_at = 'never'))],
  ['a renewal in words', tampered(({ membership }) => (membership.renewal_period_end = 'soon'))],
  ['a refusal that became "valid"', tampered((written) => (written.outcome = 'valid'), invalid('inactive'))],
  ['a refusal without a time', tampered((written) => (written.checkedAt = null), invalid('inactive'))],
  ['a refusal without a reason', tampered((written) => delete written.reason, invalid('inactive'))],
  ['a fault without a reason', tampered((written) => delete written.reason, unverified('timeout'))],
  ['a fault that became "valid"', tampered((written) => (written.outcome = 'valid'), unverified('timeout'))],
];

describe('a stored result', () => {
  for (const result of RESULTS) {
    it(`is read back unchanged: ${JSON.stringify({ ...result, checkedAt: 0 })}`, () => {
      expect(read(textOf(result))).to.deep.equal(result);
    });
  }

  it('is read back without its token: valid', () => {
    const ends = [null, '2027-01-01T00:00:00.999Z', '9999-12-31T23:59:59Z', 253402300799];
    for (const given of [
      valid(),
      valid({ renewal_period_end: null, manage_url: null, quantity: null }),
      ...ends.map((end) => valid({ expires_at: end })),
    ]) {
      expect(read(textOf(given))).to.deep.equal({ ...given, token: null });
    }
    expect(valid({ expires_at: ends[2] }).membership.expiresAt).to.be.a('date');
  });

  it('contains of a refusal nothing about the membership', () => {
    const refusal = invalid('inactive', valid().membership);
    expect(read(textOf(refusal))).to.deep.equal({ ...refusal, membership: null });
    expect(Object.keys(JSON.parse(textOf(refusal)) as object)).to.have.members(['outcome', 'reason', 'checkedAt']);
  });

  it('contains nothing personal, no token and no API key, and is small', () => {
    const text = textOf(valid());
    for (const personal of [...personalTexts, 'ey.proof', 'token', 'apik_']) expect(text).not.to.include(personal);
    expect(Object.keys(JSON.parse(text) as object)).to.have.members(['outcome', 'checkedAt', 'membership']);
    expect(text.length).to.be.below(600);
  });

  for (const [title, stored] of UNREADABLE) {
    it(`is ignored: ${title}`, () => expect(deserializeResult(stored)).to.equal(null));
  }

  it('is never "valid" and never throws, whatever is stored', () => {
    const isNone = (stored: unknown): void => {
      expect(deserializeResult(stored)).to.equal(null);
    };
    fc.assert(fc.property(fc.oneof(fc.jsonValue(), fc.string(), fc.anything()), isNone), { numRuns: 1000 });
    const refusal = serializeResult(invalid('inactive'));
    const forged = fc
      .dictionary(
        fc.constantFrom(...Object.keys(refusal).filter((name) => name !== 'outcome'), 'valid'),
        fc.jsonValue(),
      )
      .map((some) => ({ ...refusal, outcome: 'valid', ...some }));
    fc.assert(fc.property(forged, isNone), { numRuns: 1000 });
  });
});
