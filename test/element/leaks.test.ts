import { expect } from '@open-wc/testing';
import type { WhopLicenseCheck } from '../../src/index.js';
import { createApi, type Reply } from '../support/api.js';
import { personalTexts, validMembership } from '../support/membership.js';
import { openPryingPage, type PryingPage } from '../support/prying-page.js';
import { replaceFetch, skipRetryDelay } from '../support/override-global.js';
import { getField, getMessage, createTag, checkKey, NO_TIMEOUT } from '../support/tag.js';
import { jsonReply } from '../support/verdict-rows.js';

const KEY = 'W-CANARY-CANARY00-CANARYW';
const API_KEY = 'apik_CanaryOfTheSeller';
const secrets = [KEY, API_KEY, ...personalTexts];

const membership = validMembership({ license_key: KEY });
/** Creates an error that also has the personal fields, and a text that echoes the keys. */
const createErrorReply = (status: number, message: string): Reply =>
  jsonReply(status, { ...membership, message, error: { status, message: `${message} (${KEY}, ${API_KEY})` } });

const responses: Record<string, Reply> = {
  'a valid license': { body: membership },
  'a valid license without an ID': { body: { ...membership, id: undefined } },
  'an expired license': { body: { ...membership, valid: false, status: 'expired' } },
  'a license that was not found': createErrorReply(404, `No such Resource found with the provided ID: ${KEY}`),
  'another device': createErrorReply(400, 'Please reset your key to use on a new machine'),
  'a bad request': createErrorReply(400, 'metadata must be a flat object'),
  'an invalid API key': createErrorReply(401, `The API key ${API_KEY} is invalid`),
  'a missing permission': createErrorReply(403, 'Forbidden'),
  'a deprecated API': createErrorReply(404, 'API v2 is deprecated'),
  'a rate limit': createErrorReply(429, 'You are being rate limited'),
  'a server error': createErrorReply(500, `Uh oh, ${KEY} went wrong`),
  'a 410': createErrorReply(410, 'Gone'),
  'truncated JSON': jsonReply(201, JSON.stringify(membership).slice(0, -9)),
  'JSON declared as text': { body: JSON.stringify(membership), headers: { 'Content-Type': 'text/plain' } },
  'HTML with all secrets': { body: `<p>${secrets.join('</p><p>')}</p>`, headers: { 'Content-Type': 'text/html' } },
  "somebody else's license": { body: { ...membership, license_key: 'W-OTHER0' } },
  'a body that breaks off': { body: membership, cut: true },
  'a response that the page may not read': { body: membership, cors: false },
  'a broken connection': { refuse: true },
  'a response that never comes': { stall: 'headers' },
};

