import { expect } from '@open-wc/testing';
import { answerInPage } from '../support/answer-in-page.js';
import { recordUncaughtErrors } from '../support/override-global.js';
import { formatVerdict, KEY, createDetachedTag, getMessage, createTag } from '../support/tag.js';

const cyclic: Record<string, unknown> = {};
cyclic.self = cyclic;
const fails = (): never => {
  throw new Error('Hands off.');
};

const values: Record<string, unknown> = {
  'a symbol': Symbol('s'),
  'a BigInt': 10n,
  'an object': {},
  'an object without a prototype': Object.create(null),
  'an object whose toString throws': { toString: fails },
  'an object whose toJSON throws': { toJSON: fails },
  'an object that cannot be touched': new Proxy(
    {},
    { get: fails, ownKeys: fails, has: fails, getOwnPropertyDescriptor: fails },
  ),
  'an object that holds itself': cyclic,
  'a list that holds a symbol': [Symbol('s')],
  'a function': fails,
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

describe('check() never rejects, and nothing is thrown,', () => {
  for (const property of properties) {
    for (const [what, value] of Object.entries(values)) {
      it(`with ${what} as ${property}`, async () => {
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

  it('before the element was ever in a page', async () => {
    answerInPage();
    for (const property of properties) {
      for (const [what, value] of Object.entries(values)) {
        const element = createDetachedTag({ 'api-base': 'http://127.0.0.1:9/v2', 'license-key': KEY });
        (element as unknown as Record<string, unknown>)[property] = value;
        expect(await element.check(), `${what} as ${property}`).to.have.property('outcome');
      }
    }
  });

  it('and nothing is sent to where no address was meant', async () => {
    const urls = answerInPage();
    for (const [what, value] of Object.entries(values)) {
      const element = await createTag({ 'license-key': KEY });
      (element as { apiBase: unknown }).apiBase = value ?? 'data:,';
      expect(formatVerdict(await element.check()), what).to.equal('unverified:misconfigured');
    }
    expect(urls).to.be.empty;
  });

  it('and nothing is asked about what is no text', async () => {
    const urls = answerInPage();
    for (const what of ['a symbol', 'an object', 'a function', 'null', 'undefined']) {
      const element = await createTag({ 'api-base': 'http://127.0.0.1:9/v2' });
      (element as { licenseKey: unknown }).licenseKey = values[what];
      expect(formatVerdict(await element.check()), what).to.match(/^invalid:(malformed|empty)-key$/);
    }
    expect(urls).to.be.empty;
  });
});
