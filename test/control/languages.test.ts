import { expect } from '@open-wc/testing';
import type { WhopLicenseCheck } from '../../src/index.js';
import { addLanguage } from '../../src/i18n/add-language.js';
import { english } from '../../src/i18n/messages.js';
import { LANGUAGES, type Language } from '../../src/i18n/languages.js';
import { getPart, getLiveRegion } from '../support/shadow-parts.js';
import { createTagWithVerdict } from '../support/states.js';
import { KEY, createDetachedTag, getMessage, stage, createTag, checkKey } from '../support/tag.js';

const registry = globalThis as { [LANGUAGES]?: Record<string, Language> };
const root = document.documentElement;
const getLabel = (element: WhopLicenseCheck): string => getPart(element, 'label').textContent;
/** Creates messages that are recognizable in a test. */
const createMessages = (name: string) =>
  Object.fromEntries(Object.keys(english).map((key) => [key, `${name} ${key}.`])) as typeof english &
    Record<string, string>;

/** Waits until a tag has rendered its messages in a new language. */
async function waitForLanguageChange(element: WhopLicenseCheck): Promise<void> {
  await Promise.resolve();
  await element.updateComplete;
}

describe('the language of a tag', () => {
  let before: string;

  beforeEach(() => {
    before = root.lang;
    Reflect.deleteProperty(registry, LANGUAGES);
    addLanguage('de', createMessages('Deutsch'));
    addLanguage('pt-BR', createMessages('Português'));
  });
  afterEach(() => {
    root.lang = before;
    Reflect.deleteProperty(registry, LANGUAGES);
  });

  it('is that of the closest element with a lang attribute', async () => {
    root.lang = 'de';
    expect(getLabel(await createTag())).to.equal('Deutsch label.');
    (stage() as HTMLElement).lang = 'pt';
    expect(getLabel(await createTag())).to.equal('Português label.');
    expect(getLabel(await createTag({ lang: 'de' }))).to.equal('Deutsch label.');
  });

  it('is found through shadow roots', async () => {
    const host = stage().appendChild(document.createElement('div'));
    host.lang = 'de';
    const inner = host.attachShadow({ mode: 'open' }).appendChild(document.createElement('div'));
    expect(getLabel(await createTag({}, inner.attachShadow({ mode: 'open' }) as never))).to.equal('Deutsch label.');
  });

  it('is found although a form’s fields shadow its members', async () => {
    stage().innerHTML =
      '<form lang="de"><input name="getAttribute"><input name="lang"><input name="parentNode"><input name="closest"><div></div></form>';
    expect(getLabel(await createTag({}, stage().querySelector('div')!))).to.equal('Deutsch label.');
  });

  it('is not that of a form named host', async () => {
    root.removeAttribute('lang');
    stage().innerHTML = '<form name="host" lang="de"></form><div></div>';
    expect(getLabel(await createTag({}, stage().querySelector('div')!))).to.equal(english.label);
  });

  it('changes when its script loads, although a library has replaced Event', async () => {
    const element = await createTag({ lang: 'it' });
    const { Event: original } = globalThis;
    Object.assign(globalThis, { Event: function () {} });
    try {
      addLanguage('it', createMessages('Italiano'));
    } finally {
      Object.assign(globalThis, { Event: original });
    }
    await waitForLanguageChange(element);
    expect(getLabel(element)).to.equal('Italiano label.');
  });

  for (const lang of ['de', 'DE', 'de-AT', 'de-Latn-CH', 'de_DE']) {
    it(`is German for ${lang}`, async () => expect(getLabel(await createTag({ lang }))).to.equal('Deutsch label.'));
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
      expect(getLabel(element)).to.equal(english.label);
      expect((await checkKey(element, '')).outcome).to.equal('invalid');
      expect(getMessage(element)).to.equal(english['empty-key']);
    });
  }

  describe('on a page without a lang attribute', () => {
    const setBrowserLanguage = (value: unknown): void =>
      void Object.defineProperty(navigator, 'language', { configurable: true, value });
    beforeEach(() => root.removeAttribute('lang'));
    afterEach(() => Reflect.deleteProperty(navigator, 'language'));

    it('is the browser’s', async () => {
      setBrowserLanguage('pt-PT');
      const element = await createTag();
      expect(getLabel(element)).to.equal('Português label.');
      setBrowserLanguage('de');
      window.dispatchEvent(new Event('languagechange'));
      await element.updateComplete;
      expect(getLabel(element)).to.equal('Deutsch label.');
    });

    for (const language of ['C', '', 'nonsense', 'en-US-u-zz-'.repeat(40), undefined, null, 7]) {
      it(`is English if the browser’s language is ${String(language).slice(0, 20)}`, async () => {
        setBrowserLanguage(language);
        const element = await createTagWithVerdict('valid');
        expect(getLabel(element)).to.equal(english.label);
        expect(getMessage(element)).to.match(/^Your license is valid\./);
      });
    }
  });

  it('changes on the screen while the page is open, but not in an earlier verdict', async () => {
    const element = await createTagWithVerdict('invalid:not-found');
    const { verdict } = element;
    for (const [lang, message] of [
      ['de', 'Deutsch not-found.'],
      ['pt-BR', 'Português not-found.'],
      ['en', english['not-found']],
    ] as const) {
      root.lang = lang;
      await waitForLanguageChange(element);
      expect(getMessage(element)).to.equal(message);
    }
    element.lang = 'de';
    await waitForLanguageChange(element);
    expect(getLabel(element)).to.equal('Deutsch label.');
    expect(element.verdict).to.equal(verdict);
  });

  it('changes when the element moves', async () => {
    const element = await createTag();
    const paragraph = stage().appendChild(document.createElement('p'));
    paragraph.lang = 'de';
    paragraph.append(element);
    await element.updateComplete;
    expect(getLabel(element)).to.equal('Deutsch label.');
  });

  it('changes without affecting the typed key or the focus', async () => {
    const element = await createTag({ 'license-key': KEY });
    element.focus();
    root.lang = 'de';
    await waitForLanguageChange(element);
    expect(element.licenseKey).to.equal(KEY);
    expect(element.shadowRoot!.activeElement).to.equal(getPart(element, 'input'));
  });

  it('changes when its script loads later', async () => {
    const element = await createTag({ lang: 'it' });
    expect(getLabel(element)).to.equal(english.label);
    addLanguage('it', createMessages('Italiano'));
    await waitForLanguageChange(element);
    expect(getLabel(element)).to.equal('Italiano label.');
  });

  it('is also that of the verdict’s message', async () => {
    const verdict = await checkKey(await createTag({ lang: 'de' }), '');
    expect(verdict).to.include({ reason: 'empty-key', message: 'Deutsch empty-key.' });
  });

  it('is exposed to assistive technology', async () => {
    const element = await createTag({ lang: 'pt' });
    expect(getPart(element, 'form').lang).to.equal('pt-BR');
    expect(getPart(await createTag({ lang: 'eo' }), 'form').lang).to.equal('en-US');
  });

  it('is overridden by the page’s own texts, except for empty ones', async () => {
    const element = createDetachedTag({ lang: 'de' });
    element.messages = { label: 'Mein Schlüssel', check: '' };
    stage().append(element);
    await element.updateComplete;
    expect(getLabel(element)).to.equal('Mein Schlüssel');
    expect(getPart(element, 'button').textContent).to.equal('Deutsch check.');
  });

  it('is English for a text that an older language script lacks', async () => {
    const { label } = english;
    addLanguage('nl', { ...createMessages('Nederlands'), label: undefined } as never);
    const element = await createTag({ lang: 'nl' });
    expect(getLabel(element)).to.equal(label);
    expect(getPart(element, 'button').textContent).to.equal('Nederlands check.');
  });

  it('formats dates and times', async () => {
    addLanguage('fr', {
      ...createMessages('Français'),
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

describe('the page’s own text on a right-to-left page', () => {
  it('keeps its closing punctuation at its end', async () => {
    stage().setAttribute('dir', 'rtl');
    const element = await createTag({ label: 'Key!' });
    element.messages = { check: 'Check!' };
    await element.updateComplete;
    for (const name of ['label', 'button'] as const) {
      const part = getPart(element, name);
      const text = (part.querySelector('span') ?? part).lastChild as Text;
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

describe('a page translated by the browser', () => {
  /** Wraps each text in two elements, as browsers do. */
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

  it('still checks keys and shows the result', async () => {
    const element = await createTagWithVerdict('invalid:not-found');
    translate(element);
    expect(getMessage(element)).to.match(/^\[We couldn't find/);
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
    expect(getLabel(element)).to.equal('Key');
  });

  it('still shows the button texts', async () => {
    const element = await createTag();
    translate(element);
    for (const animation of element.shadowRoot!.getAnimations()) animation.finish();
    for (const part of element.shadowRoot!.querySelectorAll('button *'))
      expect(getComputedStyle(part).opacity).to.equal('1');
  });
});
