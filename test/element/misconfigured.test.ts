import { expect } from '@open-wc/testing';
import type { WhopLicenseCheck } from '../../src/index.js';
import { answerInPage } from '../support/answer-in-page.js';
import { createApi } from '../support/api.js';
import { openPage, type Page } from '../support/page.js';
import { recordEvents, KEY, createDetachedTag, getMessage, createTag, checkKey } from '../support/tag.js';
import { unusableSettings } from '../support/unusable-settings.js';
import { goodReply } from '../support/verdict-rows.js';
import { expectWarnings } from '../support/warnings.js';

const RELAY = 'http://127.0.0.1:9/v2';

/** Returns the lines written to the console. */
const getConsoleLines = ({ console }: Page): string[] => console;

/** Checks twice, as an insistent visitor does, on each of two identical tags. */
async function expectMisconfigured(
  attribute: string,
  prepare: (element: WhopLicenseCheck) => unknown,
  otherAttributes: Record<string, string>,
): Promise<void> {
  const page = await openPage();
  const urls = answerInPage(page.window);
  await page.load();
  const lockedElement = page.document.body.appendChild(page.document.createElement('p'));
  for (let i = 0; i < 2; i++) {
    const element = createDetachedTag({ 'api-base': RELAY, unlocks: 'p', ...otherAttributes }, page.document);
    prepare(element);
    page.document.body.append(element);
    await element.updateComplete;
    const events = recordEvents(element);
    for (let j = 0; j < 2; j++) {
      const verdict = await checkKey(element);
      expect(verdict).to.include({ outcome: 'unverified', reason: 'misconfigured', retryAfter: null });
      expect(verdict).to.have.property('message', getMessage(element));
    }
    expect(events).to.deep.equal(['statechange:unverified', 'unverified:misconfigured', 'unverified:misconfigured']);
    if (attribute !== 'unlocks') expect(lockedElement.hidden).to.equal(true);
  }
  expect(urls).to.be.empty;
  expect(page.uncaught).to.be.empty;
  const consoleLines = getConsoleLines(page);
  expect(consoleLines).to.have.length(1);
  expect(consoleLines[0])
    .to.match(/^warn: /)
    .and.to.contain(attribute)
    .and.to.not.match(/canary/i);
}

for (const [attribute, { property, attributeValues, propertyValues, requiredAttributes = {} }] of Object.entries(
  unusableSettings,
)) {
  describe(`an unusable ${attribute} sends no request and logs one warning`, () => {
    for (const text of attributeValues) {
      it(text === null ? 'no attribute' : JSON.stringify(text), () =>
        expectMisconfigured(
          attribute,
          (element) => (text === null ? element.removeAttribute(attribute) : element.setAttribute(attribute, text)),
          requiredAttributes,
        ),
      );
    }
    for (const [description, value] of Object.entries(propertyValues)) {
      it(`${description}, set by a script`, () =>
        expectMisconfigured(attribute, (element) => Reflect.set(element, property, value), requiredAttributes));
    }
  });
}

describe('a setting that the seller has fixed', () => {
  beforeEach(() => expectWarnings('misconfigured'));

  it('takes effect at once', async () => {
    const api = await createApi(goodReply());
    const element = await createTag({ 'api-base': api.base, product: 'plan_A' });
    expect(await checkKey(element)).to.include({ reason: 'misconfigured' });
    element.product = '';
    expect(await checkKey(element)).to.include({ outcome: 'valid' });
  });

  it('stops working when it is broken again', async () => {
    const api = await createApi(goodReply());
    const element = await createTag({ 'api-base': api.base });
    expect(await checkKey(element)).to.include({ outcome: 'valid' });
    element.product = 'plan_A';
    await element.updateComplete;
    expect(element.state).to.equal('idle');
    expect(await element.check()).to.include({ reason: 'misconfigured' });
    expect(await api.posts()).to.have.length(1);
  });
});

