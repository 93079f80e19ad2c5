import { expect } from '@open-wc/testing';
import { createApi } from '../support/api.js';
import { validMembership } from '../support/membership.js';
import { overrideGlobal, recordUncaughtErrors } from '../support/override-global.js';
import { throwError } from '../support/replace-property.js';
import { checkKey, createTag, getMessage, recordEvents, stage } from '../support/tag.js';

const IN_A_YEAR = Math.round(Date.now() / 1000) + 365 * 24 * 3600;

/** What a broken polyfill of `Intl` does where the browser puts a date or a number into words. */
const polyfills: Record<string, () => unknown> = {
  throws: throwError,
  'returns nothing': () => undefined,
  'returns null': () => null,
  'returns a number': () => 60,
  'returns an object': () => ({}),
  'returns a symbol': () => Symbol('60'),
  'returns an empty text': () => '',
};

describe('a polyfill of Intl', () => {
  beforeEach(() => {
    stage().innerHTML = '<p hidden></p>';
  });

  for (const [description, polyfill] of Object.entries(polyfills)) {
    it(`that ${description} takes only the date from the message of a valid license`, async () => {
      overrideGlobal(Date.prototype, 'toLocaleDateString', { value: polyfill });
      const uncaught = recordUncaughtErrors();
      const api = await createApi({ body: validMembership({ expires_at: IN_A_YEAR }) });
      const element = await createTag({ 'api-base': api.base, unlocks: 'p' });
      const events = recordEvents(element);
      const verdict = await checkKey(element);
      expect(await element.check()).to.include({ outcome: 'valid' });
      expect(verdict).to.include({ outcome: 'valid' });
      expect(events).to.deep.equal([
        ...['statechange:checking', 'statechange:valid', 'valid'],
        ...['statechange:checking', 'statechange:valid', 'valid'],
      ]);
      expect(getMessage(element)).to.equal('Your license is valid.');
      expect(stage().querySelector('p')!.hidden).to.equal(false);
      expect(uncaught).to.be.empty;
    });

    it(`that ${description} leaves the time to wait in plain words`, async () => {
      overrideGlobal(Number.prototype, 'toLocaleString', { value: polyfill });
      const uncaught = recordUncaughtErrors();
      const api = await createApi({ status: 429 });
      const element = await createTag({ 'api-base': api.base, unlocks: 'p' });
      const events = recordEvents(element);
      const verdict = await checkKey(element);
      expect(verdict).to.include({ outcome: 'unverified', reason: 'rate-limited', retryAfter: 60 });
      expect(verdict).to.have.property('message', 'Too many checks right now. Try again in 60 seconds.');
      expect(getMessage(element)).to.equal('Too many checks right now. Try again in 60 seconds.');
      expect(events).to.deep.equal(['statechange:checking', 'statechange:unverified', 'unverified:rate-limited']);
      expect(await element.check()).to.include({ outcome: 'unverified', reason: 'rate-limited' });
      expect(stage().querySelector('p')!.hidden).to.equal(true);
      expect(uncaught).to.be.empty;
    });
  }
});
