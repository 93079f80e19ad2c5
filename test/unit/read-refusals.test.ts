import { expect } from '@open-wc/testing';
import { errorShapes, KEY, readResponse, shortResult } from './responses.js';

/** The contract's row `not-found`, written out. */
const notFound = ['', 'The ', 'This ', 'Your ']
  .flatMap((article) => ['membership', 'license', 'license key'].map((license) => article + license))
  .flatMap((license) => [
    `${license} not found`,
    `${license} was not found`,
    `${license} could not be found`,
    `${license} does not exist`,
  ])
  .concat('Invalid license key', 'Unknown license key');
const noSuch = ['Resource', 'Membership', 'License', 'License key'].map(
  (name) => `No such ${name} found with the provided ID: `,
);
const otherDevice = 'Please reset your key to use on a new machine';

/** The verdict on a text in each of Whop's error shapes, each word once. */
function inEachShape(status: number, text: string, licenseKey = KEY): string {
  return [...new Set(errorShapes(text).map((body) => shortResult(readResponse(status, body, { licenseKey }))))].join();
}

const table: [number, string, string][] = [
  ...notFound.map((text): [number, string, string] => [404, text, 'not-found']),
  ...noSuch.map((text): [number, string, string] => [404, text + KEY, 'not-found']),
  [400, otherDevice, 'device-mismatch'],
];

describe('each text of the table of refusals', () => {
  for (const [status, text, reason] of table) {
    it(`"${text}" is ${reason}, in any case and with one closing mark`, () => {
      for (const same of [text, text.toLowerCase(), text.toUpperCase(), `${text}.`, `${text}!`])
        expect(inEachShape(status, same), same).to.equal(reason);
    });

    it(`"${text}" is nothing with more or less of it`, () => {
      for (const near of [
        `${text}..`,
        `${text}?`,
        `${text}:`,
        ` ${text}`,
        `${text} `,
        `"${text}"`,
        `Error: ${text}`,
        `${text}. Not found.`,
        `${text} for ${KEY}`,
        `${text}. License keys are not supported here.`,
        text.slice(1),
        text.slice(0, -1),
        text.replace(' ', '  '),
        text.replace(' ', '\u00a0'),
        text.replace(' ', '\n'),
        `${text}\n${text}`,
      ]) {
        expect(inEachShape(status, near), near).to.equal('unexpected-response');
      }
    });

    it(`"${text}" is nothing with another status, or not as JSON`, () => {
      for (let other = 200; other < 600; other++) {
        if (other === status) continue;
        expect(readResponse(other, { message: text }), `${other}`).to.include({ outcome: 'unverified' });
      }
      for (const contentType of ['', 'text/plain', 'text/html', 'text/html; application/json'])
        expect(shortResult(readResponse(status, { message: text }, {}, { contentType })), contentType).to.equal(
          'unexpected-response',
        );
    });

    it(`"${text}" is nothing beside another text, or where Whop's errors have no text`, () => {
      for (const body of [
        { message: text, error: 'Oops' },
        { message: 'Oops', error: { message: text } },
        { message: [text], error: text },
        { message: text, error: [text] },
        { message: text, detail: 'This API is gone' },
        { message: text, errors: [{ message: 'This API is gone' }] },
        { error: { message: text, hint: 'This API is gone' } },
        { error: { message: text, details: { reason: 'API_GONE' } } },
        { error: { message: text, details: { toString: 1, valueOf: 1 } } },
        { message: text, codes: ['API_GONE'] },
        { message: text, error: 'x'.repeat(2000) },
        { detail: text },
        { message: { text } },
        { error: { error: text } },
        [text],
        [{ message: text }],
        text,
      ]) {
        expect(shortResult(readResponse(status, body)), JSON.stringify(body)).to.equal('unexpected-response');
        expect(shortResult(readResponse(status, JSON.stringify(body))), JSON.stringify(body)).to.equal(
          'unexpected-response',
        );
      }
    });
  }
});

describe('a refusal', () => {
  it('may have numbers and codes beside it, and may be said twice', () => {
    for (const body of [
      { status: 404, error: 'License not found' },
      { statusCode: 404, code: 'not_found', message: 'License not found', request_id: 'req_1f', success: false },
      { error: { code: 404, type: 'not_found', message: 'License not found', param: null } },
      { message: 'License not found', error: 'Membership not found.' },
      { message: null, error: 'License not found' },
    ]) {
      expect(shortResult(readResponse(404, body)), JSON.stringify(body)).to.equal('not-found');
    }
  });

  it('names this very key, whatever is in it', () => {
    for (const licenseKey of ['A', 'a.', '$&', '$1', '(a+)+$', '.*', 'not-found', 'API-deprecated', '\u{1f600}', 'É']) {
      for (const text of noSuch) {
        expect(inEachShape(404, text + licenseKey, licenseKey)).to.equal('not-found');
        expect(inEachShape(404, `${text}${licenseKey.toLowerCase()}.`, licenseKey)).to.equal('not-found');
      }
    }
  });

  it('names no other', () => {
    for (const text of noSuch) {
      for (const other of [
        '',
        'mem_4eKq2VbNsWc0Lt',
        `${KEY}2`,
        `2${KEY}`,
        `${KEY} ${KEY}`,
        `"${KEY}"`,
        KEY.slice(0, -1),
      ])
        expect(inEachShape(404, text + other), other).to.equal('unexpected-response');
    }
    expect(inEachShape(404, `${noSuch[0]!}A`, 'A.')).to.equal('unexpected-response');
  });

  it('is compared, never searched: a text of any length and a key of any kind cost no more', () => {
    const long = 64 * 1024;
    for (const piece of [
      'license ',
      'not found',
      'the ',
      ' ',
      'a',
      '.',
      'no such license found with the provided id: ',
    ]) {
      const text = piece.repeat(long / piece.length);
      for (const status of [400, 404])
        expect(inEachShape(status, text, piece.trim() || 'A')).to.equal('unexpected-response');
    }
  });
});
