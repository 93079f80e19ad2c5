import { expect } from '@open-wc/testing';
import { answerInPage } from '../support/answer-in-page.js';
import { recordUncaughtErrors } from '../support/override-global.js';
import { formatVerdict, KEY, createDetachedTag, getMessage, createTag } from '../support/tag.js';
import { expectWarnings } from '../support/warnings.js';

const cyclic: Record<string, unknown> = {};
cyclic.self = cyclic;
const throwError = (): never => {
  throw new Error('Hands off.');
};

const values: Record<string, unknown> = {
  'a symbol': Symbol('s'),
  'a BigInt': 10n,
  'an object': {},
  'an object without a prototype': Object.create(null),
  'an object whose toString throws': { toString: throwError },
  'an object whose toJSON throws': { toJSON: throwError },
  'an object that throws on any access': new Proxy(
    {},
    { get: throwError, ownKeys: throwError, has: throwError, getOwnPropertyDescriptor: throwError },
  ),
  'an object that contains itself': cyclic,
  'a list that contains a symbol': [Symbol('s')],
  'a function': throwError,
  NaN: NaN,
  true: true,
  null: null,
  undefined: undefined,
};

const properties = [
  'apiKey',
  'apiBase',
  'licenseKey',
  'autoCheck',
  'product',
  'plan',
  'metadata',
  'timeout',
  'unlocks',
  'buyUrl',
  'label',
  'disabled',
  'messages',
] as const;

beforeEach(() => expectWarnings('misconfigured'));

describe('check() never rejects, and nothing throws,', () => {
  for (const property of properties) {
    for (const [description, value] of Object.entries(values)) {
      it(`with ${description} as ${property}`, async () => {
        const uncaught = recordUncaughtErrors();
        const urls = answerInPage();
        const element = await createTag({ 'api-base': 'http://127.0.0.1:9/v2', 'license-key': KEY });
        (element as unknown as Record<string, unknown>)[property] = value;
        await element.updateComplete;
        const verdict = await element.check();
        expect(formatVerdict(verdict)).to.match(/^valid$|^invalid:(malformed|empty)-key$|^unverified:misconfigured$/);
        expect(urls).to.have.length(verdict.outcome === 'valid' ? 1 : 0);
        expect(element.state).to.equal(verdict.outcome);
        expect(getMessage(element)).to.match(/\S/);
        expect(uncaught).to.be.empty;
      });
    }
  }

  it('before the element is in a page', async () => {
    answerInPage();
    for (const property of properties) {
      for (const [description, value] of Object.entries(values)) {
        const element = createDetachedTag({ 'api-base': 'http://127.0.0.1:9/v2', 'license-key': KEY });
        (element as unknown as Record<string, unknown>)[property] = value;
        expect(await element.check(), `${description} as ${property}`).to.have.property('outcome');
      }
    }
  });

  it('and nothing is sent if api-base is not a URL', async () => {
    const urls = answerInPage();
    for (const [description, value] of Object.entries(values)) {
      const element = await createTag({ 'license-key': KEY });
      (element as { apiBase: unknown }).apiBase = value ?? 'data:,';
      expect(formatVerdict(await element.check()), description).to.equal('unverified:misconfigured');
    }
    expect(urls).to.be.empty;
  });

  it('and nothing is sent if the license key is not a string', async () => {
    const urls = answerInPage();
    for (const description of ['a symbol', 'an object', 'a function', 'null', 'undefined']) {
      const element = await createTag({ 'api-base': 'http://127.0.0.1:9/v2' });
      (element as { licenseKey: unknown }).licenseKey = values[description];
      expect(formatVerdict(await element.check()), description).to.match(/^invalid:(malformed|empty)-key$/);
    }
    expect(urls).to.be.empty;
  });
});
