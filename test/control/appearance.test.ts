import { expect } from '@open-wc/testing';
import { english } from '../../src/i18n/element-messages.js';
import { contrastRatio } from '../support/contrast.js';
import { engineSupports } from '../support/engine.js';
import { addContent } from '../support/unlocked-content.js';
import { setStageStyle, getStatusIcon } from '../support/computed-styles.js';
import { emulateMedia } from '../support/media.js';
import { getPart } from '../support/shadow-parts.js';
import { finishCheck, createCheckingTag, createTagWithVerdict } from '../support/states.js';
import { getField, createTag } from '../support/tag.js';
import { click, hover } from '../support/user-input.js';

const GROUNDS = { '#fff': 'rgb(255, 255, 255)', '#111': 'rgb(17, 17, 17)' };

describe('on the page’s own ground', () => {
  for (const [ground, computed] of Object.entries(GROUNDS)) {
    const text = ground === '#111' ? 'rgb(238, 238, 238)' : 'rgb(34, 34, 34)';
    const put = () => setStageStyle(`background: ${ground}; color: ${text}; font-family: serif`);

    it(`text has the color and the typeface of the page: ${ground}`, async () => {
      put();
      const element = await createTagWithVerdict('invalid:not-found', { 'buy-url': '/buy' });
      for (const part of ['label', 'input', 'message', 'link'] as const) {
        const style = getComputedStyle(getPart(element, part));
        expect(style.color, part).to.equal(text);
        expect(style.backgroundColor, part).to.equal('rgba(0, 0, 0, 0)');
        if (part !== 'input') expect(style.fontFamily, part).to.equal('serif');
      }
    });

    it(`the button is readable, and to be told from the ground: ${ground}`, async () => {
      put();
      const element = await createTag();
      const { color, backgroundColor } = getComputedStyle(getPart(element, 'button'));
      expect(contrastRatio(color, backgroundColor)).to.be.at.least(4.5);
      expect(contrastRatio(backgroundColor, computed)).to.be.at.least(3);
    });

    for (const ending of [null, 'valid', 'invalid:not-found', 'unverified:server-error'] as const) {
      it(`the edge of the field and the sign can be seen: ${ground}, ${ending ?? 'before any check'}`, async () => {
        put();
        const element = ending ? await createTagWithVerdict(ending) : await createTag();
        expect(contrastRatio(getComputedStyle(getField(element)).borderTopColor, computed), 'edge').to.be.at.least(3);
        if (ending)
          expect(contrastRatio(getComputedStyle(getStatusIcon(element)!).stroke, computed), 'sign').to.be.at.least(3);
        else expect(getStatusIcon(element)).to.equal(null);
      });
    }

    it(`the ring of the focus can be seen: ${ground}`, async () => {
      put();
      const element = await createTag();
      await click(getField(element));
      expect(contrastRatio(getComputedStyle(getField(element)).outlineColor, computed)).to.be.at.least(3);
    });
  }

  it('each outcome has a sign and a color of its own', async () => {
    const looks = [];
    for (const ending of ['valid', 'invalid:not-found', 'unverified:server-error'] as const) {
      const element = await createTagWithVerdict(ending);
      looks.push([
        getStatusIcon(element)!.querySelector('path')!.getAttribute('d'),
        getComputedStyle(getStatusIcon(element)!).stroke,
        getComputedStyle(getField(element)).borderTopColor,
      ]);
    }
    for (const column of [0, 1, 2]) expect(new Set(looks.map((look) => look[column]))).to.have.property('size', 3);
  });
});

describe('a check under way', () => {
  it('is seen in the button only when it takes a while, and is gone with the verdict', async () => {
    const { element, api } = await createCheckingTag();
    const button = getPart(element, 'button');
    const width = button.offsetWidth;
    const looksAfter = (ms: number): string[] => {
      const moving = element.shadowRoot!.getAnimations();
      expect(moving).to.have.length(2);
      for (const animation of moving) {
        animation.pause();
        animation.currentTime = ms;
      }
      return [
        getComputedStyle(getPart(element, 'spinner')).visibility,
        getComputedStyle(button.querySelector('span')!).opacity,
      ];
    };
    expect(looksAfter(0), 'at once').to.deep.equal(['hidden', '1']);
    expect(looksAfter(200), 'at once').to.deep.equal(['hidden', '1']);
    expect(looksAfter(300), 'later').to.deep.equal(['visible', '0']);
    expect(looksAfter(60_000), 'much later').to.deep.equal(['visible', '0']);
    expect([button.textContent, button.offsetWidth]).to.deep.equal([english.check, width]);
    await finishCheck({ element, api });
    expect(element.shadowRoot!.getAnimations()).to.have.length(0);
    expect([button.innerHTML, button.offsetWidth]).to.deep.equal([english.check, width]);
  });
});

