import { expect } from '@open-wc/testing';
import * as fc from 'fast-check';
import { validateLicense, type ValidateLicenseOptions } from '../../src/client.js';
import { answerInPage } from '../support/answer-in-page.js';
import { overrideGlobal, replaceFetch } from '../support/override-global.js';
import { throwError } from '../support/replace-property.js';
import { API_KEY, formatVerdict, KEY } from '../support/tag.js';
import { expectWarnings } from '../support/warnings.js';

beforeEach(() => expectWarnings('misconfigured', 'unreachable'));

const check = async (options: unknown): Promise<string> =>
  formatVerdict(await validateLicense(options as ValidateLicenseOptions));

const throwing = (name: string): object => ({
  licenseKey: KEY,
  apiKey: API_KEY,
  get [name]() {
    return throwError();
  },
});

describe('the client', () => {
  const options: Record<string, [options: unknown, verdict: string]> = {
    nothing: [undefined, 'invalid:empty-key'],
    null: [null, 'invalid:empty-key'],
    'a text': [KEY, 'invalid:empty-key'],
    'a symbol': [Symbol('x'), 'invalid:empty-key'],
    'an object without a prototype': [Object.create(null), 'invalid:empty-key'],
    'a symbol as the key': [{ licenseKey: Symbol('x') }, 'invalid:empty-key'],
    'a key that is none before a setting that throws': [
      Object.defineProperty(throwing('apiBase'), 'licenseKey', { value: 'a/b' }),
      'invalid:malformed-key',
    ],
    'a key that cannot be read': [throwing('licenseKey'), 'unverified:unexpected-response'],
    'an API key that cannot be read': [throwing('apiKey'), 'unverified:misconfigured'],
    'an address that cannot be read': [throwing('apiBase'), 'unverified:misconfigured'],
    'a product that cannot be read': [throwing('product'), 'unverified:misconfigured'],
    'a timeout that cannot be read': [throwing('timeout'), 'unverified:misconfigured'],
    'a symbol as the timeout': [{ licenseKey: KEY, apiKey: API_KEY, timeout: Symbol('x') }, 'unverified:misconfigured'],
    'a proxy that answers nothing': [new Proxy({}, { get: throwError }), 'unverified:unexpected-response'],
    'a proxy that was revoked': [revoked(), 'unverified:unexpected-response'],
  };
  for (const [description, [given, verdict]] of Object.entries(options)) {
    it(`says ${verdict} for ${description}`, async () => {
      const urls = answerInPage();
      expect(await check(given)).to.equal(verdict);
      expect(urls).to.be.empty;
    });
  }

  it('never rejects, whatever it is given', async () => {
    answerInPage();
    const anything = fc.anything({ withBigInt: true, withDate: true, withNullPrototype: true, withSparseArray: true });
    const fields = {
      licenseKey: fc.oneof(fc.constant(KEY), anything),
      apiKey: fc.oneof(fc.constant(API_KEY), anything),
      apiBase: fc.oneof(fc.constant('/relay'), fc.webUrl(), anything),
      product: fc.oneof(fc.constant('prod_1'), anything),
      plan: fc.oneof(fc.constant('plan_1'), anything),
      metadata: anything,
      timeout: fc.oneof(fc.constant(10_000), anything),
    };
    const given = fc.oneof(anything, fc.record(fields, { requiredKeys: [] }), fc.record(fields));
    await fc.assert(
      fc.asyncProperty(given, async (options) => {
        expect(await check(options)).to.match(/^(valid|invalid:[a-z-]+|unverified:[a-z-]+)$/);
      }),
      { numRuns: 2000 },
    );
  });

  it('never rejects where the runtime lacks what a request needs', async () => {
    const asked = { licenseKey: KEY, apiKey: API_KEY, apiBase: '/relay' };
    for (const fetch of [throwError, () => Promise.reject(new Error('broken')), () => null, () => ({})]) {
      replaceFetch(fetch as never);
      expect(await check({ ...asked, timeout: 100 })).to.match(/^unverified:(unreachable|timeout)$/);
    }
    overrideGlobal(window, 'AbortController', { value: undefined });
    expect(await check(asked)).to.equal('unverified:unexpected-response');
  });
});

function revoked(): object {
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  return proxy;
}
