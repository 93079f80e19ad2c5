import { expect } from '@open-wc/testing';
import * as fc from 'fast-check';
import { readCheckSettings, type CheckSettings } from '../../src/check/check-settings.js';
import { cleanLicenseKey, findKeyFault, licensePath, looksLikeTwoKeys } from '../../src/check/license-key.js';
import { validationRequest } from '../../src/check/validation-request.js';

/** Pieces that matter to the cleaning, to Unicode or to a URL. */
const significantPiece = fc.constantFrom(
  ...' \t\n-.%/\\?#@:;&=+"\'`_<>0AZaz',
  ...[
    '..',
    'mem_',
    'MEM_',
    'apik_',
    'Bearer ',
    '%2e',
    'W-A1B2C3-',
    '//',
    '\x00',
    '\x7f',
    '\x85',
    '\xa0',
    '\xad',
    '\u034f',
    '\u0301',
    '\u0338',
    '\u1100',
    '\u1161',
  ],
  ...[
    '\u200b',
    '\u200d',
    '\u202e',
    '\u2010',
    '\u2013',
    '\u2018',
    '\u201d',
    '\u2024',
    '\u2025',
    '\u2026',
    '\u2028',
    '\u2044',
    '\u2060',
    '\u2100',
    '\u2212',
  ],
  ...[
    '\u3000',
    '\u3164',
    '\ufb01',
    '\ufdfa',
    '\ufe00',
    '\ufeff',
    '\uff0e',
    '\uff0f',
    '\uff0d',
    '\uff05',
    '\uff4d',
    '\ud83d',
    '\ude00',
    '\u{1f600}',
    '\u{e0100}',
  ],
);
const composingCharacter = fc.constantFrom(
  'A',
  'a',
  'o',
  '-',
  ' ',
  '\u0301',
  '\u0308',
  '\u034f',
  '\u200b',
  '\u1100',
  '\u1161',
  '"',
  '\xa8',
);
const anyText = fc
  .oneof(
    fc.string({ unit: significantPiece, maxLength: 40 }),
    fc.string({ unit: composingCharacter, maxLength: 12 }),
    fc.string({ unit: 'binary', maxLength: 40 }),
    fc.string({ unit: 'grapheme', maxLength: 40 }),
    fc.array(fc.nat(0xffff), { maxLength: 40 }).map((units) => String.fromCharCode(...units)),
  )
  // WebKit's regular expressions mistake these characters, which no key contains, for a surrogate pair.
  .filter((text) => !/[\uf800-\ufbff][\ufc00-\uffff]/.test(text));
const apiBase = fc.constantFrom(
  'https://api.whop.com/api/v2',
  'https://relay.example',
  'https://relay.example:8443/deep/er',
  'http://127.0.0.1:8787/v2',
  '/relay',
);
const runParameters = { numRuns: 2000 };

describe('any text, as a license key,', () => {
  it('never throws', () => {
    fc.assert(
      fc.property(anyText, anyText, (text, apiKey) => {
        const key = cleanLicenseKey(text);
        findKeyFault(key, apiKey);
        findKeyFault(text, apiKey);
        licensePath(text);
        looksLikeTwoKeys(text);
      }),
      runParameters,
    );
  });

  it('is clean after one cleaning', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const key = cleanLicenseKey(text);
        expect(cleanLicenseKey(key)).to.equal(key);
      }),
      runParameters,
    );
  });

  it('without a fault, makes a URL with exactly the expected path and origin', () => {
    fc.assert(
      fc.property(anyText, apiBase, (text, base) => {
        const key = cleanLicenseKey(text);
        fc.pre(findKeyFault(key) === null);
        const settings = readCheckSettings({ apiKey: 'apik_test', apiBase: base }) as CheckSettings;
        const url = new URL(validationRequest(key, settings).url);
        const expectedUrl = new URL(base, location.href);
        expect(url.origin).to.equal(expectedUrl.origin);
        expect(url.pathname).to.equal(
          `${expectedUrl.pathname.replace(/\/$/, '')}/memberships/${encodeURIComponent(key)}/validate_license`,
        );
        expect(url.search + url.hash + url.username + url.password).to.equal('');
      }),
      runParameters,
    );
  });

  it('without a fault, is one word of at most 256 characters without forbidden characters', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const key = cleanLicenseKey(text);
        fc.pre(findKeyFault(key) === null);
        expect(key.length).to.be.within(1, 256);
        expect(key).to.not.match(/[/\\?#%<>@]/);
        expect(key).to.not.match(/^mem_/);
        expect(key).to.not.match(/^apik_/);
        expect(key).to.not.match(/[\s\p{Cc}\u200b-\u200f\u2010-\u2015\u2060\ufeff\u00ad]/u);
        expect(() => encodeURIComponent(key)).to.not.throw();
      }),
      runParameters,
    );
  });

  it('is the same key when wrapped in whitespace, quotation marks and invisible characters', () => {
    const plain = fc.string({ unit: fc.constantFrom(...'ABCXYZabcxyz0123456789-'), minLength: 1, maxLength: 60 });
    const wrapping = fc.string({
      unit: fc.constantFrom(' ', '\n', '\xa0', '"', '\u201c', '\u2019', '\u200b', '\ufeff', '\u2060', '\x85'),
      maxLength: 20,
    });
    fc.assert(
      fc.property(plain, wrapping, wrapping, (key, before, after) => {
        expect(cleanLicenseKey(before + key + after).replace(/^-|-$/g, '')).to.equal(key.replace(/^-|-$/g, ''));
      }),
      runParameters,
    );
  });
});
