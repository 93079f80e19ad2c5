import { expect } from '@open-wc/testing';
import '../../src/i18n/locales/ar.js';
import '../../src/i18n/locales/de.js';
import '../../src/i18n/locales/es.js';
import '../../src/i18n/locales/fr.js';
import '../../src/i18n/locales/it.js';
import '../../src/i18n/locales/ja.js';
import '../../src/i18n/locales/ko.js';
import '../../src/i18n/locales/nl.js';
import '../../src/i18n/locales/pl.js';
import '../../src/i18n/locales/pt-BR.js';
import '../../src/i18n/locales/tr.js';
import '../../src/i18n/locales/zh-Hans.js';
import { LANGUAGES, type Language } from '../../src/i18n/languages.js';
import { getPart } from '../support/shadow-parts.js';
import { verdictNames, createTagWithVerdict } from '../support/states.js';
import { getField, getMessage, stage } from '../support/tag.js';

const loaded = Object.values((globalThis as { [LANGUAGES]?: Record<string, Language> })[LANGUAGES] ?? {});

describe('axe finds no violation in any language', () => {
  for (const verdictName of verdictNames) {
    it(`after ${verdictName}`, async function () {
      this.timeout(60_000);
      const element = await createTagWithVerdict(verdictName, { 'buy-url': '/buy' });
      for (const { tag, messages } of loaded) {
        element.lang = tag;
        stage().setAttribute('dir', tag === 'ar' ? 'rtl' : 'ltr');
        await element.updateComplete;
        expect(getPart(element, 'label').textContent).to.equal(messages.label);
        expect(getMessage(element)).to.not.equal('');
        await expect(element, tag).to.be.accessible();
      }
    });
  }
});

describe('a right-to-left language', () => {
  it('mirrors everything but the key', async () => {
    const element = await createTagWithVerdict('invalid:not-found', { 'buy-url': '/buy', lang: 'ar' });
    stage().setAttribute('style', 'width: 480px');
    const getLeft = (part: Parameters<typeof getPart>[1]): number =>
      getPart(element, part).getBoundingClientRect().left;
    expect(getLeft('label')).to.be.below(getLeft('link'));
    stage().setAttribute('dir', 'rtl');
    expect(getLeft('label')).to.be.above(getLeft('link'));
    expect(getLeft('input')).to.be.above(getLeft('button'));
    expect(getComputedStyle(getField(element)).direction).to.equal('ltr');
  });
});
