import { expect } from '@open-wc/testing';
import { cleanLicenseKey, findKeyFault } from '../../src/check/license-key.js';

const KEY = 'W-A1B2C3-D4E5F6A7-B8C9D0W';

/** Returns the cleaned key, or its fault if it is refused. */
function clean(typed: unknown): string {
  const key = cleanLicenseKey(typed);
  return findKeyFault(key) ? `refused: ${findKeyFault(key)}` : key;
}

function codePoints(...ranges: (number | [number, number])[]): number[] {
  return ranges.flatMap((range) => {
    const [from, to] = typeof range === 'number' ? [range, range] : range;
    return Array.from({ length: to - from + 1 }, (_, i) => from + i);
  });
}

const formatCodePoint = (code: number) => `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;

/** Returns the code points that lead to another result than expected. */
function findFailing(codes: number[], wrap: (char: string) => string, expected = KEY): string[] {
  return codes.filter((code) => clean(wrap(String.fromCodePoint(code))) !== expected).map(formatCodePoint);
}

describe('an entered license key', () => {
  it('stays as typed when it is clean, including its capitals', () => {
    for (const key of [
      KEY,
      KEY.toLowerCase(),
      'w-A1b2C3-d4E5f6a7-B8c9D0w',
      'LIQUID-8BA11B-7831C9FD-ABCDEFG',
      'A1B2C3-D4E5F6-G7H8I9',
      'x',
      '0',
    ]) {
      expect(clean(key)).to.equal(key);
    }
  });

  it('is cleaned after a copy from webmail', () => {
    const fromWebmail = '\u201c\ufeffW-A1B2C3\u200b\u2013D4E5F6A7\u00ad-B8C9D0W\u2060\u00a0\u201d';
    expect(clean(fromWebmail)).to.equal(KEY);
  });

  it('loses any whitespace around it', () => {
    const spaces = codePoints(
      [0x09, 0x0d],
      0x20,
      0x85,
      0xa0,
      0x1680,
      [0x2000, 0x200a],
      0x2028,
      0x2029,
      0x202f,
      0x205f,
      0x3000,
    );
    expect(findFailing(spaces, (space) => space + KEY)).to.deep.equal([]);
    expect(findFailing(spaces, (space) => KEY + space)).to.deep.equal([]);
    expect(findFailing(spaces, (space) => `${space}${space}\n${KEY}\r\n${space}`)).to.deep.equal([]);
  });

  it('loses any quotation marks around it', () => {
    const quotes = codePoints(
      0x22,
      0x27,
      0x60,
      0xab,
      0xbb,
      [0x2018, 0x201f],
      0x2039,
      0x203a,
      0x2e42,
      [0x300c, 0x300f],
      [0x301d, 0x301f],
      [0xfe41, 0xfe44],
      0xff02,
      0xff07,
      0xff40,
      0xff62,
      0xff63,
    );
    expect(findFailing(quotes, (quote) => quote + KEY)).to.deep.equal([]);
    expect(findFailing(quotes, (quote) => KEY + quote)).to.deep.equal([]);
    expect(findFailing(quotes, (quote) => ` ${quote}${quote} ${KEY} ${quote}\u200b${quote} `)).to.deep.equal([]);
  });

  it('keeps a quotation mark inside it', () => {
    expect(clean(`A"B'C`)).to.equal(`A"B'C`);
  });

  it('loses invisible characters anywhere', () => {
    const invisible = codePoints(
      0xad, // soft hyphen
      [0x200b, 0x200d], // zero-width
      [0x2060, 0x2064], // word joiner, invisible operators
      0xfeff, // BOM
      [0x200e, 0x200f],
      0x61c,
      [0x202a, 0x202e],
      [0x2066, 0x2069], // bidi marks
      [0xfe00, 0xfe0f],
      [0xe0100, 0xe01ef],
      [0x180b, 0x180e], // variation selectors
      [0xe0020, 0xe007f], // tags
    );
    expect(findFailing(invisible, (char) => [...KEY].join(char))).to.deep.equal([]);
    expect(findFailing(invisible, (char) => `${char} ${char}"${char}${KEY}${char}"${char} ${char}`)).to.deep.equal([]);
  });

  it('gets its dashes back after a word processor has replaced them', () => {
    const dashes = codePoints(
      0x58a,
      0x5be,
      0x1806,
      [0x2010, 0x2015],
      0x207b,
      0x208b,
      0x2212,
      0x2e3a,
      0x2e3b,
      0x301c,
      0x3030,
      0xfe31,
      0xfe32,
      0xfe58,
      0xfe63,
      0xff0d,
    );
    expect(findFailing(dashes, (dash) => KEY.replaceAll('-', dash))).to.deep.equal([]);
  });

  it('may have any character that Unicode classifies as a dash in place of its dashes', () => {
    const dashes = Array.from({ length: 0x110000 }, (_, code) => code).filter((code) =>
      /\p{Dash}/u.test(String.fromCodePoint(code)),
    );
    expect(dashes.length).to.be.above(25);
    expect(findFailing(dashes, (dash) => KEY.replaceAll('-', dash))).to.deep.equal([]);
  });

  it('is joined again after an email program has wrapped it', () => {
    for (const wrapped of [
      'W-A1B2C3-\nD4E5F6A7-B8C9D0W',
      'W-A1B2C3\r\n-D4E5F6A7-B8C9D0W',
      'W-A1B2C3-D4E5F6A7 -\r\n    B8C9D0W',
      'W -\tA1B2C3 \u2013 D4E5F6A7\u00a0-\u00a0B8C9D0W',
      'W-A1B2C3-\u2028D4E5F6A7-\x85B8C9D0W',
      'W-A1B2C3-\u200b \u200bD4E5F6A7-B8C9D0W',
    ]) {
      expect(clean(wrapped), JSON.stringify(wrapped)).to.equal(KEY);
    }
  });

  it('is normalized from lookalike forms: full width, styled letters, ligatures', () => {
    const fullWidth = [...KEY].map((char) => String.fromCodePoint(char.charCodeAt(0) + 0xfee0)).join('');
    expect(clean(fullWidth)).to.equal(KEY);
    expect(clean('\u{1d416}-\u{1d400}1\u{1d401}2\u{1d402}3-D4E5F6A7-B8C9D0W')).to.equal(KEY);
    expect(clean('O\ufb03CE-1')).to.equal('OffiCE-1');
    expect(clean('E\u0301-1')).to.equal('\u00c9-1');
  });

  it('gets ASCII digits in place of the digits of any script', () => {
    // Complete by what the engine knows: each run of digits is ten, or several times ten.
    const digits = Array.from({ length: 0x110000 }, (_, code) => String.fromCodePoint(code)).filter((char) =>
      /\p{Nd}/u.test(char),
    );
    expect(digits.length).to.be.above(500);
    expect(digits.length % 10).to.equal(0);
    for (let first = 0; first < digits.length; first += 10) {
      const script = digits.slice(first, first + 10);
      const key = KEY.replace(/\d/g, (digit) => script[Number(digit)]!);
      expect(clean(key), formatCodePoint(script[0]!.codePointAt(0)!)).to.equal(KEY);
      expect(clean(script.join(''))).to.equal('0123456789');
    }
  });

  it('keeps numbers that are no decimal digits', () => {
    expect(clean('\u2160-\u3007-\u4e00')).to.equal('I-\u3007-\u4e00');
    expect(clean('\u19da')).to.equal('\u19da');
  });

  it('may be a number, because scripts may set one', () => {
    expect(clean(123456)).to.equal('123456');
    expect(clean(0)).to.equal('0');
  });

  it('is empty for a non-string, and none of its methods is called', () => {
    const throws = { toString: () => expect.fail('was called'), valueOf: () => expect.fail('was called') };
    for (const junk of [
      undefined,
      null,
      true,
      {},
      [],
      [KEY],
      Symbol(KEY),
      () => KEY,
      5n,
      new String(KEY),
      throws,
      new Proxy({}, { get: () => expect.fail('was read') }),
    ]) {
      expect(cleanLicenseKey(junk)).to.equal('');
    }
    expect(findKeyFault('')).to.equal('empty-key');
  });

  it('is empty when nothing visible was typed', () => {
    for (const nothing of [
      '',
      ' ',
      '\n\t',
      '\u200b',
      '""',
      '\u201c \u200b\u201d',
      '\u00a0\ufeff',
      '\u3164',
      ' '.repeat(300),
    ]) {
      expect(clean(nothing), JSON.stringify(nothing)).to.equal('refused: empty-key');
    }
  });

  it('surrounded by a very long text, is complete or refused', () => {
    for (const [before, after] of [
      [2030, 0],
      [2047, 0],
      [5000, 0],
      [0, 5000],
      [3000, 3000],
    ] as const) {
      for (const filler of [' ', '\n', '\u200b', '"']) {
        const result = clean(filler.repeat(before) + KEY + filler.repeat(after));
        expect(result, `${before} × ${formatCodePoint(filler.charCodeAt(0))} before`).to.match(
          new RegExp(`^(${KEY}|refused: (malformed-key|several-words))$`),
        );
      }
    }
  });

  it('is not cut out of a text that continues far behind it', () => {
    expect(clean(`${KEY}${' '.repeat(3000)}and more`)).to.match(/^refused: (several-words|malformed-key)$/);
    expect(clean(`${KEY}${'\u200b'.repeat(3000)}MORE`)).to.match(new RegExp(`^(${KEY}MORE|refused: malformed-key)$`));
  });

  it('needs no second cleaning when an invisible character separates an accent from its letter', () => {
    for (const typed of ['A\u034f\u0301-1', 'a\u200b\u0301', '\u1100\u200b\u1161-1']) {
      const key = cleanLicenseKey(typed);
      expect(cleanLicenseKey(key)).to.equal(key);
    }
  });
});
