import { expect, nextFrame } from '@open-wc/testing';
import { addContent, createTagWithUnlocks, getLockState, unlock, lock } from '../support/unlocked-content.js';
import { openPage, type Page } from '../support/page.js';
import { getPart } from '../support/shadow-parts.js';
import { click, isVisible } from '../support/user-input.js';

/** Members of a form that its fields shadow if they have the same name. */
const SHADOWED_MEMBERS = [
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

const getOurLines = (page: Page): string[] => page.console.filter((line) => line.includes('whop-license-check'));

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
    it(`is never locked, nor is the tag: unlocks="${unlocks}"`, async () => {
      const { document, uncaught } = await openLoadedPage();
      const match = addContent('<p id="pro">Pro</p>', document.body);
      const outer = addContent('<div><div><div></div></div></div>', document.body);
      const around = outer.querySelector('div div')!;
      const element = await createTagWithUnlocks(unlocks, around);
      const unlockable = [
        document.documentElement,
        document.head,
        document.body,
        outer,
        outer.firstElementChild!,
        around,
        element,
      ];
      const expectNotLocked = (): void => {
        for (const item of unlockable) {
          expect(item.hasAttribute('hidden'), item.localName).to.equal(false);
          expect(item.hasAttribute('style'), item.localName).to.equal(false);
        }
        expect(isVisible(getPart(element, 'button'))).to.equal(true);
      };
      expectNotLocked();
      expect(getLockState(match)).to.equal(match.matches(unlocks) ? 'locked' : 'shown');
      await unlock(element);
      expectNotLocked();
      expect(getLockState(match)).to.equal('shown');
      await lock(element);
      expectNotLocked();
      expect(getLockState(match)).to.equal(match.matches(unlocks) ? 'locked' : 'shown');
      expect(uncaught).to.be.empty;
    });
  }

  it('can hide another tag if the selector matches it', async () => {
    const { document } = await openLoadedPage();
    const [first, second] = [
      await createTagWithUnlocks('whop-license-check', document.body),
      await createTagWithUnlocks('', document.body),
    ];
    expect(isVisible(getPart(first, 'button'))).to.equal(true);
    expect(isVisible(second)).to.equal(false);
    await unlock(first);
    expect(isVisible(getPart(second, 'button'))).to.equal(true);
  });

  it('logs one warning when the selector matches too much', async () => {
    const page = await openLoadedPage();
    await unlock(await createTagWithUnlocks('body, #pro', page.document.body));
    expect(getOurLines(page)).to.have.length(1);
    expect(getOurLines(page)[0]).to.match(/^warn: .*unlocks/);
  });
});

describe('an unusable selector', () => {
  for (const unlocks of ['[', '#', '#1', 'p >', ':nonsense', '{}', ',', '<p>', '#pro\u0000[', ' ', ':has(', '"']) {
    it(`locks nothing, throws nothing and sends nothing: ${JSON.stringify(unlocks)}`, async () => {
      const page = await openLoadedPage();
      const match = addContent('<p id="pro">Pro</p>', page.document.body);
      const element = await createTagWithUnlocks(unlocks, page.document.body);
      element.licenseKey = 'KEY';
      expect(await element.check()).to.include({ outcome: 'unverified', reason: 'misconfigured' });
      expect(getLockState(match)).to.equal('shown');
      expect(page.uncaught).to.be.empty;
      expect(getOurLines(page)).to.have.length(1);
      expect(getOurLines(page)[0]).to.match(/^warn: .*unlocks/);
      element.unlocks = '#pro';
      await element.updateComplete;
      expect(getLockState(match)).to.equal('locked');
      await unlock(element);
      expect(getLockState(match)).to.equal('shown');
    });
  }
});

