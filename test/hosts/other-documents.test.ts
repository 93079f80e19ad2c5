import { expect } from '@open-wc/testing';
import type { WhopLicenseCheck } from '../../src/index.js';
import { validMembership } from '../support/membership.js';
import {
  queryShadow,
  getShadowRoot,
  runJourney,
  MODULE,
  openHostPage,
  typeAndSubmit,
  checkKeyInHost,
  recordVerdicts,
  type HostOptions,
  type HostPage,
  type HostWindow,
  type Journey,
} from '../support/host-page.js';
import { throwError, replaceProperty } from '../support/replace-property.js';
import { KEY } from '../support/tag.js';

/** Firefox 91 and Safari 15 have no constructable style sheets. */
const removeStyleSheets = (page: HostWindow): void => replaceProperty(page, 'CSSStyleSheet', throwError);
/** Our style must not count as an inline style. */
const NO_STYLES = `<meta http-equiv="Content-Security-Policy" content="style-src 'none'">`;
const PRO = '<p id="pro">Pro</p>';

/** Opens a page without a tag. */
const openPageWithoutTag = (options: HostOptions = {}): Promise<HostPage> =>
  openHostPage({ ...options, body: () => `<div id="place"></div>${PRO}` });

/** Returns the height that our style gives the button, and the number of `<style>` elements. */
function getButtonStyle(element: Element): [string, number] {
  const { minHeight } = element.ownerDocument.defaultView!.getComputedStyle(queryShadow(element, '[part=button]'));
  return [minHeight, getShadowRoot(element)!.querySelectorAll('style').length];
}

const moveMethods: Record<string, (element: Element, page: Document) => void> = {
  append: (element, { body }) => body.append(element),
  adoptNode: (element, page) => page.body.append(page.adoptNode(element)),
  'its container': (element, { body }) => {
    const holder = element.ownerDocument.createElement('div');
    element.replaceWith(holder);
    holder.append(element);
    body.append(holder);
  },
  'a fragment': (element, { body }) => {
    const fragment = element.ownerDocument.createDocumentFragment();
    fragment.append(element);
    body.append(fragment);
  },
  'a shadow root and out of it': (element, { body }) => {
    body.querySelector('#place')!.attachShadow({ mode: 'open' }).append(element);
    body.append(element);
  },
};

describe('a tag moved to another page with', () => {
  let clean: Journey;
  before(async () => {
    clean = await runJourney(await openHostPage());
  });

  for (const [method, move] of Object.entries(moveMethods)) {
    for (const [description, script] of [
      ['with our script', MODULE],
      ['without our script', ''],
    ] as const) {
      it(`${method}, ${description}, works there, looks the same, and can move back`, async () => {
        const home = await openHostPage({ head: NO_STYLES });
        const other = await openPageWithoutTag({ head: NO_STYLES, script });
        const { element } = home;
        await element.updateComplete;
        for (const { document: page, window } of [other, home]) {
          move(element, page);
          await element.updateComplete;
          const journeyHost = { ...other, window, document: page, api: home.api };
          const { requests, ...journey } = await runJourney(journeyHost, element);
          expect(journey).to.deep.equal({ steps: clean.steps, verdicts: clean.verdicts, leaks: [] });
          expect(requests.slice(-4)).to.deep.equal(clean.requests);
          expect(getButtonStyle(element)).to.deep.equal(['44px', 0]);
          home.document.body.querySelector('#place')?.remove();
          home.document.body.insertAdjacentHTML('beforeend', '<div id="place"></div>');
        }
        expect([...home.uncaught, ...other.uncaught, ...home.console, ...other.console]).to.deep.equal([]);
      });
    }
  }

  it('adoptNode during a check dispatches its verdict once, on the new page', async () => {
    const home = await openHostPage();
    const other = await openPageWithoutTag({ script: '' });
    const { element, api } = home;
    await api.replyTo(KEY, { body: validMembership(), hold: true });
    const verdicts = [recordVerdicts(home.window), recordVerdicts(other.window)];
    typeAndSubmit(element, KEY);
    await api.nextPost();
    other.document.body.append(other.document.adoptNode(element));
    const promise = element.check();
    await api.release(KEY);
    expect((await promise).outcome).to.equal('valid');
    expect(verdicts).to.deep.equal([[], ['valid']]);
    expect(other.document.querySelector('#pro')!.hasAttribute('hidden')).to.equal(false);
    expect(home.document.querySelector('#pro')!.hasAttribute('hidden'), 'the page it left').to.equal(true);
    expect(await api.posts()).to.have.length(1);
    expect([...home.uncaught, ...other.uncaught]).to.deep.equal([]);
  });
});

