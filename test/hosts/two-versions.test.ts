import { expect } from '@open-wc/testing';
import type { WhopLicenseCheck } from '../../src/index.js';
import { getShadowRoot, runJourney, openHostPage, type HostPage, type Journey } from '../support/host-page.js';
import { replaceProperty } from '../support/replace-property.js';

const FILES = { 'the module': 'whop-license-check.js', 'the classic script': 'whop-license-check.iife.js' };
const PRO = '<p id="pro">Pro</p>';

/** A copy of one of our files that says something else on its button, as another version may. */
async function copyOf(file: string, word: string): Promise<string> {
  const code = await (await fetch(`/dist/${file}`)).text();
  const copy = code.replaceAll(/(['"`])Check\1/g, `$1${word}$1`);
  expect(copy).not.to.equal(code);
  const address = URL.createObjectURL(new Blob([copy], { type: 'text/javascript' }));
  return `<script${file.endsWith('.iife.js') ? '' : ' type="module"'} src="${address}"></script>`;
}

/** What its button says. */
const versionOf = (element: Element): string | null | undefined =>
  getShadowRoot(element)?.querySelector('[part=button]')?.textContent;

describe('two versions in one page', () => {
  let clean: Journey;
  before(async () => {
    clean = await runJourney(await openHostPage());
  });

  async function worksAs(host: HostPage, version: string): Promise<void> {
    await host.element.updateComplete;
    expect(versionOf(host.element)).to.equal(version);
    expect(await runJourney(host)).to.deep.equal(clean);
    expect([...host.uncaught, ...host.console]).to.deep.equal([]);
  }

  for (const [name, file] of Object.entries(FILES)) {
    for (const [otherName, otherFile] of Object.entries(FILES)) {
      // A module runs after the markup, whatever stands in front of it.
      const first = name === 'the module' && otherName === 'the classic script' ? 'Newer' : 'Older';
      const places: Record<string, (older: string, newer: string) => Promise<HostPage>> = {
        'before the markup': (older, newer) => openHostPage({ script: older + newer }),
        'after it': (older, newer) => openHostPage({ script: '', body: (tag) => tag + PRO + older + newer }),
        'around it': (older, newer) => openHostPage({ script: older, body: (tag) => tag + PRO + newer }),
      };
      for (const [place, open] of Object.entries(places)) {
        it(`${place}, ${name} and then ${otherName}: the one that runs first serves the tag, and nothing is said`, async () => {
          await worksAs(await open(await copyOf(file, 'Older'), await copyOf(otherFile, 'Newer')), first);
        });
      }
    }
  }

  it('where the second one cannot know that the name is taken, all is as ever, and the console says why it is not used', async () => {
    const host = await openHostPage({
      // As a registry of a library's may, which knows nothing of the first one.
      beforeScripts: (page) => replaceProperty(page.CustomElementRegistry.prototype, 'get', () => undefined),
      script:
        (await copyOf(FILES['the classic script'], 'Older')) + (await copyOf(FILES['the classic script'], 'Newer')),
    });
    expect(versionOf(host.element)).to.equal('Older');
    expect(await runJourney(host)).to.deep.equal(clean);
    expect(host.uncaught).to.deep.equal([]);
    expect(host.console).to.have.length(1);
  });

  it('each in a page of its own remember for each other', async () => {
    const [older, newer] = await Promise.all(['Older', 'Newer'].map((word) => copyOf(FILES['the module'], word)));
    const attributes = 'remember="session" max-age="60"';
    const first = await openHostPage({ script: older, attributes });
    first.element.licenseKey = 'W-A1B2C3-D4E5F6A7-B8C9D0W';
    expect(await first.element.check()).to.include({ outcome: 'valid' });
    const second = await openHostPage({
      script: newer,
      attributes,
      body: (tag) => tag.replace(/api-base="[^"]*"/, `api-base="${first.api.base}"`) + PRO,
    });
    await second.element.updateComplete;
    expect([versionOf(second.element), second.element.state]).to.deep.equal(['Newer', 'valid']);
    second.element.forget();
    expect(await first.api.posts()).to.have.length(1);
  });
});

describe('the class under other names', () => {
  it('works, by a subclass of a page’s own, beside the tag', async () => {
    const host = await openHostPage();
    const { customElements } = host.window;
    const Tag = customElements.get('whop-license-check') as typeof WhopLicenseCheck;
    class ShopLicense extends Tag {}
    customElements.define('shop-license', ShopLicense);
    const attributes = [...host.element.attributes];
    const element = new ShopLicense();
    for (const { name, value } of attributes) element.setAttribute(name, value);
    host.element.replaceWith(element);
    await element.updateComplete;
    const clean = await runJourney(await openHostPage());
    expect(await runJourney(host, element)).to.deep.equal(clean);
    expect([...host.uncaught, ...host.console]).to.deep.equal([]);
  });
});
