import { expect } from '@open-wc/testing';
import { english } from '../../src/i18n/messages.js';
import { contrastRatio } from '../support/contrast.js';
import { engineSupports } from '../support/engine.js';
import { addContent } from '../support/unlocked-content.js';
import { setStageStyle, getStatusIcon } from '../support/computed-styles.js';
import { emulateMedia } from '../support/media.js';
import { getPart } from '../support/shadow-parts.js';
import { finishCheck, createCheckingTag, createTagWithVerdict } from '../support/states.js';
import { getField, createTag } from '../support/tag.js';
import { click, hover } from '../support/user-input.js';

const BACKGROUNDS = { '#fff': 'rgb(255, 255, 255)', '#111': 'rgb(17, 17, 17)' };

describe('on the page’s background', () => {
  for (const [background, computed] of Object.entries(BACKGROUNDS)) {
    const text = background === '#111' ? 'rgb(238, 238, 238)' : 'rgb(34, 34, 34)';
    const setBackground = () => setStageStyle(`background: ${background}; color: ${text}; font-family: serif`);

    it(`text has the page’s color and font: ${background}`, async () => {
      setBackground();
      const element = await createTagWithVerdict('invalid:not-found', { 'buy-url': '/buy' });
      for (const part of ['label', 'input', 'message', 'link'] as const) {
        const style = getComputedStyle(getPart(element, part));
        expect(style.color, part).to.equal(text);
        expect(style.backgroundColor, part).to.equal('rgba(0, 0, 0, 0)');
        if (part !== 'input') expect(style.fontFamily, part).to.equal('serif');
      }
    });

    it(`the button is readable and stands out from the background: ${background}`, async () => {
      setBackground();
      const element = await createTag();
      const { color, backgroundColor } = getComputedStyle(getPart(element, 'button'));
      expect(contrastRatio(color, backgroundColor)).to.be.at.least(4.5);
      expect(contrastRatio(backgroundColor, computed)).to.be.at.least(3);
    });

    for (const verdictName of [null, 'valid', 'invalid:not-found', 'unverified:server-error'] as const) {
      it(`the field’s border and the icon are visible: ${background}, ${verdictName ?? 'before any check'}`, async () => {
        setBackground();
        const element = verdictName ? await createTagWithVerdict(verdictName) : await createTag();
        expect(contrastRatio(getComputedStyle(getField(element)).borderTopColor, computed), 'border').to.be.at.least(3);
        if (verdictName)
          expect(contrastRatio(getComputedStyle(getStatusIcon(element)!).stroke, computed), 'icon').to.be.at.least(3);
        else expect(getStatusIcon(element)).to.equal(null);
      });
    }

    it(`the focus ring is visible: ${background}`, async () => {
      setBackground();
      const element = await createTag();
      await click(getField(element));
      expect(contrastRatio(getComputedStyle(getField(element)).outlineColor, computed)).to.be.at.least(3);
    });
  }

  it('each outcome has its own icon and color', async () => {
    const styles = [];
    for (const verdictName of ['valid', 'invalid:not-found', 'unverified:server-error'] as const) {
      const element = await createTagWithVerdict(verdictName);
      styles.push([
        getStatusIcon(element)!.querySelector('path')!.getAttribute('d'),
        getComputedStyle(getStatusIcon(element)!).stroke,
        getComputedStyle(getField(element)).borderTopColor,
      ]);
    }
    for (const column of [0, 1, 2]) expect(new Set(styles.map((style) => style[column]))).to.have.property('size', 3);
  });
});