describe('without constructable style sheets, a tag', () => {
  it('is still styled', async () => {
    const { element } = await openHostPage({ beforeScripts: removeStyleSheets });
    expect(getButtonStyle(element)).to.deep.equal(['44px', 1]);
  });

  for (const [description, from, to] of [
    ['between two such pages', removeStyleSheets, removeStyleSheets],
    ['into such a page', undefined, removeStyleSheets],
    ['out of such a page', removeStyleSheets, undefined],
  ] as const) {
    it(`stays styled when it moves ${description} and back`, async () => {
      const home = await openHostPage({ beforeScripts: from });
      const other = await openPageWithoutTag({ beforeScripts: to });
      const { element } = home;
      for (const { document: page } of [other, home, other]) {
        page.body.append(element);
        expect(getButtonStyle(element)).to.deep.equal(['44px', 1]);
      }
      expect(await checkKeyInHost(element)).to.equal('valid');
      expect([...home.uncaught, ...other.uncaught]).to.deep.equal([]);
    });
  }
});

/** Documents that are not rendered. */
const inertDocuments: Record<string, (page: Document) => ParentNode & Node> = {
  'from a parser': () => new DOMParser().parseFromString('<p>Kept</p>', 'text/html').body,
  'created by a script': ({ implementation }) => implementation.createHTMLDocument('Kept').body,
  'in XML': ({ implementation }) => implementation.createDocument(null, 'kept').documentElement,
  'of a template': (page) => page.createElement('template').content,
};

describe('a tag stored in a document', () => {
  for (const [description, getContainer] of Object.entries(inertDocuments)) {
    it(`${description} keeps its verdict and its style when put back, without an inline style`, async () => {
      const host = await openHostPage({ head: NO_STYLES });
      const { element, document: page } = host;
      expect(await checkKeyInHost(element)).to.equal('valid');
      getContainer(page).append(element);
      await element.updateComplete;
      page.body.prepend(element);
      await element.updateComplete;
      expect([element.state, getButtonStyle(element)]).to.deep.equal(['valid', ['44px', 0]]);
      expect(page.querySelector('#pro')!.hasAttribute('hidden')).to.equal(false);
      element.forget();
      expect(page.querySelector('#pro')!.hasAttribute('hidden')).to.equal(true);
      expect(await collectViolations(host)).to.deep.equal([]);
    });

    it(`${description} since its creation works as usual`, async () => {
      const host = await openHostPage({ head: NO_STYLES });
      const { document: page } = host;
      const element = page.createElement('whop-license-check') as WhopLicenseCheck;
      for (const { name, value } of host.element.attributes) element.setAttribute(name, value);
      host.element.remove();
      getContainer(page).append(element);
      page.body.prepend(element);
      await element.updateComplete;
      expect(getButtonStyle(element)).to.deep.equal(['44px', 0]);
      expect((await runJourney(host, element)).verdicts).to.deep.equal(['valid', 'invalid:not-found']);
      expect(await collectViolations(host)).to.deep.equal([]);
    });
  }

  /** Violations are reported in a separate task, so we provoke one and wait for it: ours would come before it. */
  async function collectViolations({ document: page, uncaught }: HostPage): Promise<string[]> {
    const violation = new Promise((resolve) => page.addEventListener('securitypolicyviolation', resolve));
    page.body.setAttribute('style', 'color: red');
    await violation;
    expect(uncaught.pop()).to.equal('style-src-attr');
    return uncaught;
  }
});

describe('a clone of a tag for another page', () => {
  it('works there, and does not have the original’s verdict', async () => {
    const home = await openHostPage();
    const other = await openPageWithoutTag();
    expect(await checkKeyInHost(home.element)).to.equal('valid');
    const copy = other.document.importNode(home.element, true);
    other.document.body.append(copy);
    await copy.updateComplete;
    expect([copy.state, copy.licenseKey, getButtonStyle(copy)]).to.deep.equal(['idle', '', ['44px', 0]]);
    expect(other.document.querySelector('#pro')!.hasAttribute('hidden')).to.equal(true);
    expect(await checkKeyInHost(copy)).to.equal('valid');
    expect(copy.constructor === other.window.customElements.get('whop-license-check')).to.equal(true);
    expect([...home.uncaught, ...other.uncaught]).to.deep.equal([]);
  });

  it('shows the fallback if our script is not on that page', async () => {
    const home = await openHostPage();
    const other = await openPageWithoutTag({ script: '' });
    const copy = other.document.body.appendChild(other.document.importNode(home.element, true));
    expect(getShadowRoot(copy)).to.equal(null);
    expect(copy.innerText).to.equal('Fallback');
  });
});

describe('a page removed during a check', () => {
  it('receives no event and throws nothing, and the next page works as usual', async () => {
    const host = await openHostPage();
    const { element, api, window } = host;
    await api.replyTo(KEY, { body: validMembership(), hold: true });
    const verdicts = recordVerdicts(window);
    typeAndSubmit(element, KEY);
    await api.nextPost();
    window.frameElement!.remove();
    expect(await checkKeyInHost((await openHostPage()).element)).to.equal('valid');
    expect([element.verdict, verdicts, host.uncaught, host.console]).to.deep.equal([null, [], [], []]);
  });
});
