import { expect } from '@open-wc/testing';
import type { WhopLicenseCheck } from '../../src/index.js';
import { answerInPage } from '../support/answer-in-page.js';
import { createApi } from '../support/api.js';
import { openPage, type Page } from '../support/page.js';
import { recordEvents, KEY, createDetachedTag, getMessage, createTag, checkKey } from '../support/tag.js';
import { unusableSettings } from '../support/unusable-settings.js';
import { goodReply } from '../support/verdict-rows.js';

const RELAY = 'http://127.0.0.1:9/v2';

/** What was written to the console. */
const writtenTo = ({ console }: Page): string[] => console;

/** Checks twice, as a visitor does who does not believe it, and once more on another tag that is the same. */
async function expectMisconfigured(
  attribute: string,
  prepare: (element: WhopLicenseCheck) => unknown,
  beside: Record<string, string>,
): Promise<void> {
  const page = await openPage();
  const urls = answerInPage(page.window);
  await page.load();
  const gate = page.document.body.appendChild(page.document.createElement('p'));
  for (let i = 0; i < 2; i++) {
    const element = createDetachedTag({ 'api-base': RELAY, unlocks: 'p', ...beside }, page.document);
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
    if (attribute !== 'unlocks') expect(gate.hidden).to.equal(true);
  }
  expect(urls).to.be.empty;
  expect(page.uncaught).to.be.empty;
  const written = writtenTo(page);
  expect(written).to.have.length(1);
  expect(written[0])
    .to.match(/^warn: /)
    .and.to.contain(attribute)
    .and.to.not.match(/canary/i);
}

for (const [attribute, { property, attributeValues, propertyValues, requiredAttributes = {} }] of Object.entries(
  unusableSettings,
)) {
  describe(`${attribute} that cannot be used: no request, and one word to the seller`, () => {
    for (const text of attributeValues) {
      it(text === null ? 'none' : JSON.stringify(text), () =>
        expectMisconfigured(
          attribute,
          (element) => (text === null ? element.removeAttribute(attribute) : element.setAttribute(attribute, text)),
          requiredAttributes,
        ),
      );
    }
    for (const [what, value] of Object.entries(propertyValues)) {
      it(`${what}, from a script`, () =>
        expectMisconfigured(attribute, (element) => Reflect.set(element, property, value), requiredAttributes));
    }
  });
}

describe('what the seller has mended', () => {
  it('works at once', async () => {
    const api = await createApi(goodReply());
    const element = await createTag({ 'api-base': api.base, product: 'plan_A' });
    expect(await checkKey(element)).to.include({ reason: 'misconfigured' });
    element.product = '';
    expect(await checkKey(element)).to.include({ outcome: 'valid' });
  });

  it('works no longer when it is broken again', async () => {
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

describe('the key is judged before the settings', () => {
  const broken = { 'api-base': 'http://license.example', product: 'x', timeout: '-1' };
  for (const [key, reason] of Object.entries({
    '': 'empty-key',
    '..': 'malformed-key',
    mem_1: 'malformed-key',
    apik_1: 'malformed-key',
    [`${KEY} x`]: 'malformed-key',
  })) {
    it(JSON.stringify(key), async () => {
      expect(await checkKey(await createTag(broken), key)).to.include({ outcome: 'invalid', reason });
    });
  }

  it('the API key itself, of an older form', async () => {
    expect(await checkKey(await createTag({ ...broken, 'api-key': 'Ab3-_x' }), 'Ab3-_x')).to.include({
      reason: 'malformed-key',
    });
  });
});

describe('a value that no check depends on', () => {
  /** A tag with it, which works all the same. */
  async function checked(
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
    it(`buy-url ${JSON.stringify(link)}: no link, and one word to the seller`, async () => {
      const { page, element } = await checked((element) => element.setAttribute('buy-url', link));
      expect(element.shadowRoot!.querySelectorAll('a').length).to.equal(0);
      expect(writtenTo(page)).to.have.length(1);
      expect(writtenTo(page)[0])
        .to.match(/^warn: /)
        .and.to.contain('buy-url')
        .and.to.not.contain('canary');
    });
  }

  for (const [what, messages] of Object.entries({
    null: null,
    'a text': 'Hello',
    'a number': 5,
    'a list': ['Hello'],
    numbers: { valid: 5, label: null },
    'unknown names': { toString: 'Hello', nothing: 'Hello' },
  })) {
    it(`messages, ${what}: the texts are the element's own`, async () => {
      const { page, element } = await checked((element) => ((element as { messages: unknown }).messages = messages));
      const { element: plain } = await checked(() => {});
      expect(element.shadowRoot!.querySelector('form')!.innerText).to.equal(
        plain.shadowRoot!.querySelector('form')!.innerText,
      );
      expect(writtenTo(page)).to.be.empty;
    });
  }

  for (const [what, label] of Object.entries({ 'an empty text': '', null: null, undefined })) {
    it(`label, ${what}: the label is the element's own`, async () => {
      const { page, element } = await checked((element) => ((element as { label: unknown }).label = label));
      expect(element.shadowRoot!.querySelector('label')!.innerText).to.match(/license key/i);
      expect(writtenTo(page)).to.be.empty;
    });
  }

  it('markup as a label is text', async () => {
    const { element } = await checked((element) => element.setAttribute('label', '<img src=x onerror=alert(1)>'));
    expect(element.shadowRoot!.querySelectorAll('img').length).to.equal(0);
    expect(element.shadowRoot!.querySelector('label')!.textContent).to.contain('<img');
  });
});

it('does not keep another reason from being told, though it names the same attribute', async () => {
  const page = await openPage();
  await page.load();
  const api = await createApi({ body: {} });
  const element = createDetachedTag({ 'api-base': 'ftp://127.0.0.1/v2' }, page.document);
  page.document.body.append(element);
  for (const reason of ['misconfigured', 'unexpected-response']) {
    expect(await checkKey(element)).to.include({ reason });
    element.apiBase = api.base;
  }
  expect(writtenTo(page).map((line) => line.split(' ')[2])).to.deep.equal(['misconfigured:', 'unexpected-response:']);
});
