import { expect } from '@open-wc/testing';
import type { WhopLicenseCheck } from '../../src/index.js';
import { createApi } from '../support/api.js';
import { addContent, createTagWithUnlocks, getLockState, unlock, lock } from '../support/unlocked-content.js';
import { validMembership } from '../support/membership.js';
import { openPage, type Page } from '../support/page.js';
import { getPart } from '../support/shadow-parts.js';
import { recordEvents, getField, formatVerdict, KEY, createTag, checkKey } from '../support/tag.js';
import { click, nextEvent, press, typeText } from '../support/user-input.js';

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
      addContent(`<style>${css}</style>`, page.document.head);
      const match = addContent('<p id="pro">Pro</p>', page.document.body);
      await page.load();
      const element = await createTagWithUnlocks('#pro', page.document.body);
      const log = recordEvents(element);
      expect(match.getClientRects()).to.have.length(0);
      element.focus();
      await unlock(element);
      expect(match.hasAttribute('hidden')).to.equal(false);
      expect(match.style.display).to.equal('');
      await lock(element);
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
    addContent(
      '<style>input, button, label, p, div, form, svg, span, a { display: none !important }</style>',
      page.document.head,
    );
    await page.load();
    const element = await createTag({ 'buy-url': '/buy' }, page.document.body);
    for (const part of ['label', 'input', 'button', 'link'] as const)
      expect(getPart(element, part).getClientRects(), part).to.have.length(1);
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

/** What a visitor and the page see of some checks, with real keys and clicks. */
async function seenIn(page: Page, pollute: () => void): Promise<unknown> {
  await page.load();
  pollute();
  const api = await createApi({
    status: 429,
    headers: { 'Retry-After': '90', 'Access-Control-Expose-Headers': 'Retry-After' },
  });
  await api.replyTo(KEY, { body: validMembership() });
  const element = await createTag(
    { 'api-base': api.base, 'license-key': 'given', label: 'Key', unlocks: '#pro', timeout: '9000' },
    page.document.body,
  );
  const match = addContent('<p id="pro">Pro</p>', page.document.body);
  const seen: unknown[] = [getPart(element, 'label').textContent, element.getAttributeNames().sort()];
  const log = recordEvents(page.window);
  const flags: unknown[] = [];
  for (const type of ['valid', 'unverified', 'statechange']) {
    element.addEventListener(type, (event) =>
      flags.push([
        type,
        event.bubbles,
        event.composed,
        event.cancelable,
        Reflect.get(event, 'detail') === element.verdict,
      ]),
    );
  }
  await click(getField(element));
  for (const key of [KEY, 'other']) {
    await press('Control+a');
    await typeText(key);
    const heard = nextEvent(element, key === KEY ? 'valid' : 'unverified');
    await press('Enter');
    await heard;
    seen.push(
      element.state,
      element.getAttribute('state'),
      element.licenseKey,
      getField(element).value,
      getLockState(match),
      getPart(element, 'message').textContent.trim(),
    );
    seen.push(element.outerHTML.includes(KEY));
  }
  element.product = 'prod_Another1';
  await element.updateComplete;
  seen.push(
    element.state,
    getLockState(match),
    element.timeout,
    log,
    flags,
    element.shadowRoot?.delegatesFocus,
    page.uncaught,
  );
  return JSON.parse(JSON.stringify(seen));
}

describe('a page that lends its objects options', () => {
  let clean: unknown;
  before(async () => {
    clean = await seenIn(await openPage(), () => {});
  });

  it('is one where there is something to see', () => {
    expect(JSON.stringify(clean))
      .to.contain('"valid",true,true,false,true')
      .and.contain('90 seconds')
      .and.contain('"statechange",true,false,false');
  });

  for (const [what, makeOptions] of Object.entries(pollutions)) {
    for (const when of ['before', 'after'] as const) {
      it(`changes nothing by those ${what}, ${when} the script`, async () => {
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
        expect(await seenIn(page, when === 'after' ? pollute : () => {})).to.deep.equal(clean);
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
    await click(getField(element));
    await typeText(KEY);
    const heard = nextEvent(element, 'valid', 'invalid', 'unverified');
    await press('Enter');
    await heard;
    return formatVerdict(element.verdict!);
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
    const match = addContent('<p id="pro">Pro</p>', document.body);
    match.style.setProperty('display', 'flex', 'important');
    const element = await createTag({ 'api-base': api.base, unlocks: '#pro', 'buy-url': '/buy' }, document.body);
    expect(getLockState(match)).to.equal('locked');
    expect(await useIt(element)).to.equal('valid');
    expect(getLockState(match)).to.equal('shown');
    expect(getComputedStyle(getPart(element, 'button')).minHeight, 'our own style').to.equal('44px');
    await checkKey(element, '');
    expect(getLockState(match)).to.equal('locked');
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
    const element = await createTag({ 'api-base': api.base, timeout: '2000' }, document.body);
    expect(await useIt(element)).to.equal('unverified:unreachable');
    expect(violations.every((violation) => violation.startsWith('connect-src '))).to.equal(true);
    expect(await api.requests()).to.be.empty;
  });
});
