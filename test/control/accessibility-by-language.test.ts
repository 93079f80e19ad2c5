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

describe('axe finds nothing, in any language', () => {
  for (const ending of verdictNames) {
    it(`after ${ending}`, async function () {
      this.timeout(60_000);
      const element = await createTagWithVerdict(ending, { 'buy-url': '/buy' });
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

describe('from right to left', () => {
  it('everything is mirrored but the key', async () => {
    const element = await createTagWithVerdict('invalid:not-found', { 'buy-url': '/buy', lang: 'ar' });
    stage().setAttribute('style', 'width: 480px');
    const left = (part: Parameters<typeof getPart>[1]): number => getPart(element, part).getBoundingClientRect().left;
    expect(left('label')).to.be.below(left('link'));
    stage().setAttribute('dir', 'rtl');
    expect(left('label')).to.be.above(left('link'));
    expect(left('input')).to.be.above(left('button'));
    expect(getComputedStyle(getField(element)).direction).to.equal('ltr');
  });
});
