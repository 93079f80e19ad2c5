import { expect } from '@open-wc/testing';
import type { WhopLicenseCheck } from '../../src/index.js';
import { createApi } from '../support/api.js';
import { addContent } from '../support/unlocked-content.js';
import { validMembership } from '../support/membership.js';
import { openPage, type Page } from '../support/page.js';
import { getPart } from '../support/shadow-parts.js';
import { API_KEY, getField, stage, createTag } from '../support/tag.js';
import { isVisible } from '../support/user-input.js';

const MARKUP =
  '<whop-license-check api-key="apik_test" license-key="A-1" label="Key">Needs JavaScript. <b>Write to us.</b></whop-license-check>';

/** Whether a visitor sees the text that stands between the tags. */
function seesFallback(element: Element): boolean {
  const range = element.ownerDocument.createRange();
  range.selectNodeContents(element);
  return range.getClientRects().length > 0;
}

function expectUpgraded(element: WhopLicenseCheck): void {
  expect(seesFallback(element), 'fallback').to.equal(false);
  expect(isVisible(getPart(element, 'button')), 'button').to.equal(true);
  expect(getPart(element, 'label').textContent).to.equal('Key');
  expect(getField(element).value).to.equal('A-1');
  expect(element.getAttribute('state')).to.equal('idle');
}

const firstTag = ({ document }: Page): WhopLicenseCheck =>
  document.querySelector<WhopLicenseCheck>('whop-license-check')!;

/** Loads the element by an address of its own, after what `prepare` does to the page. */
async function loadBy(address: string, { document }: Page, prepare = (): void => {}): Promise<void> {
  const script = document.createElement('script');
  script.type = 'module';
  script.src = `${new URL('../../src/index.ts', import.meta.url).href}${address}`;
  prepare();
  await new Promise((resolve) => {
    script.addEventListener('load', resolve);
    document.head.append(script);
  });
}

describe('the text between the tags', () => {
  it('is seen until the script comes, and not after', async () => {
    const page = await openPage();
    const element = addContent(MARKUP, page.document.body);
    expect(seesFallback(element)).to.equal(true);
    expect(isVisible(element.querySelector('b')!)).to.equal(true);
    await page.load();
    expectUpgraded(firstTag(page));
    expect(isVisible(element.querySelector('b')!)).to.equal(false);
    expect(element.textContent).to.equal('Needs JavaScript. Write to us.');
    expect(page.uncaught).to.be.empty;
  });

  it('stays where a script makes it late', async () => {
    const element = await createTag();
    element.append('Late', document.createElement('p'));
    expect(seesFallback(element)).to.equal(false);
  });

  for (const [policy, runs] of [
    ['trusted-types whop-license-check', true],
    ['trusted-types another', false],
  ] as const) {
    it(`is ${runs ? 'not ' : ''}seen under Trusted Types: ${policy}`, async () => {
      const page = await openPage();
      const element = addContent(MARKUP, page.document.body);
      const meta = page.document.createElement('meta');
      meta.httpEquiv = 'Content-Security-Policy';
      meta.content = `require-trusted-types-for 'script'; ${policy}`;
      // The test's own script element needs its address before that is a matter of trust.
      await loadBy('', page, () => page.document.head.append(meta));
      expect(seesFallback(element)).to.equal(!runs);
      expect(element.shadowRoot !== null).to.equal(runs);
    });
  }
});

