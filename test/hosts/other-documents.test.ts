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
  type HostPage,
  type HostWindow,
  type Journey,
} from '../support/host-page.js';
import { throwError, replaceProperty } from '../support/replace-property.js';
import { KEY } from '../support/tag.js';

/** As in Firefox 91 and Safari 15. */
const withoutSheets = (page: HostWindow): void => replaceProperty(page, 'CSSStyleSheet', throwError);
/** Our looks are no inline style. */
const NO_STYLES = `<meta http-equiv="Content-Security-Policy" content="style-src 'none'">`;
const PRO = '<p id="pro">Pro</p>';

/** A page without a tag. */
const openOther = (options = {}): Promise<HostPage> =>
  openHostPage({ ...options, body: () => `<div id="place"></div>${PRO}` });

/** The height that our own style gives the button, and how many `<style>` bring it. */
function looksOf(element: Element): [string, number] {
  const { minHeight } = element.ownerDocument.defaultView!.getComputedStyle(queryShadow(element, '[part=button]'));
  return [minHeight, getShadowRoot(element)!.querySelectorAll('style').length];
}

const ways: Record<string, (element: Element, page: Document) => void> = {
  append: (element, { body }) => body.append(element),
  adoptNode: (element, page) => page.body.append(page.adoptNode(element)),
  'what holds it': (element, { body }) => {
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
  'a shadow root there, and out of it': (element, { body }) => {
    body.querySelector('#place')!.attachShadow({ mode: 'open' }).append(element);
    body.append(element);
  },
};

describe('a tag that is moved into another page by', () => {
  let clean: Journey;
  before(async () => {
    clean = await runJourney(await openHostPage());
  });

  for (const [way, move] of Object.entries(ways)) {
    for (const [what, script] of [
      ['with our script', MODULE],
      ['without it', ''],
    ] as const) {
      it(`${way}, ${what}, works there, looks the same, and comes back`, async () => {
        const home = await openHostPage({ head: NO_STYLES });
        const other = await openOther({ head: NO_STYLES, script });
        const { element } = home;
        await element.updateComplete;
        for (const { document: page, window } of [other, home]) {
          move(element, page);
          await element.updateComplete;
          const there = { ...other, window, document: page, api: home.api };
          const { requests, ...journey } = await runJourney(there, element);
          expect(journey).to.deep.equal({ steps: clean.steps, told: clean.verdicts, leaks: [] });
          expect(requests.slice(-4)).to.deep.equal(clean.requests);
          expect(looksOf(element)).to.deep.equal(['44px', 0]);
          home.document.body.querySelector('#place')?.remove();
          home.document.body.insertAdjacentHTML('beforeend', '<div id="place"></div>');
        }
        expect([...home.uncaught, ...other.uncaught, ...home.console, ...other.console]).to.deep.equal([]);
      });
    }
  }

  it('adoptNode while it checks: its verdict is told once, and there', async () => {
    const home = await openHostPage();
    const other = await openOther({ script: '' });
    const { element, api } = home;
    await api.replyTo(KEY, { body: validMembership(), hold: true });
    const told = [recordVerdicts(home.window), recordVerdicts(other.window)];
    typeAndSubmit(element, KEY);
    await api.nextPost();
    other.document.body.append(other.document.adoptNode(element));
    const promise = element.check();
    await api.release(KEY);
    expect((await promise).outcome).to.equal('valid');
    expect(told).to.deep.equal([[], ['valid']]);
    expect(other.document.querySelector('#pro')!.hasAttribute('hidden')).to.equal(false);
    expect(home.document.querySelector('#pro')!.hasAttribute('hidden'), 'where nothing was said').to.equal(true);
    expect(await api.posts()).to.have.length(1);
    expect([...home.uncaught, ...other.uncaught]).to.deep.equal([]);
  });
});

describe('where there are no constructed style sheets, a tag', () => {
  it('is styled all the same', async () => {
    const { element } = await openHostPage({ beforeScripts: withoutSheets });
    expect(looksOf(element)).to.deep.equal(['44px', 1]);
  });

  for (const [what, from, to] of [
    ['between two such pages', withoutSheets, withoutSheets],
    ['into such a page', undefined, withoutSheets],
    ['out of such a page', withoutSheets, undefined],
  ] as const) {
    it(`is styled once it is moved ${what}, and back`, async () => {
      const home = await openHostPage({ beforeScripts: from });
      const other = await openOther({ before: to });
      const { element } = home;
      for (const { document: page } of [other, home, other]) {
        page.body.append(element);
        expect(looksOf(element)).to.deep.equal(['44px', 1]);
      }
      expect(await checkKeyInHost(element)).to.equal('valid');
      expect([...home.uncaught, ...other.uncaught]).to.deep.equal([]);
    });
  }
});

/** Documents that nobody looks at. */
const inert: Record<string, (page: Document) => ParentNode & Node> = {
  'of a parser': () => new DOMParser().parseFromString('<p>Kept</p>', 'text/html').body,
  'that a script made': ({ implementation }) => implementation.createHTMLDocument('Kept').body,
  'of XML': ({ implementation }) => implementation.createDocument(null, 'kept').documentElement,
  'of a template': (page) => page.createElement('template').content,
};

describe('a tag that was kept in a document', () => {
  for (const [what, find] of Object.entries(inert)) {
    it(`${what} has its verdict and its looks when it is put back, and no inline style`, async () => {
      const host = await openHostPage({ head: NO_STYLES });
      const { element, document: page } = host;
      expect(await checkKeyInHost(element)).to.equal('valid');
      find(page).append(element);
      await element.updateComplete;
      page.body.prepend(element);
      await element.updateComplete;
      expect([element.state, looksOf(element)]).to.deep.equal(['valid', ['44px', 0]]);
      expect(page.querySelector('#pro')!.hasAttribute('hidden')).to.equal(false);
      element.forget();
      expect(page.querySelector('#pro')!.hasAttribute('hidden')).to.equal(true);
      expect(await violationsOf(host)).to.deep.equal([]);
    });

    it(`${what} since it was made works as ever`, async () => {
      const host = await openHostPage({ head: NO_STYLES });
      const { document: page } = host;
      const element = page.createElement('whop-license-check') as WhopLicenseCheck;
      for (const { name, value } of host.element.attributes) element.setAttribute(name, value);
      host.element.remove();
      find(page).append(element);
      await element.updateComplete;
      page.body.prepend(element);
      await element.updateComplete;
      expect(looksOf(element)).to.deep.equal(['44px', 0]);
      expect((await runJourney(host, element)).verdicts).to.deep.equal(['valid', 'invalid:not-found']);
      expect(await violationsOf(host)).to.deep.equal([]);
    });
  }

  /** One is told in a task of its own: ours come before one that is provoked. */
  async function violationsOf({ document: page, uncaught }: HostPage): Promise<string[]> {
    const told = new Promise((resolve) => page.addEventListener('securitypolicyviolation', resolve));
    page.body.setAttribute('style', 'color: red');
    await told;
    expect(uncaught.pop()).to.equal('style-src-attr');
    return uncaught;
  }
});

describe('a copy of a tag for another page', () => {
  it('works there, and knows nothing of the verdict here', async () => {
    const home = await openHostPage();
    const other = await openOther();
    expect(await checkKeyInHost(home.element)).to.equal('valid');
    const copy = other.document.importNode(home.element, true);
    other.document.body.append(copy);
    await copy.updateComplete;
    expect([copy.state, copy.licenseKey, looksOf(copy)]).to.deep.equal(['idle', '', ['44px', 0]]);
    expect(other.document.querySelector('#pro')!.hasAttribute('hidden')).to.equal(true);
    expect(await checkKeyInHost(copy)).to.equal('valid');
    expect(copy.constructor === other.window.customElements.get('whop-license-check')).to.equal(true);
    expect([...home.uncaught, ...other.uncaught]).to.deep.equal([]);
  });

  it('shows the fallback where our script is not', async () => {
    const home = await openHostPage();
    const other = await openOther({ script: '' });
    const copy = other.document.body.appendChild(other.document.importNode(home.element, true));
    expect(getShadowRoot(copy)).to.equal(null);
    expect(copy.innerText).to.equal('Fallback');
  });
});

describe('a page that goes while it checks', () => {
  it('hears nothing any more, and throws nothing; the next one works as ever', async () => {
    const host = await openHostPage();
    const { element, api, window } = host;
    await api.replyTo(KEY, { body: validMembership(), hold: true });
    const told = recordVerdicts(window);
    typeAndSubmit(element, KEY);
    await api.nextPost();
    window.frameElement!.remove();
    expect(await checkKeyInHost((await openHostPage()).element)).to.equal('valid');
    expect([element.verdict, told, host.uncaught, host.console]).to.deep.equal([null, [], [], []]);
  });
});
