import { expect } from '@open-wc/testing';
import '../../src/locales/ar.js';
import '../../src/locales/de.js';
import '../../src/locales/es.js';
import '../../src/locales/fr.js';
import '../../src/locales/it.js';
import '../../src/locales/ja.js';
import '../../src/locales/ko.js';
import '../../src/locales/nl.js';
import '../../src/locales/pl.js';
import '../../src/locales/pt-BR.js';
import '../../src/locales/tr.js';
import '../../src/locales/zh-Hans.js';
import { LANGUAGES, type Language } from '../../src/languages.js';
import { partOf } from '../support/part.js';
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
