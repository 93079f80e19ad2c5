import { expect } from '@open-wc/testing';
import type { WhopLicenseCheck } from '../../src/index.js';
import { getShadowRoot, runJourney, openHostPage, type HostPage, type Journey } from '../support/host-page.js';
import { replaceProperty } from '../support/replace-property.js';

const FILES = { 'the module': 'whop-license-check.js', 'the classic script': 'whop-license-check.iife.js' };
const PRO = '<p id="pro">Pro</p>';

/** Creates a copy of one of our files with another button text, to stand for another version. */
async function createScriptCopy(file: string, buttonText: string): Promise<string> {
  const code = await (await fetch(`/dist/${file}`)).text();
  const copy = code.replaceAll(/(['"`])Check\1/g, `$1${buttonText}$1`);
  expect(copy).not.to.equal(code);
  const url = URL.createObjectURL(new Blob([copy], { type: 'text/javascript' }));
  return `<script${file.endsWith('.iife.js') ? '' : ' type="module"'} src="${url}"></script>`;
}

/** Returns the button's text, which identifies the version. */
const getVersion = (element: Element): string | null | undefined =>
  getShadowRoot(element)?.querySelector('[part=button]')?.textContent;

describe('two versions on one page', () => {
  let clean: Journey;
  before(async () => {
    clean = await runJourney(await openHostPage());
  });

  async function expectServedBy(host: HostPage, version: string): Promise<void> {
    await host.element.updateComplete;
    expect(getVersion(host.element)).to.equal(version);
    expect(await runJourney(host)).to.deep.equal(clean);
    expect([...host.uncaught, ...host.console]).to.deep.equal([]);
  }

  for (const [name, file] of Object.entries(FILES)) {
    for (const [otherName, otherFile] of Object.entries(FILES)) {
      // A module runs after a classic script, even if it comes first in the markup.
      const first = name === 'the module' && otherName === 'the classic script' ? 'Newer' : 'Older';
      const places: Record<string, (older: string, newer: string) => Promise<HostPage>> = {
        'before the markup': (older, newer) => openHostPage({ script: older + newer }),
        'after the markup': (older, newer) => openHostPage({ script: '', body: (tag) => tag + PRO + older + newer }),
        'around the markup': (older, newer) => openHostPage({ script: older, body: (tag) => tag + PRO + newer }),
      };
      for (const [placement, open] of Object.entries(places)) {
        it(`${placement}, ${name} and then ${otherName}: the first to run serves the tag, and the console stays empty`, async () => {
          await expectServedBy(
            await open(await createScriptCopy(file, 'Older'), await createScriptCopy(otherFile, 'Newer')),
            first,
          );
        });
      }
    }
  }

  it('work as usual when the second one can’t see that the name is taken, and the console says why it is not used', async () => {
    const host = await openHostPage({
      // A library's registry may not know the first definition.
      beforeScripts: (page) => replaceProperty(page.CustomElementRegistry.prototype, 'get', () => undefined),
      script:
        (await createScriptCopy(FILES['the classic script'], 'Older')) +
        (await createScriptCopy(FILES['the classic script'], 'Newer')),
    });
    expect(getVersion(host.element)).to.equal('Older');
    expect(await runJourney(host)).to.deep.equal(clean);
    expect(host.uncaught).to.deep.equal([]);
    expect(host.console).to.have.length(1);
  });

  it('on separate pages share remembered licenses', async () => {
    const [older, newer] = await Promise.all([
      createScriptCopy(FILES['the module'], 'Older'),
      createScriptCopy(FILES['the module'], 'Newer'),
    ]);
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
    expect([getVersion(second.element), second.element.state]).to.deep.equal(['Newer', 'valid']);
    second.element.forget();
    expect(await first.api.posts()).to.have.length(1);
  });
});

describe('the class under other names', () => {
  it('works in a subclass that the page defines', async () => {
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
