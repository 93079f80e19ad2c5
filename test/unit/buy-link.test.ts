import { expect } from '@open-wc/testing';
import * as fc from 'fast-check';
import { readBuyUrl } from '../../src/element/buy-link.js';

/** Creates a link to see where a click would lead. */
function createAnchor(link: string): HTMLAnchorElement {
  const anchor = document.createElement('a');
  anchor.setAttribute('href', link);
  return anchor;
}

describe('the buy link', () => {
  it('may be any https URL', () => {
    for (const url of [
      'https://whop.com/seller/pro',
      'HTTPS://whop.com/seller/pro',
      ' https://whop.com/seller/pro\n',
      'https://whop.com\\seller\\pro',
    ])
      expect(readBuyUrl(url), url).to.equal('https://whop.com/seller/pro');
    expect(readBuyUrl('https://shop.example:8443/?a=b#c')).to.equal('https://shop.example:8443/?a=b#c');
  });

  it('may be relative and stays relative', () => {
    for (const url of ['/buy', 'buy.html', './buy', '../buy?plan=1', '?buy', '#buy', 'a b/\u00fc'])
      expect(readBuyUrl(url), url).to.equal(url);
    expect(createAnchor(readBuyUrl('/buy')!).href).to.equal(`${location.origin}/buy`);
  });

  it('uses https for a protocol-relative URL', () => {
    expect(createAnchor(readBuyUrl('//shop.example/buy')!).href).to.equal('https://shop.example/buy');
  });

  it('is null for any other scheme', () => {
    for (const url of [
      'javascript:alert(1)',
      'JavaScript:alert(1)',
      ' javascript:alert(1)',
      'java\nscript:alert(1)',
      'java\tscript\r:alert(1)',
      '\x01javascript:alert(1)',
      '\0javascript:alert(1)',
      'javascript://shop.example/%0aalert(1)',
      'data:text/html,<script>alert(1)</script>',
      'vbscript:x',
      'blob:https://shop.example/1',
      'filesystem:https://shop.example/x',
      'file:///etc/passwd',
      'http://shop.example',
      'http:shop.example',
      'ftp://shop.example',
      'mailto:a@shop.example',
      'tel:+1',
      'intent://shop.example#Intent;end',
      'tauri://localhost',
      'about:blank',
      'view-source:https://shop.example',
      'chrome://settings',
      'ws://shop.example',
      'x:',
      'C:\\buy',
    ]) {
      expect(readBuyUrl(url), JSON.stringify(url)).to.equal(null);
    }
  });

  it('is null for another scheme with any host', () => {
    for (const host of ['this.page.invalid', 'page.invalid', 'invalid', 'localhost', 'example.com', location.host]) {
      for (const url of [
        `javascript://${host}/%0aalert(1)`,
        `JAVASCRIPT://${host}:80/%0dalert(1)`,
        `data://${host}/x`,
        `vbscript://${host}/`,
        `tauri://${host}/`,
        `http://${host}/buy`,
      ])
        expect(readBuyUrl(url), url).to.equal(null);
    }
  });

  it('is null for an invalid URL', () => {
    for (const url of ['https://', 'https://[', 'https://shop.example:99999/', '//', 'https://%00'])
      expect(readBuyUrl(url), url).to.equal(null);
  });

  it('never throws, and never leads to another scheme or over plain http to another host', () => {
    const piece = fc.constantFrom(
      'javascript',
      'data',
      'http',
      'https',
      ':',
      '//',
      '/',
      '\\',
      '@',
      '#',
      '?',
      ' ',
      '\n',
      '\t',
      '\0',
      '.',
      'this.page.invalid',
      'a',
      'example.com',
      '%0a',
      'alert(1)',
      '\u2028',
      '\u{1f600}',
    );
    fc.assert(
      fc.property(
        fc.oneof(fc.string({ unit: piece, maxLength: 10 }), fc.string({ unit: 'binary' }), fc.webUrl()),
        (url) => {
          const link = readBuyUrl(url);
          if (link === null) return;
          const { protocol, origin } = createAnchor(link);
          const isUnusable = protocol === ':';
          expect(
            isUnusable || protocol === 'https:' || origin === location.origin,
            `${link} leads to ${protocol} ${origin}`,
          ).to.equal(true);
        },
      ),
      { numRuns: 3000 },
    );
  });

  it('never throws for a non-string or a lone surrogate', () => {
    for (const junk of [
      undefined,
      null,
      5,
      {},
      [],
      '\ud800',
      Symbol('x'),
      { toString: () => 'javascript:alert(1)' },
      {
        toString: () => {
          throw new Error('broken');
        },
      },
    ]) {
      expect(() => readBuyUrl(junk as string)).to.not.throw();
    }
    expect(readBuyUrl({ toString: () => 'javascript:alert(1)' } as unknown as string)).to.equal(null);
  });
});
