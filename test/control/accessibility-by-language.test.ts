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
import { partOf } from '../support/shadow-parts.js';
import { endings, tagThatSays } from '../support/states.js';
import { fieldOf, shownBy, stage } from '../support/tag.js';

const loaded = Object.values((globalThis as { [LANGUAGES]?: Record<string, Language> })[LANGUAGES] ?? {});

describe('axe finds nothing, in any language', () => {
  for (const ending of endings) {
    it(`after ${ending}`, async function () {
      this.timeout(60_000);
      const element = await tagThatSays(ending, { 'buy-url': '/buy' });
      for (const { tag, messages } of loaded) {
        element.lang = tag;
        stage().setAttribute('dir', tag === 'ar' ? 'rtl' : 'ltr');
        await element.updateComplete;
        expect(partOf(element, 'label').textContent).to.equal(messages.label);
        expect(shownBy(element)).to.not.equal('');
        await expect(element, tag).to.be.accessible();
      }
    });
  }
});

describe('from right to left', () => {
  it('everything is mirrored but the key', async () => {
    const element = await tagThatSays('invalid:not-found', { 'buy-url': '/buy', lang: 'ar' });
    stage().setAttribute('style', 'width: 480px');
    const left = (part: Parameters<typeof partOf>[1]): number => partOf(element, part).getBoundingClientRect().left;
    expect(left('label')).to.be.below(left('link'));
    stage().setAttribute('dir', 'rtl');
    expect(left('label')).to.be.above(left('link'));
    expect(left('input')).to.be.above(left('button'));
    expect(getComputedStyle(fieldOf(element)).direction).to.equal('ltr');
  });
});