if (engineSupports('emulated media')) {
  describe('a visitor who wants less motion', () => {
    it('sees the spinner turn slowly', async () => {
      const { element } = await createCheckingTag();
      const turn = () => Number(getPart(element, 'spinner').getAnimations()[0]!.effect!.getComputedTiming().duration);
      expect(turn()).to.be.below(1000);
      await emulateMedia('prefers-reduced-motion', 'reduce');
      expect(turn()).to.be.at.least(2000);
    });
  });
}

describe('what a page may change', () => {
  const properties: Record<string, [value: string, part: 'input' | 'button', property: string, computed: string]> = {
    '--whop-license-accent': ['rgb(1, 2, 3)', 'button', 'background-color', 'rgb(1, 2, 3)'],
    '--whop-license-accent-text': ['rgb(1, 2, 3)', 'button', 'color', 'rgb(1, 2, 3)'],
    '--whop-license-border': ['rgb(1, 2, 3)', 'input', 'border-top-color', 'rgb(1, 2, 3)'],
    '--whop-license-radius': ['3px', 'input', 'border-top-left-radius', '3px'],
    '--whop-license-key-font': ['fantasy', 'input', 'font-family', 'fantasy'],
  };
  for (const [name, [value, part, property, computed]] of Object.entries(properties)) {
    it(`is ${name}`, async () => {
      setStageStyle(`${name}: ${value}`);
      const element = await createTag();
      expect(getComputedStyle(getPart(element, part)).getPropertyValue(property)).to.equal(computed);
    });
  }

  for (const [outcome, ending] of [
    ['valid', 'valid'],
    ['invalid', 'invalid:not-found'],
    ['unverified', 'unverified:server-error'],
  ] as const) {
    it(`is --whop-license-${outcome}`, async () => {
      setStageStyle(`--whop-license-${outcome}: rgb(1, 2, 3)`);
      const element = await createTagWithVerdict(ending);
      expect(getComputedStyle(getStatusIcon(element)!).stroke).to.equal('rgb(1, 2, 3)');
      expect(getComputedStyle(getField(element)).borderTopColor).to.equal('rgb(1, 2, 3)');
    });
  }

  for (const accent of [
    '#ffde59',
    '#fff',
    '#000',
    '#777',
    '#757575',
    '#f0f',
    '#e000e0',
    '#00f',
    '#0a0',
    '#d6004b',
    '#e4572e',
    'hsl(200 90% 45%)',
    'oklch(0.62 0.2 30)',
    'gold',
    'rebeccapurple',
  ]) {
    it(`is the button’s ground alone: its text can be read on ${accent}`, async () => {
      setStageStyle(`--whop-license-accent: ${accent}`);
      const { color, backgroundColor } = getComputedStyle(getPart(await createTag(), 'button'));
      expect(contrastRatio(color, backgroundColor)).to.be.at.least(4.5);
    });
  }

  it('is each part', async () => {
    const parts = ['form', 'label', 'input', 'button', 'message', 'link', 'spinner'] as const;
    addContent(
      `<style>${parts.map((part, index) => `whop-license-check::part(${part}) { z-index: ${index + 1} }`).join('')}</style>`,
    );
    const { element } = await createCheckingTag({ 'buy-url': '/buy' });
    expect(parts.map((part) => getComputedStyle(getPart(element, part)).zIndex)).to.deep.equal([
      '1',
      '2',
      '3',
      '4',
      '5',
      '6',
      '7',
    ]);
  });

  it('is the look by the state, and the place of the tag', async () => {
    addContent(
      '<style>whop-license-check { display: inline-block; max-width: 300px } whop-license-check[state=invalid] { outline: 1px solid rgb(1, 2, 3) }</style>',
    );
    const { display, maxWidth, outlineColor } = getComputedStyle(await createTagWithVerdict('invalid:not-found'));
    expect([display, maxWidth, outlineColor]).to.deep.equal(['inline-block', '300px', 'rgb(1, 2, 3)']);
  });
});

describe('the mouse', () => {
  it('rings the button that it is over, whose text stays as readable, and one that is disabled not', async () => {
    const element = await createTag();
    const button = getPart(element, 'button');
    const look = (): string => getComputedStyle(button).boxShadow;
    expect(look()).to.equal('none');
    await hover(button);
    expect(look()).to.not.equal('none');
    element.disabled = true;
    await element.updateComplete;
    expect(look()).to.equal('none');
    expect(getComputedStyle(button).cursor).to.equal('not-allowed');
  });
});
