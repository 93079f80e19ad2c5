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

/** Whether a visitor sees the text between the tags. */
function isFallbackVisible(element: Element): boolean {
  const range = element.ownerDocument.createRange();
  range.selectNodeContents(element);
  return range.getClientRects().length > 0;
}

function expectUpgraded(element: WhopLicenseCheck): void {
  expect(isFallbackVisible(element), 'fallback').to.equal(false);
  expect(isVisible(getPart(element, 'button')), 'button').to.equal(true);
  expect(getPart(element, 'label').textContent).to.equal('Key');
  expect(getField(element).value).to.equal('A-1');
  expect(element.getAttribute('state')).to.equal('idle');
}

const getFirstTag = ({ document }: Page): WhopLicenseCheck =>
  document.querySelector<WhopLicenseCheck>('whop-license-check')!;

/** Loads the element from its URL with this suffix, after running `beforeLoad`. */
async function loadFrom(suffix: string, { document }: Page, beforeLoad = (): void => {}): Promise<void> {
  const script = document.createElement('script');
  script.type = 'module';
  script.src = `${new URL('../../src/index.ts', import.meta.url).href}${suffix}`;
  beforeLoad();
  await new Promise((resolve) => {
    script.addEventListener('load', resolve);
    document.head.append(script);
  });
}

describe('the text between the tags', () => {
  it('is visible until the script runs, and not after', async () => {
    const page = await openPage();
    const element = addContent(MARKUP, page.document.body);
    expect(isFallbackVisible(element)).to.equal(true);
    expect(isVisible(element.querySelector('b')!)).to.equal(true);
    await page.load();
    expectUpgraded(getFirstTag(page));
    expect(isVisible(element.querySelector('b')!)).to.equal(false);
    expect(element.textContent).to.equal('Needs JavaScript. Write to us.');
    expect(page.uncaught).to.be.empty;
  });

  it('is not visible when a script adds it later', async () => {
    const element = await createTag();
    element.append('Late', document.createElement('p'));
    expect(isFallbackVisible(element)).to.equal(false);
  });

  for (const [policy, isAllowed] of [
    // Lit's own name for its policy; the single files have another one.
    ['trusted-types lit-html', true],
    ['trusted-types another', false],
  ] as const) {
    it(`is ${isAllowed ? 'not ' : ''}visible under Trusted Types with ${policy}`, async () => {
      const page = await openPage();
      const element = addContent(MARKUP, page.document.body);
      const meta = page.document.createElement('meta');
      meta.httpEquiv = 'Content-Security-Policy';
      meta.content = `require-trusted-types-for 'script'; ${policy}`;
      // The test must set its own script's URL before Trusted Types are enforced.
      await loadFrom('', page, () => page.document.head.append(meta));
      expect(isFallbackVisible(element)).to.equal(!isAllowed);
      expect(element.shadowRoot !== null).to.equal(isAllowed);
    });
  }
});

describe('a tag that is in the page before the script', () => {
  it('keeps the properties that were set on it', async () => {
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
      timeout: 900_000,
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

  it('is upgraded among 500 tags', async () => {
    const page = await openPage();
    addContent(MARKUP.repeat(500), page.document.body);
    await page.load();
    const all = page.document.querySelectorAll<WhopLicenseCheck>('whop-license-check');
    await Promise.all([...all].map((element) => element.updateComplete));
    expect(all).to.have.length(500);
    for (const element of [all[0]!, all[250]!, all[499]!]) expectUpgraded(element);
    expect([...all].filter(isFallbackVisible)).to.have.length(0);
    expect(page.document.querySelectorAll('whop-license-check[state=idle]')).to.have.length(500);
    expect(page.uncaught).to.be.empty;
  });

  it('is upgraded when it is appended after the script has run', async () => {
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

describe('a tag created', () => {
  const creationMethods: Record<string, () => void> = {
    'with innerHTML': () => {
      stage().innerHTML = MARKUP;
    },
    'with insertAdjacentHTML': () => {
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
    'with createElement': () => {
      const element = document.createElement('whop-license-check');
      Object.assign(element, { licenseKey: 'A-1', label: 'Key' });
      stage().append(element);
    },
    'with its constructor': () => {
      const Tag = customElements.get('whop-license-check')!;
      const element = Object.assign(new Tag(), { licenseKey: 'A-1', label: 'Key' });
      stage().append(element);
    },
    'as a deep clone': () => {
      const element = addContent(MARKUP).cloneNode(true) as Element;
      stage().append(element);
    },
    'by the parser of another document': () => {
      const element = new DOMParser().parseFromString(MARKUP, 'text/html').querySelector('whop-license-check')!;
      stage().append(element);
    },
  };
  for (const [method, create] of Object.entries(creationMethods)) {
    it(`${method} is upgraded`, async () => {
      create();
      const element = stage().querySelector<WhopLicenseCheck>(':scope > whop-license-check:last-of-type')!;
      await element.updateComplete;
      expectUpgraded(element);
    });
  }

  it('with createElement has no attributes or children before it is in a page', () => {
    const element = document.createElement('whop-license-check');
    expect(element.attributes).to.have.length(0);
    expect(element.childNodes).to.have.length(0);
  });
});

describe('the script', () => {
  it('can be loaded twice', async () => {
    const page = await openPage();
    const early = addContent(MARKUP, page.document.body) as WhopLicenseCheck;
    await page.load();
    await loadFrom('?again', page);
    const late = addContent(MARKUP, page.document.body) as WhopLicenseCheck;
    await late.updateComplete;
    for (const element of [early, late]) expectUpgraded(element);
    expect(page.uncaught).to.be.empty;
    expect(page.console.filter((line) => line.includes('whop'))).to.be.empty;
  });

  it('does nothing if the page has already defined the tag name', async () => {
    const page = await openPage();
    class Foreign extends page.window.HTMLElement {}
    page.window.customElements.define('whop-license-check', Foreign);
    await page.load();
    expect(page.window.customElements.get('whop-license-check') === (Foreign as unknown)).to.equal(true);
    expect(page.uncaught).to.be.empty;
  });
});
