import { expect, nextFrame } from '@open-wc/testing';
import { content, gate, lookOf, open, shut } from '../support/unlocked-content.js';
import { openPage, type Page } from '../support/page.js';
import { partOf } from '../support/shadow-parts.js';
import { click, isShown } from '../support/user-input.js';

/** Fields of a form stand in front of its members of the same name; named images, in front of the document's. */
const MEMBERS = [
  'hidden',
  'style',
  'contains',
  'setAttribute',
  'removeAttribute',
  'hasAttribute',
  'getAttribute',
  'parentNode',
  'parentElement',
  'localName',
  'matches',
  'closest',
  'nodeType',
  'nodeName',
  'ownerDocument',
  'isConnected',
  'getRootNode',
  'compareDocumentPosition',
  'id',
  'classList',
  'attributes',
];

async function openLoadedPage(): Promise<Page> {
  const page = await openPage();
  await page.load();
  return page;
}

const ours = (page: Page): string[] => page.console.filter((line) => line.includes('whop-license-check'));

describe('the page itself', () => {
  const selectors = [
    '*',
    ':root',
    'html',
    'head',
    'body',
    'body, #pro',
    ':root, #pro',
    'body > *',
    ':not(#none)',
    'div',
    'html *',
    ':has(whop-license-check)',
    'whop-license-check',
    '[api-key]',
  ];
  for (const unlocks of selectors) {
    it(`is never locked, nor the tag: unlocks="${unlocks}"`, async () => {
      const { document, uncaught } = await openLoadedPage();
      const match = content('<p id="pro">Pro</p>', document.body);
      const outer = content('<div><div><div></div></div></div>', document.body);
      const around = outer.querySelector('div div')!;
      const element = await gate(unlocks, around);
      const kept = [
        document.documentElement,
        document.head,
        document.body,
        outer,
        outer.firstElementChild!,
        around,
        element,
      ];
      const expectKept = (): void => {
        for (const one of kept) {
          expect(one.hasAttribute('hidden'), one.localName).to.equal(false);
          expect(one.hasAttribute('style'), one.localName).to.equal(false);
        }
        expect(isShown(partOf(element, 'button'))).to.equal(true);
      };
      expectKept();
      expect(lookOf(match)).to.equal(match.matches(unlocks) ? 'locked' : 'shown');
      await open(element);
      expectKept();
      expect(lookOf(match)).to.equal('shown');
      await shut(element);
      expectKept();
      expect(lookOf(match)).to.equal(match.matches(unlocks) ? 'locked' : 'shown');
      expect(uncaught).to.be.empty;
    });
  }

  it('may hide another tag, if the seller says so', async () => {
    const { document } = await openLoadedPage();
    const [first, second] = [await gate('whop-license-check', document.body), await gate('', document.body)];
    expect(isShown(partOf(first, 'button'))).to.equal(true);
    expect(isShown(second)).to.equal(false);
    await open(first);
    expect(isShown(partOf(second, 'button'))).to.equal(true);
  });

  it('tells the seller once, where the selector takes too much', async () => {
    const page = await openLoadedPage();
    await open(await gate('body, #pro', page.document.body));
    expect(ours(page)).to.have.length(1);
    expect(ours(page)[0]).to.match(/^warn: .*unlocks/);
  });
});

describe('a selector that is none', () => {
  for (const unlocks of ['[', '#', '#1', 'p >', ':nonsense', '{}', ',', '<p>', '#pro\u0000[', ' ', ':has(', '"']) {
    it(`locks nothing, throws nothing and asks nothing: ${JSON.stringify(unlocks)}`, async () => {
      const page = await openLoadedPage();
      const match = content('<p id="pro">Pro</p>', page.document.body);
      const element = await gate(unlocks, page.document.body);
      element.licenseKey = 'KEY';
      expect(await element.check()).to.include({ outcome: 'unverified', reason: 'misconfigured' });
      expect(lookOf(match)).to.equal('shown');
      expect(page.uncaught).to.be.empty;
      expect(ours(page)).to.have.length(1);
      expect(ours(page)[0]).to.match(/^warn: .*unlocks/);
      element.unlocks = '#pro';
      await element.updateComplete;
      expect(lookOf(match)).to.equal('locked');
      await open(element);
      expect(lookOf(match)).to.equal('shown');
    });
  }
});

