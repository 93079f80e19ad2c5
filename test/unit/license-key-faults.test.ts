import { expect } from '@open-wc/testing';
import { cleanLicenseKey, findKeyFault, licensePath, looksLikeTwoKeys } from '../../src/check/license-key.js';

const KEY = 'W-A1B2C3-D4E5F6A7-B8C9D0W';
const OTHER_KEY = 'W-111111-22222222-333333W';

function fault(typed: unknown, apiKey?: string): string | null {
  return findKeyFault(cleanLicenseKey(typed), apiKey);
}

function expectFault(expected: string | null, texts: string[], apiKey?: string): void {
  for (const text of texts) expect(fault(text, apiKey), JSON.stringify(text)).to.equal(expected);
}

describe('a malformed license key is', () => {
  it('a path of dots, in any Unicode form', () => {
    expectFault('malformed-key', [
      '.',
      '..',
      '\uff0e',
      '\uff0e\uff0e',
      '\u2024',
      '\u2024\u2024',
      '\u2025',
      '\ufe52\ufe52',
      ' .. ',
      '"."',
      '.\u200b.',
      '.\u00ad',
      '\u201c\u2025\u201d',
    ]);
  });

  it('not a key that contains dots', () => {
    expectFault(null, ['...', '\u2026', 'A..B', 'A.B', '.A', '..A', 'A..']);
  });

  it('a text with special characters of a URL', () => {
    expectFault(
      'malformed-key',
      [...'/\\?#%<>@'].flatMap((char) => [char, `A${char}B`, `${KEY}${char}`, `${char}${KEY}`]),
    );
    expectFault('malformed-key', [
      '../memberships',
      'A/../B',
      '%2e%2e',
      '%2E',
      'A%00',
      '..%2f',
      '..\\..',
      '//evil.example',
      'A;B/',
      'a?expand=user',
      `${KEY}/../mem_1`,
    ]);
  });

  it('a text with lookalikes of these characters', () => {
    expectFault('malformed-key', [
      'A\uff0fB',
      'A\uff3cB',
      'A\uff1fB',
      'A\uff03B',
      'A\uff05B',
      'A\uff1cB',
      'A\uff1eB',
      'A\uff20B',
      'A\ufe64B',
      'A\ufe56B',
      'A\ufe6aB',
      'A\ufe6bB',
      '\u2100',
      '\u2105',
    ]);
  });

  it('an email address, a link or a mailbox in angle brackets', () => {
    expectFault('malformed-key', [
      'ada@example.com',
      '<ada@example.com>',
      `https://whop.com/licenses/${KEY}`,
      `https://whop.com`,
      `www.example.com/${KEY}`,
      `<${KEY}>`,
      `<b>${KEY}</b>`,
    ]);
  });

  it('a text with control characters', () => {
    const controls = [...Array(0x20).keys(), ...Array.from({ length: 0x21 }, (_, i) => 0x7f + i)].map((code) =>
      String.fromCharCode(code),
    );
    for (const control of controls)
      expect(fault(`A${control}B`), JSON.stringify(control)).to.be.oneOf(['malformed-key', 'several-words']);
    expectFault('malformed-key', ['\0', `${KEY}\0`, `\x07${KEY}`, 'A\x7fB', 'A\x9fB', 'A\x1fB']);
  });

  it('a text with a lone surrogate', () => {
    expectFault('malformed-key', ['\ud800', '\udc00', `${KEY}\ud83d`, `\ude00${KEY}`, 'A\udc00\ud800B']);
    expectFault(null, ['A\u{1f600}B', '\u{1f600}']);
  });

  it('a text of more than 256 characters after cleaning', () => {
    expectFault(null, ['A'.repeat(256), ` "${'A'.repeat(256)}" `, `${'A\u200b'.repeat(256)}`, '\ufb01'.repeat(128)]);
    expectFault('malformed-key', ['A'.repeat(257), `${'A\u200b'.repeat(257)}`, '\ufb01'.repeat(129)]);
  });

  it('ten megabytes of text', () => {
    for (const piece of [
      'A',
      '-',
      'A-',
      '\u2013',
      '\ufb03',
      '\u{1f600}',
      '.',
      '/',
      '\ufdfa',
      'mem',
      '\ud800',
      'A\u0301',
    ]) {
      expect(fault(piece.repeat(1e7 / piece.length)), piece).to.be.oneOf(['malformed-key', 'several-words']);
    }
    for (const piece of ['A ', ' -', ' A', '" A'])
      expect(fault(piece.repeat(1e7 / piece.length)), piece).to.be.oneOf(['malformed-key', 'several-words']);
  });

  it('a text of several words: two keys, a sentence, a table row', () => {
    expectFault('several-words', [
      `${KEY}\n${OTHER_KEY}`,
      `${KEY} ${OTHER_KEY}`,
      `${KEY}\t${OTHER_KEY}`,
      `${KEY}\u00a0${OTHER_KEY}`,
      `${KEY}\u3000x`,
      `${KEY}\u2028x`,
      'My key is this',
      `License key: ${KEY}`,
      'A B',
      'W A1B2C3 D4E5F6A7 B8C9D0W',
      `"${KEY}" "${KEY}"`,
    ]);
  });
});