describe('keys and personal data do not leak', () => {
  /** Opens a tag on a page that looks for secrets. `findSecrets()` returns those that it finds. */
  async function openPageWithTag(
    base: string,
    timeout = NO_TIMEOUT,
  ): Promise<{ page: PryingPage; element: WhopLicenseCheck; findSecrets: () => Promise<string[]> }> {
    const page = await openPryingPage();
    skipRetryDelay(page.window);
    const element = await createTag({ 'api-base': base, timeout, 'buy-url': '/buy' }, page.document.body);
    element.apiKey = API_KEY;
    const findSecrets = async (): Promise<string[]> => {
      await element.updateComplete;
      const findings = (await page.findings(element)).toLowerCase();
      return secrets.filter((secret) => findings.includes(secret.toLowerCase()));
    };
    return { page, element, findSecrets };
  }

  for (const [description, reply] of Object.entries(responses)) {
    it(`after ${description}`, async () => {
      const api = await createApi(reply);
      const { page, element, findSecrets } = await openPageWithTag(api.base, reply.stall ? '150' : undefined);
      getField(element).focus();
      const { outcome } = await checkKey(element, KEY);
      expect(await findSecrets()).to.be.empty;
      expect(await page.findings(element), 'the searched text')
        .to.contain(outcome)
        .and.to.contain(getMessage(element));

      element.forget();
      expect(await findSecrets()).to.be.empty;
      expect(getField(element).value).to.equal('');
    });
  }

  const brokenFetches: Record<string, () => unknown> = {
    'a fetch that rejects with the secrets': () => Promise.reject(new TypeError(secrets.join())),
    'a fetch that throws the secrets': () => {
      throw new Error(secrets.join());
    },
    'a fetch that returns the secrets as a response': () => ({
      status: secrets.join(),
      headers: { get: () => secrets.join() },
      text: () => secrets.join(),
    }),
  };
  for (const [description, fault] of Object.entries(brokenFetches)) {
    it(`after ${description}`, async () => {
      const { page, element, findSecrets } = await openPageWithTag('http://127.0.0.1:9');
      replaceFetch(fault, page.window);
      await checkKey(element, KEY);
      expect(await findSecrets()).to.be.empty;
    });
  }

  it('when a key is refused', async () => {
    const { element, findSecrets } = await openPageWithTag('http://127.0.0.1:9');
    for (const key of [`${KEY} ${KEY}`, `${KEY}/`, `mem_${KEY}`, API_KEY, KEY.repeat(20)]) {
      expect(await checkKey(element, key)).to.include({ reason: 'malformed-key' });
      expect(await findSecrets(), key).to.be.empty;
    }
  });

  const settings: Record<string, Partial<WhopLicenseCheck>> = {
    apiKey: { apiKey: `${API_KEY} ü` },
    'apiBase with a password': { apiBase: `https://user:${API_KEY}@license.example` },
    'apiBase with a query': { apiBase: `https://license.example/?key=${API_KEY}` },
    'apiBase with another scheme': { apiBase: `mailto:${API_KEY}` },
    product: { product: API_KEY },
    plan: { plan: `plan_1 ${KEY}` },
    metadata: { metadata: [API_KEY, KEY] },
  };
  for (const [description, setting] of Object.entries(settings)) {
    it(`when a setting is unusable: ${description}`, async () => {
      const { page, element } = await openPageWithTag('http://127.0.0.1:9');
      Object.assign(element, setting);
      expect(await checkKey(element, KEY)).to.include({ reason: 'misconfigured' });
      const texts = [
        ...page.console,
        ...page.uncaught,
        getMessage(element),
        JSON.stringify(element.verdict),
        page.document.documentElement.outerHTML,
      ];
      for (const secret of secrets) expect(texts.join().includes(secret), secret).to.equal(false);
    });
  }

  describe('to a search that finds a leak', () => {
    const places: Record<string, (page: PryingPage, element: WhopLicenseCheck) => unknown> = {
      'in an attribute': (_, element) => element.setAttribute('data-key', KEY),
      'in the shadow tree': (_, element) => getField(element).setAttribute('value', KEY),
      'in a property': (_, element) => Object.assign(element, { answer: { membership } }),
      'on the console': (page) => page.console.push(JSON.stringify(membership)),
      'in an event': ({ window }, element) =>
        element.dispatchEvent(new window.CustomEvent('invalid', { detail: { membership } })),
      'in an error': ({ window }) => window.dispatchEvent(new window.ErrorEvent('error', { message: KEY })),
      'in storage': ({ window }) => window.sessionStorage.setItem(KEY, '1'),
      'in a performance mark': ({ window }) => window.performance.mark(KEY),
      'in a global variable': ({ window }) => Object.assign(window, { answer: membership }),
    };
    for (const [where, leak] of Object.entries(places)) {
      it(where, async () => {
        const { page, element, findSecrets } = await openPageWithTag('http://127.0.0.1:9');
        leak(page, element);
        expect(await findSecrets()).to.contain(KEY);
        page.window.sessionStorage.clear();
      });
    }
  });
});
