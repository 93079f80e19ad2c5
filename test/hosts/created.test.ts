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

/** Each method adds a tag with this markup to a page. */
const creationMethods: Record<string, (page: Document, tag: string) => void> = {
  innerHTML: ({ body }, tag) => void (body.innerHTML = tag + PRO),
  outerHTML: ({ body }, tag) => void (body.firstElementChild!.outerHTML = tag),
  insertAdjacentHTML: ({ body }, tag) => body.insertAdjacentHTML('afterbegin', tag),
  'createElement and attributes': (page, tag) => {
    const element = page.createElement('whop-license-check');
    for (const { name, value } of parse(tag).attributes) element.setAttribute(name, value);
    page.body.append(element);
  },
  'createElement, with attributes set after it is in the page': (page, tag) => {
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

/** Opens a page without a tag, and returns it with the markup of one. */
async function openPageWithoutTag(script: string): Promise<{ host: HostPage; tag: string }> {
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

/** Finds the first tag, in the document or in the shadow root. */
function findTag(page: Document): WhopLicenseCheck {
  const place = page.querySelector('#place')?.shadowRoot ?? page;
  return place.querySelector('whop-license-check')!;
}

async function loadScript(host: HostPage, script: string): Promise<void> {
  const { document: page } = host;
  const [, type, src] = /<script(?: type="(\w+)")? src="(.*)">/.exec(script)!;
  const element = page.createElement('script');
  if (type) element.type = type;
  element.src = src!;
  const loaded = new Promise((resolve) => element.addEventListener('load', resolve));
  (page.head ?? page.documentElement).append(element);
  await loaded;
}

describe('a tag created with', () => {
  let clean: Journey;
  before(async () => {
    clean = await runJourney(await openHostPage());
  });

  for (const [method, createTag] of Object.entries(creationMethods)) {
    for (const [name, script] of Object.entries(SCRIPTS)) {
      it(`${method}, after ${name}, works as usual`, async () => {
        const { host, tag } = await openPageWithoutTag(script);
        createTag(host.document, tag);
        await expectWorks(host);
      });

      it(`${method}, before ${name}, works as usual`, async () => {
        const { host, tag } = await openPageWithoutTag('');
        createTag(host.document, tag);
        await loadScript(host, script);
        await expectWorks(host);
      });
    }
  }

  async function expectWorks(host: HostPage): Promise<void> {
    const element = findTag(host.document);
    await element.updateComplete;
    const { steps, ...journey } = await runJourney(host, element);
    // A tag in a shadow root unlocks content in that root, which the recorded steps don't look at.
    if (element.getRootNode() === host.document) expect(steps).to.deep.equal(clean.steps);
    expect(journey).to.deep.equal({ verdicts: clean.verdicts, requests: clean.requests, leaks: [] });
    expect(host.uncaught).to.deep.equal([]);
  }

  it('its constructor works as usual', async () => {
    const { host, tag } = await openPageWithoutTag(CLASSIC);
    const element = Reflect.construct(host.window.customElements.get('whop-license-check')!, []);
    expect(element.getAttributeNames()).to.deep.equal([]);
    for (const { name, value } of parse(tag).attributes) element.setAttribute(name, value);
    host.document.body.append(element);
    await expectWorks(host);
  });
});

describe('a clone of a tag', () => {
  it('has neither its verdict nor the typed key', async () => {
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
    it(`added ${when} the script are all upgraded and send nothing`, async () => {
      const { host, tag } = await openPageWithoutTag(when === 'after' ? CLASSIC : '');
      host.document.querySelector('#place')!.innerHTML = tag.repeat(500);
      if (when === 'before') await loadScript(host, CLASSIC);
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

  it('that check the same key at the same time send one request', async () => {
    const { host, tag } = await openPageWithoutTag(CLASSIC);
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
