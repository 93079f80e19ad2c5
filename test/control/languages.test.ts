import { expect } from '@open-wc/testing';
import type { WhopLicenseCheck } from '../../src/index.js';
import { addLanguage } from '../../src/i18n/add-language.js';
import { english } from '../../src/i18n/element-messages.js';
import { LANGUAGES, type Language } from '../../src/i18n/languages.js';
import { getPart, getLiveRegion } from '../support/shadow-parts.js';
import { createTagWithVerdict } from '../support/states.js';
import { KEY, createDetachedTag, getMessage, stage, createTag, checkKey } from '../support/tag.js';

const page = globalThis as { [LANGUAGES]?: Record<string, Language> };
const root = document.documentElement;
const labelOf = (element: WhopLicenseCheck): string => getPart(element, 'label').textContent;
/** Texts that are told apart from all others. */
const dialect = (name: string) =>
  Object.fromEntries(Object.keys(english).map((key) => [key, `${name} ${key}.`])) as typeof english &
    Record<string, string>;

/** The texts are put in once more, by whoever hears of it. */
async function changed(element: WhopLicenseCheck): Promise<void> {
  await Promise.resolve();
  await element.updateComplete;
}

describe('the language of the texts', () => {
  let before: string;

  beforeEach(() => {
    before = root.lang;
    Reflect.deleteProperty(page, LANGUAGES);
    addLanguage('de', dialect('Deutsch'));
    addLanguage('pt-BR', dialect('Português'));
  });
  afterEach(() => {
    root.lang = before;
    Reflect.deleteProperty(page, LANGUAGES);
  });

  it('is the page’s, or that of what is nearer', async () => {
    root.lang = 'de';
    expect(labelOf(await createTag())).to.equal('Deutsch label.');
    (stage() as HTMLElement).lang = 'pt';
    expect(labelOf(await createTag())).to.equal('Português label.');
    expect(labelOf(await createTag({ lang: 'de' }))).to.equal('Deutsch label.');
  });

  it('is found through shadow roots', async () => {
    const host = stage().appendChild(document.createElement('div'));
    host.lang = 'de';
    const inner = host.attachShadow({ mode: 'open' }).appendChild(document.createElement('div'));
    expect(labelOf(await createTag({}, inner.attachShadow({ mode: 'open' }) as never))).to.equal('Deutsch label.');
  });

  it('is found though a form’s fields are named like what is asked of it', async () => {
    stage().innerHTML =
      '<form lang="de"><input name="getAttribute"><input name="lang"><input name="parentNode"><input name="closest"><div></div></form>';
    expect(labelOf(await createTag({}, stage().querySelector('div')!))).to.equal('Deutsch label.');
  });

  it('is not that of a form which only has the name of what is looked for', async () => {
    root.removeAttribute('lang');
    stage().innerHTML = '<form name="host" lang="de"></form><div></div>';
    expect(labelOf(await createTag({}, stage().querySelector('div')!))).to.equal(english.label);
  });

  it('is told to those that are there though a library has put an Event of its own in the place of the browser’s', async () => {
    const element = await createTag({ lang: 'it' });
    const { Event: original } = globalThis;
    Object.assign(globalThis, { Event: function () {} });
    try {
      addLanguage('it', dialect('Italiano'));
    } finally {
      Object.assign(globalThis, { Event: original });
    }
    await changed(element);
    expect(labelOf(element)).to.equal('Italiano label.');
  });

  for (const lang of ['de', 'DE', 'de-AT', 'de-Latn-CH', 'de_DE']) {
    it(`is German for ${lang}`, async () => expect(labelOf(await createTag({ lang }))).to.equal('Deutsch label.'));
  }

  for (const lang of [
    'en',
    'en-US',
    'eo',
    'C',
    'x',
    '-',
    '--',
    ' de',
    'deutsch',
    '__proto__',
    'constructor',
    'toString',
    '\u0000',
    'de'.repeat(500),
  ]) {
    it(`is English for ${JSON.stringify(lang).slice(0, 20)}`, async () => {
      const element = await createTag({ lang });
      expect(labelOf(element)).to.equal(english.label);
      expect((await checkKey(element, '')).outcome).to.equal('invalid');
      expect(getMessage(element)).to.equal(english['empty-key']);
    });
  }

  describe('of a page that names none', () => {
    const browserSays = (value: unknown): void =>
      void Object.defineProperty(navigator, 'language', { configurable: true, value });
    beforeEach(() => root.removeAttribute('lang'));
    afterEach(() => Reflect.deleteProperty(navigator, 'language'));

    it('is the browser’s', async () => {
      browserSays('pt-PT');
      const element = await createTag();
      expect(labelOf(element)).to.equal('Português label.');
      browserSays('de');
      window.dispatchEvent(new Event('languagechange'));
      expect(labelOf(element)).to.equal('Deutsch label.');
    });

    for (const language of ['C', '', 'nonsense', 'en-US-u-zz-'.repeat(40), undefined, null, 7]) {
      it(`is English where the browser says ${String(language).slice(0, 20)}`, async () => {
        browserSays(language);
        const element = await createTagWithVerdict('valid');
        expect(labelOf(element)).to.equal(english.label);
        expect(getMessage(element)).to.match(/^Your license is valid\./);
      });
    }
  });

  it('changes while the page is open, on the screen but not in the verdict that was given', async () => {
    const element = await createTagWithVerdict('invalid:not-found');
    const { verdict } = element;
    for (const [lang, says] of [
      ['de', 'Deutsch not-found.'],
      ['pt-BR', 'Português not-found.'],
      ['en', english['not-found']],
    ] as const) {
      root.lang = lang;
      await changed(element);
      expect(getMessage(element)).to.equal(says);
    }
    element.lang = 'de';
    await changed(element);
    expect(labelOf(element)).to.equal('Deutsch label.');
    expect(element.verdict).to.equal(verdict);
  });

  it('changes with the place of the element', async () => {
    const element = await createTag();
    const there = stage().appendChild(document.createElement('p'));
    there.lang = 'de';
    there.append(element);
    await element.updateComplete;
    expect(labelOf(element)).to.equal('Deutsch label.');
  });

  it('leaves alone what the visitor has typed, and where the focus is', async () => {
    const element = await createTag({ 'license-key': KEY });
    element.focus();
    root.lang = 'de';
    await changed(element);
    expect(element.licenseKey).to.equal(KEY);
    expect(element.shadowRoot!.activeElement).to.equal(getPart(element, 'input'));
  });

  it('is heard of when its script comes later', async () => {
    const element = await createTag({ lang: 'it' });
    expect(labelOf(element)).to.equal(english.label);
    addLanguage('it', dialect('Italiano'));
    await changed(element);
    expect(labelOf(element)).to.equal('Italiano label.');
  });

  it('is the verdict’s, too', async () => {
    const verdict = await checkKey(await createTag({ lang: 'de' }), '');
    expect(verdict).to.include({ reason: 'empty-key', message: 'Deutsch empty-key.' });
  });

  it('is told to assistive technology', async () => {
    const element = await createTag({ lang: 'pt' });
    expect(getPart(element, 'form').lang).to.equal('pt-BR');
    expect(getPart(await createTag({ lang: 'eo' }), 'form').lang).to.equal('en-US');
  });

  it('gives way to the page’s own texts, but for those that say nothing', async () => {
    const element = createDetachedTag({ lang: 'de' });
    element.messages = { label: 'Mein Schlüssel', check: '' };
    stage().append(element);
    await element.updateComplete;
    expect(labelOf(element)).to.equal('Mein Schlüssel');
    expect(getPart(element, 'button').textContent).to.equal('Deutsch check.');
  });

  it('is English where a text is missing: the script is older', async () => {
    const { label } = english;
    addLanguage('nl', { ...dialect('Nederlands'), label: undefined } as never);
    const element = await createTag({ lang: 'nl' });
    expect(labelOf(element)).to.equal(label);
    expect(getPart(element, 'button').textContent).to.equal('Nederlands check.');
  });

  it('puts dates and times in its own way', async () => {
    addLanguage('fr', {
      ...dialect('Français'),
      valid: 'Oui.',
      renews: '{date}.',
      ends: '{date}.',
      'rate-limited': '{wait}.',
    });
    expect(getMessage(await createTagWithVerdict('valid', { lang: 'fr' }))).to.match(
      /^Oui\. \d{1,2} \p{L}+\.? \d{4}\.$/u,
    );
    expect(getMessage(await createTagWithVerdict('unverified:rate-limited', { lang: 'fr' }))).to.match(
      /^60.secondes\.$/u,
    );
  });
});