describe('the key is checked before the settings', () => {
  const unusableAttributes = { 'api-base': 'http://license.example', product: 'x', timeout: '-1' };
  for (const [key, reason] of Object.entries({
    '': 'empty-key',
    '..': 'malformed-key',
    mem_1: 'malformed-key',
    apik_1: 'malformed-key',
    [`${KEY} x`]: 'malformed-key',
  })) {
    it(JSON.stringify(key), async () => {
      expect(await checkKey(await createTag(unusableAttributes), key)).to.include({ outcome: 'invalid', reason });
    });
  }

  it('the API key itself, in an older format', async () => {
    expect(await checkKey(await createTag({ ...unusableAttributes, 'api-key': 'Ab3-_x' }), 'Ab3-_x')).to.include({
      reason: 'malformed-key',
    });
  });
});

describe('an unusable value that no check depends on', () => {
  /** Prepares a tag and expects its check to work anyway. */
  async function createWorkingTag(
    prepare: (element: WhopLicenseCheck) => unknown,
  ): Promise<{ page: Page; element: WhopLicenseCheck }> {
    const api = await createApi(goodReply());
    const page = await openPage();
    await page.load();
    const element = await createTag({ 'api-base': api.base }, page.document.body);
    prepare(element);
    await element.updateComplete;
    expect(await checkKey(element)).to.include({ outcome: 'valid' });
    expect(page.uncaught).to.be.empty;
    return { page, element };
  }

  const links = [
    'javascript:alert(1)',
    ' javascript:alert(1)',
    'java\nscript:alert(1)',
    'data:text/html,canary',
    'http://license.example',
    'ftp://license.example',
    'blob:x',
    'https://',
  ];
  for (const link of links) {
    it(`buy-url ${JSON.stringify(link)}: shows no link and logs one warning`, async () => {
      const { page, element } = await createWorkingTag((element) => element.setAttribute('buy-url', link));
      expect(element.shadowRoot!.querySelectorAll('a').length).to.equal(0);
      expect(getConsoleLines(page)).to.have.length(1);
      expect(getConsoleLines(page)[0])
        .to.match(/^warn: /)
        .and.to.contain('buy-url')
        .and.to.not.contain('canary');
    });
  }

  for (const [description, messages] of Object.entries({
    null: null,
    'a text': 'Hello',
    'a number': 5,
    'a list': ['Hello'],
    numbers: { valid: 5, label: null },
    'unknown names': { toString: 'Hello', nothing: 'Hello' },
  })) {
    it(`messages, ${description}: shows the default texts`, async () => {
      const { page, element } = await createWorkingTag(
        (element) => ((element as { messages: unknown }).messages = messages),
      );
      const { element: plain } = await createWorkingTag(() => {});
      expect(element.shadowRoot!.querySelector('form')!.innerText).to.equal(
        plain.shadowRoot!.querySelector('form')!.innerText,
      );
      expect(getConsoleLines(page)).to.be.empty;
    });
  }

  for (const [description, label] of Object.entries({ 'an empty text': '', null: null, undefined })) {
    it(`label, ${description}: shows the default label`, async () => {
      const { page, element } = await createWorkingTag((element) => ((element as { label: unknown }).label = label));
      expect(element.shadowRoot!.querySelector('label')!.innerText).to.match(/license key/i);
      expect(getConsoleLines(page)).to.be.empty;
    });
  }

  it('label with markup: shows it as text', async () => {
    const { element } = await createWorkingTag((element) =>
      element.setAttribute('label', '<img src=x onerror=alert(1)>'),
    );
    expect(element.shadowRoot!.querySelectorAll('img').length).to.equal(0);
    expect(element.shadowRoot!.querySelector('label')!.textContent).to.contain('<img');
  });
});

it('logs a warning for each reason, even if two reasons name the same attribute', async () => {
  const page = await openPage();
  await page.load();
  const api = await createApi({ body: {} });
  const element = createDetachedTag({ 'api-base': 'ftp://127.0.0.1/v2' }, page.document);
  page.document.body.append(element);
  await element.updateComplete;
  for (const reason of ['misconfigured', 'unexpected-response']) {
    expect(await checkKey(element)).to.include({ reason });
    element.apiBase = api.base;
  }
  expect(getConsoleLines(page).map((line) => line.split(' ')[2])).to.deep.equal([
    'misconfigured:',
    'unexpected-response:',
  ]);
});