describe('a form that is locked', () => {
  for (const css of ['', 'form { display: flex !important }']) {
    it(`may have fields of any name${css ? ', and a display of its own' : ''}`, async () => {
      const { document, uncaught } = await openLoadedPage();
      content(`<style>${css}</style>`, document.head);
      const fields = MEMBERS.map((name) => `<input name="${name}">`).join('');
      const form = content(`<form class="pro" style="color: red">${fields}</form>`, document.body);
      const after = content('<p class="pro">Pro</p>', document.body);
      const element = await gate('.pro', document.body);
      const expectLook = (look: string): void => {
        expect(lookOfForm(form)).to.equal(look);
        expect(lookOf(after)).to.equal(look);
      };
      expectLook('locked');
      await open(element);
      expectLook('shown');
      await shut(element);
      expectLook('locked');
      expect(uncaught).to.be.empty;
    });
  }

  it('may hold the tag, whatever its fields are called', async () => {
    const { document } = await openLoadedPage();
    const form = content(
      `<form class="pro"><div></div>${MEMBERS.map((name) => `<input name="${name}">`).join('')}</form>`,
      document.body,
    );
    const element = await gate('.pro, form', document.querySelector('div')!);
    expect(lookOfForm(form)).to.equal('shown');
    await open(element);
    expect(lookOfForm(form)).to.equal('shown');
  });

  function lookOfForm(form: Element): string {
    const isHidden = Element.prototype.hasAttribute.call(form, 'hidden');
    return isHidden === form.getClientRects().length > 0 ? 'neither' : isHidden ? 'locked' : 'shown';
  }
});

describe('images with the names of the document’s members', () => {
  for (const name of [
    'querySelectorAll',
    'querySelector',
    'getElementById',
    'body',
    'head',
    'documentElement',
    'getRootNode',
    'defaultView',
    'addEventListener',
    'contains',
    'compareDocumentPosition',
    'nodeType',
  ]) {
    it(`change nothing: ${name}`, async () => {
      const page = await openLoadedPage();
      const { body } = page.document;
      const match = content('<p id="pro">Pro</p>', body);
      content(`<img name="${name}" alt="">`, body);
      const element = await gate('#pro', body);
      expect(lookOf(match)).to.equal('locked');
      await click(partOf(element, 'input'));
      await open(element);
      expect(lookOf(match)).to.equal('shown');
      await shut(element);
      expect(lookOf(match)).to.equal('locked');
      expect(page.uncaught).to.be.empty;
    });
  }
});

describe('a script of the page', () => {
  for (const [what, undo] of [
    ['shows again what is locked', (match: HTMLElement) => match.removeAttribute('hidden')],
    ['takes away the style', (match: HTMLElement) => match.removeAttribute('style')],
    ['hides again what is unlocked', (match: HTMLElement) => match.hidden || (match.hidden = true)],
  ] as const) {
    it(`that always ${what} does not freeze the page`, async () => {
      const { document, window, uncaught } = await openLoadedPage();
      content('<style>.pro { display: flex !important }</style>', document.head);
      const match = content('<p class="pro">Pro</p>', document.body);
      let rounds = 0;
      const observer = new window.MutationObserver(() => {
        if (++rounds < 1000) undo(match);
      });
      observer.observe(match, { attributes: true });
      const element = await gate('.pro', document.body);
      content('<p>a change</p>', document.body);
      await nextFrame();
      await open(element);
      await shut(element);
      await nextFrame();
      expect(rounds).to.be.above(0).and.below(100);
      expect(uncaught).to.be.empty;
    });
  }

  it('that shows a locked match again has it locked before the next picture', async () => {
    const match = content('<p id="pro">Pro</p>');
    await gate('#pro');
    match.removeAttribute('hidden');
    match.style.display = 'block';
    await nextFrame();
    await nextFrame();
    expect(lookOf(match)).to.equal('locked');
  });

  it('that hides an open match is left to it', async () => {
    const match = content('<p id="pro">Pro</p>');
    await open(await gate('#pro'));
    match.hidden = true;
    await nextFrame();
    await nextFrame();
    expect(match.hidden).to.equal(true);
  });
});
