import { expect } from '@open-wc/testing';
import type { WhopLicenseCheck } from '../../src/index.js';
import {
  CLASSIC,
  queryShadow,
  getShadowRoot,
  runJourney,
  openHostPage,
  SCRIPTS,
  checkKeyInHost,
  type HostPage,
  type Journey,
} from '../support/host-page.js';
import { KEY } from '../support/tag.js';

const PRO = '<p id="pro">Pro</p>';

/** Each puts a tag of this markup into a page. */
const ways: Record<string, (page: Document, tag: string) => void> = {
  innerHTML: ({ body }, tag) => void (body.innerHTML = tag + PRO),
  outerHTML: ({ body }, tag) => void (body.firstElementChild!.outerHTML = tag),
  insertAdjacentHTML: ({ body }, tag) => body.insertAdjacentHTML('afterbegin', tag),
  'createElement and attributes': (page, tag) => {
    const element = page.createElement('whop-license-check');
    for (const { name, value } of parse(tag).attributes) element.setAttribute(name, value);
    page.body.append(element);
  },
  'attributes, once it stands there': (page, tag) => {
    const element = page.body.appendChild(page.createElement('whop-license-check'));
    for (const { name, value } of parse(tag).attributes) element.setAttribute(name, value);
  },
  'a template': (page, tag) => {
    const template = page.createElement('template');
    template.innerHTML = tag;
    page.body.append(template.content.cloneNode(true));
  },
  importNode: (page, tag) => page.body.append(page.importNode(parse(tag), true)),
  adoptNode: (page, tag) => page.body.append(page.adoptNode(parse(tag))),
  cloneNode: (page, tag) => {
    page.body.insertAdjacentHTML('afterbegin', `<div hidden>${tag}</div>`);
    const original = page.body.firstElementChild!;
    page.body.append(original.firstElementChild!.cloneNode(true));
    original.remove();
  },
  'a range': (page, tag) => page.body.append(page.createRange().createContextualFragment(tag)),
  'a shadow root': ({ body }, tag) =>
    void (body.firstElementChild!.attachShadow({ mode: 'open' }).innerHTML = tag + PRO),
  'an upper-case name': (page, tag) =>
    page.body.insertAdjacentHTML('afterbegin', tag.replaceAll('whop-license-check', 'WHOP-LICENSE-CHECK')),
  'document.write': (page, tag) => {
    page.open();
    // eslint-disable-next-line @typescript-eslint/no-deprecated
    page.write(`<!doctype html><body>${tag}${PRO}`);
    page.close();
  },
};

function parse(tag: string): Element {
  return new DOMParser().parseFromString(tag, 'text/html').body.firstElementChild!;
}

/** A page without a tag, and the markup of one. */
async function openEmpty(script: string): Promise<{ host: HostPage; tag: string }> {
  let tag = '';
  const host = await openHostPage({
    script,
    body: (markup) => {
      tag = markup;
      return `<div id="place"></div>${PRO}`;
    },
  });
  return { host, tag };
}

/** The first one, wherever it stands. */
function find(page: Document): WhopLicenseCheck {
  const place = page.querySelector('#place')?.shadowRoot ?? page;
  return place.querySelector('whop-license-check')!;
}

async function load(host: HostPage, script: string): Promise<void> {
  const { document: page } = host;
  const [, type, src] = /<script(?: type="(\w+)")? src="(.*)">/.exec(script)!;
  const element = page.createElement('script');
  if (type) element.type = type;
  element.src = src!;
  const loaded = new Promise((resolve) => element.addEventListener('load', resolve));
  (page.head ?? page.documentElement).append(element);
  await loaded;
}

describe('a tag that is made by', () => {
  let clean: Journey;
  before(async () => {
    clean = await runJourney(await openHostPage());
  });

  for (const [way, make] of Object.entries(ways)) {
    for (const [name, script] of Object.entries(SCRIPTS)) {
      it(`${way}, after ${name}, works as ever`, async () => {
        const { host, tag } = await openEmpty(script);
        make(host.document, tag);
        await works(host);
      });

      it(`${way}, before ${name}, works as ever`, async () => {
        const { host, tag } = await openEmpty('');
        make(host.document, tag);
        await load(host, script);
        await works(host);
      });
    }
  }

  async function works(host: HostPage): Promise<void> {
    const element = find(host.document);
    await element.updateComplete;
    const { steps, ...journey } = await runJourney(host, element);
    // Where it stands in a shadow root, what it unlocks does, too.
    if (element.getRootNode() === host.document) expect(steps).to.deep.equal(clean.steps);
    expect(journey).to.deep.equal({ told: clean.verdicts, requests: clean.requests, leaks: [] });
    expect(host.uncaught).to.deep.equal([]);
  }

  it('its constructor works as ever', async () => {
    const { host, tag } = await openEmpty(CLASSIC);
    const element = Reflect.construct(host.window.customElements.get('whop-license-check')!, []);
    expect(element.getAttributeNames()).to.deep.equal([]);
    for (const { name, value } of parse(tag).attributes) element.setAttribute(name, value);
    host.document.body.append(element);
    await works(host);
  });
});

describe('a copy of a tag', () => {
  it('has neither its verdict nor what was typed', async () => {
    const host = await openHostPage();
    const { element } = host;
    expect(await checkKeyInHost(element)).to.equal('valid');
    host.document.body.append(element.cloneNode(true), host.document.importNode(element, true));
    const [, ...copies] = host.document.querySelectorAll('whop-license-check');
    expect(copies).to.have.length(2);
    for (const copy of copies) {
      await copy.updateComplete;
      expect([copy.state, copy.getAttribute('state'), copy.verdict, copy.licenseKey]).to.deep.equal([
        'idle',
        'idle',
        null,
        '',
      ]);
      expect(copy.outerHTML).not.to.contain(KEY);
      expect(queryShadow<HTMLInputElement>(copy, 'input').value).to.equal('');
    }
    expect(element.state).to.equal('valid');
    expect(await host.api.posts()).to.have.length(1);
  });
});

describe('five hundred tags', () => {
  for (const when of ['before', 'after'] as const) {
    it(`that stand there ${when} the script are all upgraded, and ask nothing`, async () => {
      const { host, tag } = await openEmpty(when === 'after' ? CLASSIC : '');
      host.document.querySelector('#place')!.innerHTML = tag.repeat(500);
      if (when === 'before') await load(host, CLASSIC);
      const tags = [...host.document.querySelectorAll('whop-license-check')];
      await Promise.all(tags.map(({ updateComplete }) => updateComplete));
      expect(tags.filter((each) => getShadowRoot(each)?.querySelector('input'))).to.have.length(500);
      expect(await host.api.requests()).to.be.empty;
      expect(await checkKeyInHost(tags[499]!)).to.equal('valid');
      expect(tags.filter(({ state }) => state === 'valid')).to.have.length(1);
      expect(await host.api.posts()).to.have.length(1);
      expect(host.uncaught).to.deep.equal([]);
    });
  }

  it('that all ask about the same key at once ask once', async () => {
    const { host, tag } = await openEmpty(CLASSIC);
    host.document.querySelector('#place')!.innerHTML = tag.repeat(500);
    const verdicts = await Promise.all(
      [...host.document.querySelectorAll('whop-license-check')].map((each) => {
        each.licenseKey = KEY;
        return each.check();
      }),
    );
    expect(verdicts.filter(({ outcome }) => outcome === 'valid')).to.have.length(500);
    expect(await host.api.posts()).to.have.length(1);
  });
});