describe('a tag that is there before the script', () => {
  it('has the properties that were set on it', async () => {
    const page = await openPage();
    const match = addContent('<p id="pro">Pro</p>', page.document.body);
    const element = page.document.createElement('whop-license-check');
    const api = await createApi({ body: validMembership() });
    Object.assign(element, {
      apiKey: API_KEY,
      apiBase: api.base,
      licenseKey: 'A-1',
      label: 'Key',
      unlocks: '#pro',
      buyUrl: '/buy',
      messages: { check: 'Go' },
      metadata: { hwid: '7F' },
      timeout: 9000,
    });
    page.document.body.append(element);
    await page.load();
    await element.updateComplete;
    expectUpgraded(element);
    expect(getPart(element, 'button').textContent).to.equal('Go');
    expect(getPart(element, 'link').getAttribute('href')).to.equal('/buy');
    expect(isVisible(match)).to.equal(false);
    expect(await element.check()).to.include({ outcome: 'valid' });
    expect(isVisible(match)).to.equal(true);
    expect((await api.nextPost()).body).to.equal('{"metadata":{"hwid":"7F"}}');
    expect(element.getAttributeNames()).to.deep.equal(['state']);
  });

  it('is one of 500', async () => {
    const page = await openPage();
    addContent(MARKUP.repeat(500), page.document.body);
    await page.load();
    const all = page.document.querySelectorAll<WhopLicenseCheck>('whop-license-check');
    await Promise.all([...all].map((element) => element.updateComplete));
    expect(all).to.have.length(500);
    for (const element of [all[0]!, all[250]!, all[499]!]) expectUpgraded(element);
    expect([...all].filter(seesFallback)).to.have.length(0);
    expect(page.document.querySelectorAll('whop-license-check[state=idle]')).to.have.length(500);
    expect(page.uncaught).to.be.empty;
  });

  it('is upgraded although it is in no page yet', async () => {
    const page = await openPage();
    const element = page.document.createElement('whop-license-check');
    element.setAttribute('license-key', 'A-1');
    element.setAttribute('label', 'Key');
    await page.load();
    page.document.body.append(element);
    await element.updateComplete;
    expectUpgraded(element);
  });
});

describe('a tag that is made', () => {
  const ways: Record<string, () => void> = {
    'by innerHTML': () => {
      stage().innerHTML = MARKUP;
    },
    'by insertAdjacentHTML': () => {
      stage().insertAdjacentHTML('beforeend', MARKUP);
    },
    'from a template, imported': () => {
      const template = addContent<HTMLTemplateElement>(`<template>${MARKUP}</template>`);
      stage().append(document.importNode(template.content, true));
    },
    'from a template, cloned': () => {
      const template = addContent<HTMLTemplateElement>(`<template>${MARKUP}</template>`);
      stage().append(template.content.cloneNode(true));
    },
    'by createElement': () => {
      const element = document.createElement('whop-license-check');
      Object.assign(element, { licenseKey: 'A-1', label: 'Key' });
      stage().append(element);
    },
    'by its constructor': () => {
      const Tag = customElements.get('whop-license-check')!;
      const element = Object.assign(new Tag(), { licenseKey: 'A-1', label: 'Key' });
      stage().append(element);
    },
    'as a clone, deep': () => {
      const element = addContent(MARKUP).cloneNode(true) as Element;
      stage().append(element);
    },
    'by the parser of another document': () => {
      const element = new DOMParser().parseFromString(MARKUP, 'text/html').querySelector('whop-license-check')!;
      stage().append(element);
    },
  };
  for (const [way, make] of Object.entries(ways)) {
    it(`is there: ${way}`, async () => {
      make();
      const element = stage().querySelector<WhopLicenseCheck>(':scope > whop-license-check:last-of-type')!;
      await element.updateComplete;
      expectUpgraded(element);
    });
  }

  it('has no attribute or child before it is in a page', () => {
    const element = document.createElement('whop-license-check');
    expect(element.attributes).to.have.length(0);
    expect(element.childNodes).to.have.length(0);
  });
});

describe('the script', () => {
  it('does no harm where it comes twice', async () => {
    const page = await openPage();
    const early = addContent(MARKUP, page.document.body) as WhopLicenseCheck;
    await page.load();
    await loadBy('?again', page);
    const late = addContent(MARKUP, page.document.body) as WhopLicenseCheck;
    await late.updateComplete;
    for (const element of [early, late]) expectUpgraded(element);
    expect(page.uncaught).to.be.empty;
    expect(page.console.filter((line) => line.includes('whop'))).to.be.empty;
  });

  it('does no harm where the name is another’s', async () => {
    const page = await openPage();
    class Foreign extends page.window.HTMLElement {}
    page.window.customElements.define('whop-license-check', Foreign);
    await page.load();
    expect(page.window.customElements.get('whop-license-check') === (Foreign as unknown)).to.equal(true);
    expect(page.uncaught).to.be.empty;
  });
});