describe('one of Whop\u2019s codes, entered as a license key, is', () => {
  it('an ID of any kind', () => {
    for (const kind of ['mem', 'prod', 'plan', 'user', 'pay', 'biz', 'app', 'exp', 'ws'])
      expectFault('whop-id', [`${kind}_4eKq2VbNsWc0Lt`, `${kind}_`]);
  });

  it('an ID in any Unicode form', () => {
    expectFault('whop-id', [
      ' "mem_1" ',
      'm\u200bem_1',
      '\uff4d\uff45\uff4d\uff3f1',
      'mem\ufe4d1',
      '\u{1d426}em_1',
      'mem_1/../x',
    ]);
  });

  it('not a key that begins like an ID', () => {
    expectFault(null, ['mem-1', 'member_1', 'MEMO-0123AB-CDEF4567-89ABCDW', 'x-mem_1', 'xmem_1', 'pro_1', 'apps_1']);
  });

  it('not a key whose prefix, the seller\u2019s own, is such a word in capitals', () => {
    expectFault(null, ['PROD_0123AB-CDEF4567-89ABCDW', 'App_1', 'MEM_4eKq2VbNsWc0Lt', 'Mem_x', 'WHOP_1', 'APIK_1']);
  });

  it('an API key, the seller\u2019s own or any other', () => {
    expectFault('whop-id', ['apik_abc', 'apik_', ' "apik_abc"', '\uff41pik_x', 'api\u00adk_abc', 'whop_abc']);
    expectFault('several-words', ['Bearer apik_abc', 'mem_a b']);
    expectFault(
      'malformed-key',
      ['oldBareKey-123', ' oldBareKey-123\n', '"oldBareKey-123"', 'old\u200bBareKey-123', 'oldBareKey\u2013123'],
      'oldBareKey-123',
    );
  });

  it('not a key that differs from the API key, or any key if there is no API key', () => {
    expectFault(null, [KEY, 'x'], '');
    expectFault('empty-key', [''], '');
    expectFault(null, ['oldBareKey-1234', 'apikey-1'], 'oldBareKey-123');
  });
});

describe('the license path', () => {
  it('contains the encoded key and nothing else', () => {
    expect(licensePath(KEY)).to.equal(`/memberships/${KEY}/validate_license`);
    expect(licensePath("A+B&C=D;E:F,G!H~I*J'K(L)$")).to.equal(
      "/memberships/A%2BB%26C%3DD%3BE%3AF%2CG!H~I*J'K(L)%24/validate_license",
    );
    expect(licensePath('\u00c9\u{1f600}')).to.equal('/memberships/%C3%89%F0%9F%98%80/validate_license');
  });

  it('is null for a key that a URL parser would resolve or can\u2019t encode', () => {
    for (const key of ['.', '..', '\ud800', 'A\udc00']) expect(licensePath(key), JSON.stringify(key)).to.equal(null);
  });
});

describe('two keys in a row', () => {
  it('are recognized: one key pasted twice, or two keys without their line break', () => {
    for (const text of [
      KEY + KEY,
      KEY + OTHER_KEY,
      KEY + KEY + KEY,
      (KEY + OTHER_KEY).toLowerCase(),
      `${KEY}-${OTHER_KEY}`,
      'LIQUID-8BA11B-7831C9FD-ABCDEFG'.repeat(2),
      'A1B2C3-D4E5F6-G7H8I9'.repeat(2),
    ]) {
      expect(looksLikeTwoKeys(text), text).to.equal(true);
    }
  });

  it('are not recognized in a single key', () => {
    for (const text of [
      KEY,
      OTHER_KEY,
      KEY.toLowerCase(),
      'LIQUID-8BA11B-7831C9FD-ABCDEFG',
      'A1B2C3-D4E5F6-G7H8I9',
      'A1A1',
      '111-111',
      'X',
      '',
      `${KEY}-1`,
      `PRO-PRO-0123AB-CDEF4567-89ABCDW`,
    ]) {
      expect(looksLikeTwoKeys(text), text).to.equal(false);
    }
  });
});
