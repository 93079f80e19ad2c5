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

/** What puts other markup into the place of all that a page has. */
const rewritings: Record<string, (page: Document, body: string) => void> = {
  'document.open and document.write': (page, body) => {
    page.open();
    // eslint-disable-next-line @typescript-eslint/no-deprecated
    page.write(`<!doctype html><title>Written</title>${body}`);
    page.close();
  },
  'document.write alone, after it was loaded': (page, body) => {
    // eslint-disable-next-line @typescript-eslint/no-deprecated
    page.write(body);
    page.close();
  },
  'another body (Turbo)': (page, body) => {
    const other = page.createElement('body');
    other.innerHTML = body;
    page.body.replaceWith(other);
  },
  'another root': (page, body) => {
    const { documentElement } = new DOMParser().parseFromString(body, 'text/html');
    page.documentElement.replaceWith(page.adoptNode(documentElement));
  },
};

describe('a page that is rewritten by', () => {
  let clean: Journey;
  before(async () => {
    clean = await runJourney(await openHostPage());
  });

  for (const [what, rewrite] of Object.entries(rewritings)) {
    for (const [name, script] of Object.entries(SCRIPTS)) {
      it(`${what} while ${name} checks: the old tag falls silent, the new one works as ever`, async () => {
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
        const told = recordVerdicts(old);
        rewrite(page, old.outerHTML.replace('state="checking"', '') + PRO);
        await api.release(OTHER_KEY);
        expect(await promise).to.include({ outcome: 'unverified', reason: 'superseded' });
        expect([old.isConnected, old.state, told]).to.deep.equal([false, 'idle', []]);

        const { requests, ...journey } = await runJourney(host);
        expect(host.element).not.to.equal(old);
        expect(journey).to.deep.equal({ steps: clean.steps, told: clean.verdicts, leaks: [] });
        expect(requests.slice(-4)).to.deep.equal(clean.requests);
        expect([...host.uncaught, ...host.console]).to.deep.equal([]);
      });
    }

    it(`${what}: the old tag, put back, has its verdict and its looks, and can be asked`, async () => {
      const host = await openHostPage();
      const { element, document: page } = host;
      expect(await checkKeyInHost(element)).to.equal('valid');
      rewrite(page, PRO);
      expect(page.querySelector('#pro')!.hasAttribute('hidden')).to.equal(false);
      page.body.append(element);
      await element.updateComplete;
      expect(page.defaultView!.getComputedStyle(queryShadow(element, '[part=button]')).minHeight).to.equal('44px');
      expect(element.state).to.equal('valid');
      // Not by the button: document.open() takes the listeners of all that is in the page, and of what is inside it.
      element.licenseKey = OTHER_KEY;
      expect(await element.check()).to.include({ outcome: 'invalid' });
      expect(page.querySelector('#pro')!.hasAttribute('hidden')).to.equal(true);
      expect(host.uncaught).to.deep.equal([]);
    });

    it(`${what} still hears what happens to it: it asks again once it is online`, async () => {
      const host = await openHostPage();
      const { api, document: page, window } = host;
      await api.replyTo(OTHER_KEY, { status: 503 }, { status: 503 }, { body: validMembership() });
      rewrite(page, host.element.outerHTML.replace('state="idle"', '') + PRO);
      const { element } = host;
      await element.updateComplete;
      expect(await checkKeyInHost(element, OTHER_KEY)).to.equal('unverified:server-error');
      const heard = new Promise((resolve) => element.addEventListener('valid', resolve));
      window.dispatchEvent(new Event('online'));
      await heard;
      expect(await api.posts()).to.have.length(3);
    });
  }
});

describe('a page whose <base> leads elsewhere', () => {
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
      it(`${place} changes nothing for ${name}, and opens no window`, async () => {
        const host = await open();
        expect(await runJourney(host)).to.deep.equal(clean);
        expect(host.uncaught).to.deep.equal([]);
      });
    }

    it(`that comes once ${name} has run changes nothing`, async () => {
      const host = await openHostPage({ script });
      host.document.head.insertAdjacentHTML('afterbegin', BASE);
      expect(await runJourney(host)).to.deep.equal(clean);
    });
  }

  it('is followed by a relative link of the seller’s, as any link there is', async () => {
    const host = await openHostPage({
      head: BASE,
      script: CLASSIC.replace('src="', `src="${location.origin}`),
      attributes: 'buy-url="buy"',
    });
    await host.element.updateComplete;
    expect(queryShadow<HTMLAnchorElement>(host.element, 'a').href).to.equal('https://elsewhere.example/deep/buy');
  });

  it('is not followed by a relative api-base', async () => {
    const host = await openHostPage({ head: BASE, script: MODULE.replace('src="', `src="${location.origin}`) });
    host.element.apiBase = '/api';
    // This page's own address is no server: it is a frame's.
    expect(await checkKeyInHost(host.element, KEY)).to.equal('unverified:misconfigured');
    expect(await host.api.requests()).to.be.empty;
  });
});