describe('a running check', () => {
  it('shows the spinner in the button only after a while, and hides it with the verdict', async () => {
    const { element, api } = await createCheckingTag();
    const button = getPart(element, 'button');
    const width = button.offsetWidth;
    const getStylesAfter = (ms: number): string[] => {
      const animations = element.shadowRoot!.getAnimations();
      expect(animations).to.have.length(2);
      for (const animation of animations) {
        animation.pause();
        animation.currentTime = ms;
      }
      return [
        getComputedStyle(getPart(element, 'spinner')).visibility,
        getComputedStyle(button.querySelector('span')!).opacity,
      ];
    };
    expect(getStylesAfter(0), 'at once').to.deep.equal(['hidden', '1']);
    expect(getStylesAfter(200), 'at once').to.deep.equal(['hidden', '1']);
    expect(getStylesAfter(300), 'later').to.deep.equal(['visible', '0']);
    expect(getStylesAfter(60_000), 'much later').to.deep.equal(['visible', '0']);
    expect([button.textContent, button.offsetWidth]).to.deep.equal([english.check, width]);
    await finishCheck({ element, api });
    expect(getComputedStyle(button.querySelector('span')!).opacity).to.equal('1');
    expect(button.querySelector('[part=spinner]')).to.equal(null);
    expect([button.textContent, button.offsetWidth]).to.deep.equal([english.check, width]);
  });
});

if (engineSupports('emulated media')) {
  describe('a visitor who prefers reduced motion', () => {
    it('sees the spinner turn slowly', async () => {
      const { element } = await createCheckingTag();
      const getTurnMs = () =>
        Number(getPart(element, 'spinner').getAnimations()[0]!.effect!.getComputedTiming().duration);
      expect(getTurnMs()).to.be.below(1000);
      await emulateMedia('prefers-reduced-motion', 'reduce');
      expect(getTurnMs()).to.be.at.least(2000);
    });
  });
}

describe('a page can style', () => {
  const properties: Record<string, [value: string, part: 'input' | 'button', property: string, computed: string]> = {
    '--whop-license-accent': ['rgb(1, 2, 3)', 'button', 'background-color', 'rgb(1, 2, 3)'],
    '--whop-license-accent-text': ['rgb(1, 2, 3)', 'button', 'color', 'rgb(1, 2, 3)'],
    '--whop-license-border': ['rgb(1, 2, 3)', 'input', 'border-top-color', 'rgb(1, 2, 3)'],
    '--whop-license-radius': ['3px', 'input', 'border-top-left-radius', '3px'],
    '--whop-license-key-font': ['fantasy', 'input', 'font-family', 'fantasy'],
  };
  for (const [name, [value, part, property, computed]] of Object.entries(properties)) {
    it(`${name}`, async () => {
      setStageStyle(`${name}: ${value}`);
      const element = await createTag();
      expect(getComputedStyle(getPart(element, part)).getPropertyValue(property)).to.equal(computed);
    });
  }

  for (const [outcome, verdictName] of [
    ['valid', 'valid'],
    ['invalid', 'invalid:not-found'],
    ['unverified', 'unverified:server-error'],
  ] as const) {
    it(`--whop-license-${outcome}`, async () => {
      setStageStyle(`--whop-license-${outcome}: rgb(1, 2, 3)`);
      const element = await createTagWithVerdict(verdictName);
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
    it(`only the button’s background, and its text stays readable on ${accent}`, async () => {
      setStageStyle(`--whop-license-accent: ${accent}`);
      const { color, backgroundColor } = getComputedStyle(getPart(await createTag(), 'button'));
      expect(contrastRatio(color, backgroundColor)).to.be.at.least(4.5);
    });
  }

  it('each part', async () => {
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

  it('the tag itself, depending on its state', async () => {
    addContent(
      '<style>whop-license-check { display: inline-block; max-width: 300px } whop-license-check[state=invalid] { outline: 1px solid rgb(1, 2, 3) }</style>',
    );
    const { display, maxWidth, outlineColor } = getComputedStyle(await createTagWithVerdict('invalid:not-found'));
    expect([display, maxWidth, outlineColor]).to.deep.equal(['inline-block', '300px', 'rgb(1, 2, 3)']);
  });
});

describe('the mouse', () => {
  it('shows a ring around the button on hover, unless it is disabled', async () => {
    const element = await createTag();
    const button = getPart(element, 'button');
    const getBoxShadow = (): string => getComputedStyle(button).boxShadow;
    expect(getBoxShadow()).to.equal('none');
    await hover(button);
    expect(getBoxShadow()).to.not.equal('none');
    element.disabled = true;
    await element.updateComplete;
    expect(getBoxShadow()).to.equal('none');
    expect(getComputedStyle(button).cursor).to.equal('not-allowed');
  });
});
