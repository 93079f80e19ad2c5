import { expect } from '@open-wc/testing';
import type { WhopLicenseCheck } from '../../src/index.js';
import { createApi } from '../support/api.js';
import { content, gate, lookOf, open, shut } from '../support/unlocked-content.js';
import { validMembership } from '../support/membership.js';
import { openPage, type Page } from '../support/page.js';
import { partOf } from '../support/shadow-parts.js';
import { eventsOf, fieldOf, inShort, KEY, looseTag, tag, verdictOn } from '../support/tag.js';
import { click, isShown, nextEvent, press, write } from '../support/user-input.js';

describe('a page whose CSS means harm', () => {
  for (const css of [
    '* { all: unset !important }',
    '* { display: none !important }',
    '* { display: contents !important }',
    '* { visibility: hidden !important; content-visibility: hidden !important }',
    '*, *::before, *::after { animation: none !important; transition: none !important; position: fixed !important }',
  ]) {
    it(`throws nothing and locks as ever: ${css}`, async () => {
      const page = await openPage();
      content(`<style>${css}</style>`, page.document.head);
      const match = content('<p id="pro">Pro</p>', page.document.body);
      await page.load();
      const element = await gate('#pro', page.document.body);
      const log = eventsOf(element);
      expect(match.getClientRects()).to.have.length(0);
      element.focus();
      await open(element);
      expect(match.hasAttribute('hidden')).to.equal(false);
      expect(match.style.display).to.equal('');
      await shut(element);
      expect(match.getClientRects()).to.have.length(0);
      expect(log).to.deep.equal([
        'statechange:checking',
        'statechange:valid',
        'valid',
        'statechange:checking',
        'statechange:invalid',
        'invalid:not-found',
      ]);
      expect(page.uncaught).to.be.empty;
    });
  }

  it('reaches nothing inside the tag but what is inherited', async () => {
    const page = await openPage();
    content(
      '<style>input, button, label, p, div, form, svg, span, a { display: none !important }</style>',
      page.document.head,
    );
    await page.load();
    const element = await tag({ 'buy-url': '/buy' }, page.document.body);
    for (const part of ['label', 'input', 'button', 'link'] as const)
      expect(partOf(element, part).getClientRects(), part).to.have.length(1);
  });
});

/** Names of options, with what does harm there. */
const pollutions: Record<string, (page: Page) => object> = {
  'of a property descriptor': () => ({ writable: true, enumerable: true, configurable: true }),
  'of a property that never changes': () => ({ hasChanged: () => false }),
  'of a property that is converted': () => ({
    converter: () => 'polluted',
    fromAttribute: () => 'polluted',
    toAttribute: () => 'polluted',
  }),
  'of a shadow root': () => ({
    mode: 'closed',
    delegatesFocus: true,
    clonable: true,
    serializable: true,
    slotAssignment: 'manual',
  }),
  'of a place to render': ({ document }) => ({ renderBefore: document.createElement('hr') }),
  'of a scope to render': ({ document }) => ({ creationScope: document, isConnected: false, host: null }),
  'of an event': () => ({ bubbles: false, cancelable: true, composed: false, detail: 'polluted' }),
  'of a listener': () => ({ capture: true, once: true, passive: true }),
  'of a listener that was ended': ({ window }) => ({ signal: window.AbortSignal.abort() }),
  'of an element': () => ({ extends: 'p' }),
  'of an observer': () => ({ attributes: false, childList: false, subtree: false, attributeFilter: ['polluted'] }),
  'of a number': () => ({ style: 'unit', unit: 'byte', unitDisplay: 'polluted', notation: 'compact' }),
  'of a focus': () => ({ preventScroll: true, focusVisible: false }),
  'of text messages': () => ({ label: 'polluted', check: 'polluted', valid: 'polluted', 'rate-limited': 'polluted' }),
};

