import { expect } from '@open-wc/testing';
import * as fc from 'fast-check';
import { readRecord, writeRecord, type RememberedLicense } from '../../src/remembered-license.js';
import { readVerdict } from '../../src/read-verdict.js';
import { personalTexts, validMembership } from '../support/membership.js';

const KEY = 'DEMO-A1B2C3-D4E5F607-ABCDEFW';

/** As a check of a good licence ends. */
function license(overrides: Record<string, unknown> = {}): RememberedLicense {
  const answer = { status: 201, contentType: 'application/json', body: JSON.stringify(validMembership({ token: 'ey.proof', ...overrides })), retryAfter: null };
  const verdict = readVerdict(answer, { licenseKey: KEY, products: [], plans: [], wasValid: false });
  if (verdict.outcome !== 'valid') throw new Error('No valid verdict.');
  return { licenseKey: KEY, membership: verdict.membership, checkedAt: verdict.checkedAt };
}

interface Written {
  membership: { [name: string]: unknown };
  [name: string]: unknown;
}

/** The record, after something happened to it. */
function tampered(change: (record: Written) => void): string {
  const record = JSON.parse(writeRecord(license())) as Written;
  change(record);
  return JSON.stringify(record);
}

const UNREADABLE: [string, unknown][] = [
  ['nothing', null],
  ['undefined', undefined],
  ['an object', license()],
  ['an empty text', ''],
  ['JSON that is no object', '[1]'],
  ['the text "null"', 'null'],
  ["somebody else's", '{"theme":"dark"}'],
  ['half of a record', writeRecord(license()).slice(0, -20)],
  ['another version', tampered((record) => (record.version = 2))],
  ['a huge record', tampered((record) => (record.padding = 'x'.repeat(5000)))],
  ['no key', tampered((record) => delete record.licenseKey)],
  ['a key that is not clean', tampered((record) => (record.licenseKey = '"DEMO-VALID"'))],
  ['a key that can not be one', tampered((record) => (record.licenseKey = '../users'))],
  ['an API key', tampered((record) => (record.licenseKey = 'apik_secret'))],
  ['no time', tampered((record) => delete record.checkedAt)],
  ['a time in words', tampered((record) => (record.checkedAt = 'today'))],
  ['a time that is written otherwise', tampered((record) => (record.checkedAt = '2026-11-25'))],
  ['a time beyond time', tampered((record) => (record.checkedAt = 1e300))],
  ['no membership', tampered((record) => delete (record as { [name: string]: unknown }).membership)],
  ['a membership without an id', tampered(({ membership }) => delete membership.id)],
  ['a membership without a status', tampered(({ membership }) => delete membership.status)],
  ['a link that leads elsewhere', tampered(({ membership }) => (membership.manage_url = 'javascript:alert(1)'))],
  ['a member more', tampered(({ membership }) => (membership.user = 'user_1'))],
  ['an end that is left out', tampered(({ membership }) => delete membership.expires_at)],
  ['an end in words', tampered(({ membership }) => (membership.expires_at = 'never'))],
  ['a renewal in words', tampered(({ membership }) => (membership.renewal_period_end = 'soon'))],
];

describe('the record of a remembered licence', () => {
  it('gives back what was written', () => {
    for (const given of [license(), license({ expires_at: null, renewal_period_end: null, manage_url: null, quantity: null })]) {
      expect(readRecord(writeRecord(given))).to.deep.equal(given);
    }
  });

  it('holds nothing personal, no token, no API key', () => {
    const record = writeRecord(license());
    for (const text of [...personalTexts, 'ey.proof', 'token', 'apik_']) expect(record).not.to.include(text);
    expect(Object.keys(JSON.parse(record) as object)).to.have.members(['licenseKey', 'checkedAt', 'membership']);
  });

  it('is small', () => expect(writeRecord(license()).length).to.be.below(600));

  it('knows ends that have no full second, and those that are far away', () => {
    for (const end of ['2027-01-01T00:00:00.999Z', '9999-12-31T23:59:59Z', 253402300799]) {
      const given = license({ expires_at: end });
      expect(given.membership.expiresAt).to.be.a('date');
      expect(readRecord(writeRecord(given))).to.deep.equal(given);
    }
  });

  for (const [title, text] of UNREADABLE) {
    it(`is none: ${title}`, () => expect(readRecord(text)).to.equal(null));
  }

  it('never throws, whatever stands there', () => {
    const isNone = (text: unknown): void => {
      expect(readRecord(text)).to.equal(null);
    };
    fc.assert(fc.property(fc.oneof(fc.json(), fc.string(), fc.anything()), isNone), { numRuns: 5000 });
    const whole = writeRecord(license());
    fc.assert(fc.property(fc.nat(whole.length - 1), (length) => isNone(whole.slice(0, length))));
  });
});