describe('a locked form', () => {
  for (const css of ['', 'form { display: flex !important }']) {
    it(`may have fields with any name${css ? ', and a display style' : ''}`, async () => {
      const { document, uncaught } = await openLoadedPage();
      addContent(`<style>${css}</style>`, document.head);
      const fields = SHADOWED_MEMBERS.map((name) => `<input name="${name}">`).join('');
      const form = addContent(`<form class="pro" style="color: red">${fields}</form>`, document.body);
      const after = addContent('<p class="pro">Pro</p>', document.body);
      const element = await createTagWithUnlocks('.pro', document.body);
      const expectLockState = (lockState: string): void => {
        expect(getFormLockState(form)).to.equal(lockState);
        expect(getLockState(after)).to.equal(lockState);
      };
      expectLockState('locked');
      await unlock(element);
      expectLockState('shown');
      await lock(element);
      expectLockState('locked');
      expect(uncaught).to.be.empty;
    });
  }

  it('may contain the tag, whatever the names of its fields are', async () => {
    const { document } = await openLoadedPage();
    const form = addContent(
      `<form class="pro"><div></div>${SHADOWED_MEMBERS.map((name) => `<input name="${name}">`).join('')}</form>`,
      document.body,
    );
    const element = await createTagWithUnlocks('.pro, form', document.querySelector('div')!);
    expect(getFormLockState(form)).to.equal('shown');
    await unlock(element);
    expect(getFormLockState(form)).to.equal('shown');
  });

  function getFormLockState(form: Element): string {
    const isHidden = Element.prototype.hasAttribute.call(form, 'hidden');
    return isHidden === form.getClientRects().length > 0 ? 'neither' : isHidden ? 'locked' : 'shown';
  }
});

describe('images named after the document’s members', () => {
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
    it(`have no effect: ${name}`, async () => {
      const page = await openLoadedPage();
      const { body } = page.document;
      const match = addContent('<p id="pro">Pro</p>', body);
      addContent(`<img name="${name}" alt="">`, body);
      const element = await createTagWithUnlocks('#pro', body);
      expect(getLockState(match)).to.equal('locked');
      await click(getPart(element, 'input'));
      await unlock(element);
      expect(getLockState(match)).to.equal('shown');
      await lock(element);
      expect(getLockState(match)).to.equal('locked');
      expect(page.uncaught).to.be.empty;
    });
  }
});

describe('a page’s script', () => {
  for (const [description, revert] of [
    ['shows locked content again', (match: HTMLElement) => match.removeAttribute('hidden')],
    ['removes the style', (match: HTMLElement) => match.removeAttribute('style')],
    ['hides unlocked content again', (match: HTMLElement) => match.hidden || (match.hidden = true)],
  ] as const) {
    it(`that always ${description} does not freeze the page`, async () => {
      const { document, window, uncaught } = await openLoadedPage();
      addContent('<style>.pro { display: flex !important }</style>', document.head);
      const match = addContent('<p class="pro">Pro</p>', document.body);
      let mutationCount = 0;
      const observer = new window.MutationObserver(() => {
        if (++mutationCount < 1000) revert(match);
      });
      observer.observe(match, { attributes: true });
      const element = await createTagWithUnlocks('.pro', document.body);
      addContent('<p>a change</p>', document.body);
      await nextFrame();
      await unlock(element);
      await lock(element);
      await nextFrame();
      expect(mutationCount).to.be.above(0).and.below(100);
      expect(uncaught).to.be.empty;
    });
  }

  it('that shows locked content finds it locked by the next frame', async () => {
    const match = addContent('<p id="pro">Pro</p>');
    await createTagWithUnlocks('#pro');
    match.removeAttribute('hidden');
    match.style.display = 'block';
    await nextFrame();
    await nextFrame();
    expect(getLockState(match)).to.equal('locked');
  });

  it('can hide unlocked content', async () => {
    const match = addContent('<p id="pro">Pro</p>');
    await unlock(await createTagWithUnlocks('#pro'));
    match.hidden = true;
    await nextFrame();
    await nextFrame();
    expect(match.hidden).to.equal(true);
  });
});