/** The tag owes such a page no service, but it must stay safe there: no wrong verdict, no leak. */
describe('a page that polluted Object.prototype with options', () => {
  for (const [what, makeOptions] of Object.entries(pollutions)) {
    for (const when of ['before', 'after'] as const) {
      it(`gets no wrong verdict by those ${what}, ${when} the script`, async () => {
        const page = await openPage();
        const pollute = (): void => {
          for (const [name, value] of Object.entries(makeOptions(page))) {
            Object.defineProperty(page.window.Object.prototype, name, {
              value: value as unknown,
              configurable: true,
              writable: true,
            });
          }
        };
        if (when === 'before') pollute();
        await page.load();
        if (when === 'after') pollute();
        const api = await createApi({ status: 404, body: { message: 'License not found' } });
        const match = content('<p id="pro" hidden>Pro</p>', page.document.body);
        const element = looseTag({ 'api-base': api.base, unlocks: '#pro' }, page.document);
        const log = eventsOf(page.window);
        page.document.body.append(element);
        element.licenseKey = KEY;
        // Where the element could not be defined at all, there is nothing to check with.
        const verdict = await (async () => element.check?.())().catch(() => undefined);
        if (verdict) expect(inShort(verdict)).to.match(/^invalid:not-found$|^unverified/);
        expect(element.state).to.not.equal('valid');
        expect(isShown(match)).to.equal(false);
        expect(log).to.not.include('valid').and.not.include('statechange:valid');
        expect(element.outerHTML).to.not.contain(KEY);
        for (const { method, path } of await api.requests()) {
          expect(`${method} ${path}`).to.match(/^(OPTIONS|POST) .*\/validate_license$/);
        }
      });
    }
  }
});

describe('a page with a strict Content-Security-Policy', () => {
  interface StrictPage extends Page {
    violations: string[];
  }

  async function openStrictPage(connect: string): Promise<StrictPage> {
    const page = await openPage();
    const violations: string[] = [];
    page.document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI }) =>
      violations.push(`${effectiveDirective} ${blockedURI}`),
    );
    const policy = page.document.createElement('meta');
    policy.httpEquiv = 'Content-Security-Policy';
    policy.content = `default-src 'none'; script-src 'self'; connect-src ${connect}; base-uri 'none'; form-action 'none'`;
    page.document.head.append(policy);
    await page.load();
    return { ...page, violations };
  }

  async function useIt(element: WhopLicenseCheck): Promise<string> {
    await click(fieldOf(element));
    await write(KEY);
    const heard = nextEvent(element, 'valid', 'invalid', 'unverified');
    await press('Enter');
    await heard;
    return inShort(element.verdict!);
  }

  it('is one that forbids what it says', async () => {
    const { document, violations } = await openStrictPage("'none'");
    const { body } = document;
    const violated = new Promise((resolve) => document.addEventListener('securitypolicyviolation', resolve));
    body.setAttribute('style', 'color: red');
    await violated;
    expect(violations).to.deep.equal(['style-src-attr inline']);
  });

  it('is not violated: from the focus to the verdict and the gate', async () => {
    const api = await createApi({ body: validMembership() });
    const { document, violations, uncaught } = await openStrictPage(api.origin);
    const match = content('<p id="pro">Pro</p>', document.body);
    match.style.setProperty('display', 'flex', 'important');
    const element = await tag({ 'api-base': api.base, unlocks: '#pro', 'buy-url': '/buy' }, document.body);
    expect(lookOf(match)).to.equal('locked');
    expect(await useIt(element)).to.equal('valid');
    expect(lookOf(match)).to.equal('shown');
    expect(getComputedStyle(partOf(element, 'button')).minHeight, 'our own style').to.equal('44px');
    await verdictOn(element, '');
    expect(lookOf(match)).to.equal('locked');
    // A violation is told in a task of its own: this one comes after all that there may be.
    const violated = new Promise((resolve) => document.addEventListener('securitypolicyviolation', resolve));
    document.body.setAttribute('style', 'color: red');
    await violated;
    expect(violations).to.deep.equal(['style-src-attr inline']);
    expect(uncaught).to.be.empty;
  });

  it('that does not name the API is told as unreachable, after one try that never left', async () => {
    const api = await createApi({ body: validMembership() });
    const { document, violations } = await openStrictPage("'self'");
    const element = await tag({ 'api-base': api.base, timeout: '2000' }, document.body);
    expect(await useIt(element)).to.equal('unverified:unreachable');
    expect(violations.every((violation) => violation.startsWith('connect-src '))).to.equal(true);
    expect(await api.requests()).to.be.empty;
  });
});