describe('a text of the page’s own, in a page from right to left', () => {
  it('keeps its full stop or its exclamation mark at its own end', async () => {
    stage().setAttribute('dir', 'rtl');
    const element = await createTag({ label: 'Key!' });
    element.messages = { check: 'Check!' };
    await element.updateComplete;
    for (const name of ['label', 'button'] as const) {
      const [text] = getPart(element, name).childNodes as unknown as [Text];
      const [first, last] = [0, text.length - 1].map((at) => {
        const range = document.createRange();
        range.setStart(text, at);
        range.setEnd(text, at + 1);
        return range.getBoundingClientRect().left;
      }) as [number, number];
      expect(last, name).to.be.above(first);
    }
  });
});

describe('a page that a browser translates', () => {
  /** As they do it: each text in two elements of theirs. */
  function translate(element: WhopLicenseCheck): void {
    const walker = document.createTreeWalker(element.shadowRoot!, NodeFilter.SHOW_TEXT);
    const texts: Text[] = [];
    while (walker.nextNode()) texts.push(walker.currentNode as Text);
    for (const text of texts) {
      if (text.parentElement?.localName === 'style') continue;
      const outer = document.createElement('span');
      outer.append(document.createElement('span'));
      outer.firstElementChild!.textContent = `[${text.data}]`;
      text.replaceWith(outer);
    }
  }

  it('goes on to check keys and to say what came of it', async () => {
    const element = await createTagWithVerdict('invalid:not-found');
    translate(element);
    expect(getMessage(element)).to.match(/^\[No license/);
    expect((await checkKey(element, '')).outcome).to.equal('invalid');
    expect(getMessage(element)).to.equal(english['empty-key']);
    expect(
      [...getLiveRegion(element).children].map(({ localName, childElementCount }) => [localName, childElementCount]),
    ).to.deep.equal([
      ['svg', 2],
      ['span', 0],
    ]);
    translate(element);
    element.label = 'Key';
    await element.updateComplete;
    expect(labelOf(element)).to.equal('Key');
  });

  it('still shows the texts of its buttons', async () => {
    const element = await createTag();
    translate(element);
    for (const animation of element.shadowRoot!.getAnimations()) animation.finish();
    for (const part of element.shadowRoot!.querySelectorAll('button *'))
      expect(getComputedStyle(part).opacity).to.equal('1');
  });
});
