import { expect } from '@open-wc/testing';
import { validMembership } from '../support/membership.js';
import {
  CLASSIC,
  queryShadow,
  runJourney,
  MODULE,
  openHostPage,
  SCRIPTS,
  typeAndSubmit,
  checkKeyInHost,
  recordVerdicts,
  type HostPage,
  type Journey,
} from '../support/host-page.js';
import { KEY, OTHER_KEY } from '../support/tag.js';

const PRO = '<p id="pro">Pro</p>';

/** Ways to replace all content of a page. */
const rewriteMethods: Record<string, (page: Document, body: string) => void> = {
  'document.open and document.write': (page, body) => {
    page.open();
    // eslint-disable-next-line @typescript-eslint/no-deprecated
    page.write(`<!doctype html><title>Written</title>${body}`);
    page.close();
  },
  'document.write alone, after the page has loaded': (page, body) => {
    // eslint-disable-next-line @typescript-eslint/no-deprecated
    page.write(body);
    page.close();
  },
  'replacing the body (Turbo)': (page, body) => {
    const other = page.createElement('body');
    other.innerHTML = body;
    page.body.replaceWith(other);
  },
  'replacing the root element': (page, body) => {
    const { documentElement } = new DOMParser().parseFromString(body, 'text/html');
    page.documentElement.replaceWith(page.adoptNode(documentElement));
  },
};

describe('a page rewritten by', () => {
  let clean: Journey;
  before(async () => {
    clean = await runJourney(await openHostPage());
  });

  for (const [description, rewrite] of Object.entries(rewriteMethods)) {
    for (const [name, script] of Object.entries(SCRIPTS)) {
      it(`${description} during a check of ${name}: the old tag dispatches nothing, the new one works as usual`, async () => {
        const host = await openHostPage({ script });
        const { element: old, api, document: page } = host;
        await api.replyTo(
          OTHER_KEY,
          { body: validMembership(), hold: true },
          { status: 404, body: { message: 'License not found' } },
        );
        typeAndSubmit(old, OTHER_KEY);
        await api.nextPost();
        const promise = old.check();
        const verdicts = recordVerdicts(old);
        rewrite(page, old.outerHTML.replace('state="checking"', '') + PRO);
        await api.release(OTHER_KEY);
        expect(await promise).to.include({ outcome: 'unverified', reason: 'superseded' });
        expect([old.isConnected, old.state, verdicts]).to.deep.equal([false, 'idle', []]);

        const { requests, ...journey } = await runJourney(host);
        expect(host.element).not.to.equal(old);
        expect(journey).to.deep.equal({ steps: clean.steps, verdicts: clean.verdicts, leaks: [] });
        expect(requests.slice(-4)).to.deep.equal(clean.requests);
        expect([...host.uncaught, ...host.console]).to.deep.equal([]);
      });
    }

    it(`${description}: the old tag, when put back, keeps its verdict and its style, and can check again`, async () => {
      const host = await openHostPage();
      const { element, document: page } = host;
      expect(await checkKeyInHost(element)).to.equal('valid');
      rewrite(page, PRO);
      expect(page.querySelector('#pro')!.hasAttribute('hidden')).to.equal(false);
      page.body.append(element);
      await element.updateComplete;
      expect(page.defaultView!.getComputedStyle(queryShadow(element, '[part=button]')).minHeight).to.equal('44px');
      expect(element.state).to.equal('valid');
      // The button can't be used: document.open() removes the listeners of everything in the page and in its shadow roots.
      element.licenseKey = OTHER_KEY;
      expect(await element.check()).to.include({ outcome: 'invalid' });
      expect(page.querySelector('#pro')!.hasAttribute('hidden')).to.equal(true);
      expect(host.uncaught).to.deep.equal([]);
    });
  }
});

describe('a page whose <base> points elsewhere', () => {
  const BASE = '<base href="https://elsewhere.example/deep/" target="_blank">';
  let clean: Journey;
  before(async () => {
    clean = await runJourney(await openHostPage());
  });

  for (const [name, script] of Object.entries(SCRIPTS)) {
    const absolute = script.replace('src="', `src="${location.origin}`);
    const places: Record<string, () => Promise<HostPage>> = {
      'before the script': () => openHostPage({ head: BASE, script: absolute }),
      'after the tag': () => openHostPage({ script: '', body: (tag) => absolute + tag + PRO + BASE }),
      'between the tag and the script': () => openHostPage({ script: '', body: (tag) => tag + PRO + BASE + absolute }),
    };
    for (const [place, open] of Object.entries(places)) {
      it(`${place} does not affect ${name}, and opens no window`, async () => {
        const host = await open();
        expect(await runJourney(host)).to.deep.equal(clean);
        expect(host.uncaught).to.deep.equal([]);
      });
    }

    it(`added after ${name} has run does not affect it`, async () => {
      const host = await openHostPage({ script });
      host.document.head.insertAdjacentHTML('afterbegin', BASE);
      expect(await runJourney(host)).to.deep.equal(clean);
    });
  }

  it('is the base of a relative buy-url, as of any link', async () => {
    const host = await openHostPage({
      head: BASE,
      script: CLASSIC.replace('src="', `src="${location.origin}`),
      attributes: 'buy-url="buy"',
    });
    await host.element.updateComplete;
    expect(queryShadow<HTMLAnchorElement>(host.element, 'a').href).to.equal('https://elsewhere.example/deep/buy');
  });

  it('is not the base of a relative api-base', async () => {
    const host = await openHostPage({ head: BASE, script: MODULE.replace('src="', `src="${location.origin}`) });
    host.element.apiBase = '/api';
    // The address of this page, an iframe with srcdoc, is not a server's.
    expect(await checkKeyInHost(host.element, KEY)).to.equal('unverified:misconfigured');
    expect(await host.api.requests()).to.be.empty;
  });
});
