import { expect } from '@open-wc/testing';
import type { WhopLicenseCheck } from '../../src/index.js';
import { getPart } from '../support/shadow-parts.js';
import { overrideGlobal } from '../support/override-global.js';
import { createTagWithVerdict } from '../support/states.js';
import { createTag } from '../support/tag.js';
import { isVisible } from '../support/user-input.js';
import { expectWarnings } from '../support/warnings.js';

const getLink = (element: WhopLicenseCheck) => element.shadowRoot!.querySelector<HTMLAnchorElement>('a');

/** Records console warnings until the test ends. */
function recordWarnings(): string[] {
  const warnings: string[] = [];
  overrideGlobal(console, 'warn', { value: (...args: unknown[]) => warnings.push(args.map(String).join(' ')) });
  return warnings;
}

describe('the buy link', () => {
  beforeEach(() => expectWarnings('buy-url'));

  it('is absent unless buy-url is set', async () => {
    const warnings = recordWarnings();
    for (const attributes of [{}, { 'buy-url': '' }] as Record<string, string>[])
      expect(getLink(await createTag(attributes))).to.equal(null);
    expect(warnings).to.be.empty;
  });

  it('leaves no markup behind when buy-url is removed', async () => {
    const element = await createTag();
    const form = getPart(element, 'form');
    const before = form.innerHTML;
    for (const round of [1, 2]) {
      element.buyUrl = '/buy';
      await element.updateComplete;
      expect(form.innerHTML, `shown, round ${round}`).to.not.equal(before);
      element.buyUrl = '';
      await element.updateComplete;
      expect(form.innerHTML, `gone, round ${round}`).to.equal(before);
    }
  });

  const accepted: Record<string, string> = {
    'https://seller.example/buy?a=1&b=2#top': 'https://seller.example/buy?a=1&b=2#top',
    'HTTPS://SELLER.EXAMPLE/Buy': 'https://seller.example/Buy',
    ' \n https://seller.example/buy\t': 'https://seller.example/buy',
    '/buy': new URL('/buy', location.href).href,
    'buy.html': new URL('buy.html', location.href).href,
    '../buy': new URL('../buy', location.href).href,
    '?buy': new URL('?buy', location.href).href,
    '#buy': new URL('#buy', location.href).href,
  };
  for (const [url, href] of Object.entries(accepted)) {
    it(`accepts ${JSON.stringify(url)}`, async () => {
      const element = await createTag({ 'buy-url': url });
      expect(getPart(element, 'link').textContent).to.equal('Get a license');
      expect(isVisible(getPart(element, 'link'))).to.equal(true);
      expect(getLink(element)!.href).to.equal(href);
    });
  }

  const refused = [
    'javascript:alert(1)',
    'JavaScript:alert(1)',
    ' javascript:alert(1)',
    '\u0001javascript:alert(1)',
    'java\nscript:alert(1)',
    'java\tscript:alert(1)',
    'javascript\r:alert(1)',
    'javascript://%0aalert(1)',
    'javascript://this.page.invalid/%0aalert(1)',
    'data:text/html,<script>alert(1)</script>',
    'data://this.page.invalid/,x',
    'vbscript:x',
    'blob:https://seller.example/1',
    'file:///etc/passwd',
    'http://seller.example/buy',
    'http://this.page.invalid/buy',
    'http:/buy',
    'http:buy',
    'h\tttp://seller.example/buy',
    'ftp://seller.example/',
    'mailto:a@seller.example',
    'https://',
    'https://[',
  ];
  for (const url of refused) {
    it(`is absent for ${JSON.stringify(url)}`, async () => {
      const element = await createTag({ 'buy-url': url });
      expect(getLink(element)?.href ?? null).to.equal(null);
    });
  }

  for (const url of [
    '//seller.example/buy',
    '/\\seller.example/buy',
    '\\\\seller.example/buy',
    ' //seller.example/buy',
    '/\t/seller.example/buy',
    'https:/\\seller.example/buy',
    'https:seller.example',
  ]) {
    it(`leads to another host only over https: ${JSON.stringify(url)}`, async () => {
      const link = getLink(await createTag({ 'buy-url': url }));
      if (link) expect(link.protocol, link.href).to.equal('https:');
    });
  }

  it('warns the seller once about an unusable URL, without the URL', async () => {
    const warnings = recordWarnings();
    for (const url of ['javascript:alert(1)', 'http://seller.example']) await createTag({ 'buy-url': url });
    expect(warnings.filter((text) => text.includes('alert') || text.includes('seller.example'))).to.be.empty;
    // Another test on this page may already have caused the warning.
    expect(warnings.length).to.be.at.most(1);
  });

  it('follows the attribute and the property, in every state', async () => {
    const element = await createTagWithVerdict('invalid:not-found', { 'buy-url': '/one' });
    expect(getLink(element)!.pathname).to.equal('/one');
    element.buyUrl = '/two';
    await element.updateComplete;
    expect(getLink(element)!.pathname).to.equal('/two');
    element.buyUrl = 'javascript:alert(1)';
    await element.updateComplete;
    expect(getLink(element)).to.equal(null);
    element.setAttribute('buy-url', '/three');
    await element.updateComplete;
    expect(getLink(element)!.pathname).to.equal('/three');
    element.removeAttribute('buy-url');
    await element.updateComplete;
    expect(getLink(element)).to.equal(null);
  });

  for (const value of [null, undefined, 7, {}, [], Symbol.iterator] as unknown[]) {
    it(`leads to no other host for ${String(value) || '[]'}`, async () => {
      const element = await createTag();
      (element as { buyUrl: unknown }).buyUrl = value;
      await element.updateComplete;
      const link = getLink(element);
      if (link) expect(link.origin).to.equal(location.origin);
    });
  }
});
