import { expect } from '@open-wc/testing';
import type { WhopLicenseCheck } from '../../src/index.js';
import { answerInPage } from '../support/answer-in-page.js';
import { openPage, type Page } from '../support/page.js';
import { checkKey, createDetachedTag, createTag, getField, KEY, recordEvents, typeKey } from '../support/tag.js';

const DEEPER = '/shop/item/42/x';

/** What a page, or its visitor, does after the address has changed. */
const actions: Record<string, (element: WhopLicenseCheck, page: Page) => unknown> = {
  'the visitor focuses the field': (element) => getField(element).dispatchEvent(new FocusEvent('focus')),
  'the visitor types': (element) => typeKey(element, `${KEY}X`),
  'an attribute changes': (element) => element.setAttribute('label', 'Key'),
  'another setting of the check is given again': (element) => (element.product = ''),
  'the same address is given again': (element) => element.setAttribute('api-base', 'relay'),
  'the language changes': (element) => (element.lang = 'de'),
  'the tag moves': (element, { document }) => document.body.prepend(element),
  'the tag leaves and comes back': async (element, { document }) => {
    element.remove();
    await Promise.resolve();
    document.body.append(element);
  },
  'the page gets a <base>': (element, { document }) => {
    document.head.append(Object.assign(document.createElement('base'), { href: 'https://elsewhere.example/' }));
    element.requestUpdate();
  },
};

describe('a relative api-base', () => {
  let page: Page;
  let urls: unknown[];
  let first: string;
  beforeEach(async () => {
    page = await openPage();
    await page.load();
    urls = answerInPage(page.window);
    first = requestUrl(page);
  });

  /** Where a check with api-base="relay" goes that is resolved now. */
  function requestUrl({ window }: Page): string {
    return new URL(`relay/memberships/${KEY}/validate_license`, window.location.href).href;
  }

  for (const [description, act] of Object.entries(actions)) {
    it(`stays what it was when the page moves on and ${description}`, async () => {
      const element = await createTag({ 'api-base': 'relay' }, page.document.body);
      await checkKey(element);
      const events = recordEvents(element);
      page.window.history.pushState(null, '', DEEPER);
      await act(element, page);
      await element.updateComplete;
      expect(element.state).to.equal('valid');
      expect(events).to.be.empty;
      await checkKey(element);
      expect(urls).to.deep.equal([first, first]);
    });
  }

  it('is what it was when it was set, although the page moves on at once', async () => {
    const element = await createTag({}, page.document.body);
    element.setAttribute('api-base', 'relay');
    page.window.history.pushState(null, '', DEEPER);
    await checkKey(element);
    element.apiBase = './relay';
    const second = requestUrl(page);
    page.window.history.replaceState(null, '', '/');
    await checkKey(element);
    expect(urls).to.deep.equal([first, second]);
  });

  it('is what it is when the tag first comes into the page', async () => {
    const element = createDetachedTag({ 'api-base': 'relay' }, page.document);
    page.window.history.pushState(null, '', DEEPER);
    const second = requestUrl(page);
    page.document.body.append(element);
    page.window.history.pushState(null, '', '/');
    await element.updateComplete;
    await checkKey(element);
    expect(urls).to.deep.equal([second]);
  });

  it('is what it is when a tag without a page is first asked', async () => {
    const element = createDetachedTag({ 'api-base': 'relay', 'license-key': KEY }, page.document);
    await element.check();
    page.window.history.pushState(null, '', DEEPER);
    await element.check();
    expect(urls).to.deep.equal([first, first]);
  });

  it('is resolved anew when another is set', async () => {
    const element = await createTag({ 'api-base': 'relay' }, page.document.body);
    await checkKey(element);
    page.window.history.pushState(null, '', DEEPER);
    element.apiBase = '../relay';
    await element.updateComplete;
    expect(element.state).to.equal('idle');
    element.apiBase = 'relay';
    await checkKey(element);
    expect(urls).to.deep.equal([first, requestUrl(page)]);
  });
});
