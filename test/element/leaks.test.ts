import { expect } from '@open-wc/testing';
import type { WhopLicenseCheck } from '../../src/index.js';
import { createApi, type Reply } from '../support/api.js';
import { personalTexts, validMembership } from '../support/membership.js';
import { openPryingPage, type PryingPage } from '../support/prying-page.js';
import { replaceFetch, skipRetryDelay } from '../support/override-global.js';
import { getField, getMessage, createTag, checkKey } from '../support/tag.js';
import { jsonReply } from '../support/verdict-rows.js';

const KEY = 'W-CANARY-CANARY00-CANARYW';
const API_KEY = 'apik_CanaryOfTheSeller';
const secrets = [KEY, API_KEY, ...personalTexts];

const membership = validMembership({ license_key: KEY });
/** Personal fields also where only errors are, in a text that echoes the key. */
const error = (status: number, message: string): Reply =>
  jsonReply(status, { ...membership, message, error: { status, message: `${message} (${KEY}, ${API_KEY})` } });

const answers: Record<string, Reply> = {
  'a good license': { body: membership },
  'a good license without an id': { body: { ...membership, id: undefined } },
  'an expired license': { body: { ...membership, valid: false, status: 'expired' } },
  'a license that is not found': error(404, `No such Resource found with the provided ID: ${KEY}`),
  'another device': error(400, 'Please reset your key to use on a new machine'),
  'a bad request': error(400, 'metadata must be a flat object'),
  'a bad API key': error(401, `The API key ${API_KEY} is invalid`),
  'a missing permission': error(403, 'Forbidden'),
  'an end of the API': error(404, 'API v2 is deprecated'),
  'a limit': error(429, 'You are being rate limited'),
  'a fault of the server': error(500, `Uh oh, ${KEY} went wrong`),
  'a gone one': error(410, 'Gone'),
  'JSON cut off': jsonReply(201, JSON.stringify(membership).slice(0, -9)),
  'JSON declared as text': { body: JSON.stringify(membership), headers: { 'Content-Type': 'text/plain' } },
  'HTML with it all': { body: `<p>${secrets.join('</p><p>')}</p>`, headers: { 'Content-Type': 'text/html' } },
  "somebody else's license": { body: { ...membership, license_key: 'W-OTHER0' } },
  'a body that breaks off': { body: membership, cut: true },
  'an answer that the page may not read': { body: membership, cors: false },
  'a broken connection': { refuse: true },
  silence: { stall: 'headers' },
};

describe('neither keys nor personal data are seen', () => {
  beforeEach(() => skipRetryDelay());

  /** A tag in a page that looks for secrets, and what it found. */
  async function pry(
    base: string,
    timeout = '10000',
  ): Promise<{ page: PryingPage; element: WhopLicenseCheck; found: () => Promise<string[]> }> {
    const page = await openPryingPage();
    const element = await createTag({ 'api-base': base, timeout, 'buy-url': '/buy' }, page.document.body);
    element.apiKey = API_KEY;
    const found = async (): Promise<string[]> => {
      await element.updateComplete;
      const findings = (await page.findings(element)).toLowerCase();
      return secrets.filter((secret) => findings.includes(secret.toLowerCase()));
    };
    return { page, element, found };
  }

  for (const [what, reply] of Object.entries(answers)) {
    it(`after ${what}`, async () => {
      const api = await createApi(reply);
      const { page, element, found } = await pry(api.base, reply.stall ? '150' : undefined);
      getField(element).focus();
      const { outcome } = await checkKey(element, KEY);
      expect(await found()).to.be.empty;
      expect(await page.findings(element), 'what was looked through')
        .to.contain(outcome)
        .and.to.contain(getMessage(element));

      element.forget();
      expect(await found()).to.be.empty;
      expect(getField(element).value).to.equal('');
    });
  }

  const faults: Record<string, () => unknown> = {
    'a fetch that rejects with them': () => Promise.reject(new TypeError(secrets.join())),
    'a fetch that throws them': () => {
      throw new Error(secrets.join());
    },
    'a fetch that gives them as an answer': () => ({
      status: secrets.join(),
      headers: { get: () => secrets.join() },
      text: () => secrets.join(),
    }),
  };
  for (const [what, fault] of Object.entries(faults)) {
    it(`after ${what}`, async () => {
      const { page, element, found } = await pry('http://127.0.0.1:9');
      replaceFetch(fault, page.window);
      await checkKey(element, KEY);
      expect(await found()).to.be.empty;
    });
  }

  it('when a key is refused', async () => {
    const { element, found } = await pry('http://127.0.0.1:9');
    for (const key of [`${KEY} ${KEY}`, `${KEY}/`, `mem_${KEY}`, API_KEY, KEY.repeat(20)]) {
      expect(await checkKey(element, key)).to.include({ reason: 'malformed-key' });
      expect(await found(), key).to.be.empty;
    }
  });

  const settings: Record<string, Partial<WhopLicenseCheck>> = {
    apiKey: { apiKey: `${API_KEY} ü` },
    'apiBase with a password': { apiBase: `https://user:${API_KEY}@license.example` },
    'apiBase with a query': { apiBase: `https://license.example/?key=${API_KEY}` },
    'apiBase that is none': { apiBase: `mailto:${API_KEY}` },
    product: { product: API_KEY },
    plan: { plan: `plan_1 ${KEY}` },
    metadata: { metadata: [API_KEY, KEY] },
  };
  for (const [what, setting] of Object.entries(settings)) {
    it(`when settings cannot be used: ${what}`, async () => {
      const { page, element } = await pry('http://127.0.0.1:9');
      Object.assign(element, setting);
      expect(await checkKey(element, KEY)).to.include({ reason: 'misconfigured' });
      const told = [
        ...page.console,
        ...page.uncaught,
        getMessage(element),
        JSON.stringify(element.verdict),
        page.document.documentElement.outerHTML,
      ];
      for (const secret of secrets) expect(told.join().includes(secret), secret).to.equal(false);
    });
  }

  describe('by a search that would see them', () => {
    const places: Record<string, (page: PryingPage, element: WhopLicenseCheck) => unknown> = {
      'in an attribute': (_, element) => element.setAttribute('data-key', KEY),
      'in the shadow tree': (_, element) => getField(element).setAttribute('value', KEY),
      'in a property': (_, element) => Object.assign(element, { answer: { membership } }),
      'on the console': (page) => page.console.push(JSON.stringify(membership)),
      'in an event': ({ window }, element) =>
        element.dispatchEvent(new window.CustomEvent('invalid', { detail: { membership } })),
      'in an error': ({ window }) => window.dispatchEvent(new window.ErrorEvent('error', { message: KEY })),
      'in the storage': ({ window }) => window.sessionStorage.setItem(KEY, '1'),
      'in a mark': ({ window }) => window.performance.mark(KEY),
      'in a global': ({ window }) => Object.assign(window, { answer: membership }),
    };
    for (const [where, leak] of Object.entries(places)) {
      it(where, async () => {
        const { page, element, found } = await pry('http://127.0.0.1:9');
        leak(page, element);
        expect(await found()).to.contain(KEY);
        page.window.sessionStorage.clear();
      });
    }
  });
});
