import { expect } from '@open-wc/testing';
import { english } from '../../src/i18n/messages.js';
import { contrast } from '../support/contrast.js';
import { engineHas } from '../support/engine.js';
import { content } from '../support/unlocked-content.js';
import { dress, signOf } from '../support/computed-styles.js';
import { emulate } from '../support/media.js';
import { partOf } from '../support/shadow-parts.js';
import { release, tagThatChecks, tagThatSays } from '../support/states.js';
import { fieldOf, tag } from '../support/tag.js';
import { click, hover } from '../support/user-input.js';

const GROUNDS = { '#fff': 'rgb(255, 255, 255)', '#111': 'rgb(17, 17, 17)' };

describe('on the page’s own ground', () => {
  for (const [ground, computed] of Object.entries(GROUNDS)) {
    const text = ground === '#111' ? 'rgb(238, 238, 238)' : 'rgb(34, 34, 34)';
    const put = () => dress(`background: ${ground}; color: ${text}; font-family: serif`);

    it(`text has the color and the typeface of the page: ${ground}`, async () => {
      put();
      const element = await tagThatSays('invalid:not-found', { 'buy-url': '/buy' });
      for (const part of ['label', 'input', 'message', 'link'] as const) {
        const style = getComputedStyle(partOf(element, part));
        expect(style.color, part).to.equal(text);
        expect(style.backgroundColor, part).to.equal('rgba(0, 0, 0, 0)');
        if (part !== 'input') expect(style.fontFamily, part).to.equal('serif');
      }
    });

    it(`the button is readable, and to be told from the ground: ${ground}`, async () => {
      put();
      const element = await tag();
      const { color, backgroundColor } = getComputedStyle(partOf(element, 'button'));
      expect(contrast(color, backgroundColor)).to.be.at.least(4.5);
      expect(contrast(backgroundColor, computed)).to.be.at.least(3);
    });

    for (const ending of [null, 'valid', 'invalid:not-found', 'unverified:server-error'] as const) {
      it(`the edge of the field and the sign can be seen: ${ground}, ${ending ?? 'before any check'}`, async () => {
        put();
        const element = ending ? await tagThatSays(ending) : await tag();
        expect(contrast(getComputedStyle(fieldOf(element)).borderTopColor, computed), 'edge').to.be.at.least(3);
        if (ending) expect(contrast(getComputedStyle(signOf(element)!).stroke, computed), 'sign').to.be.at.least(3);
        else expect(signOf(element)).to.equal(null);
      });
    }

    it(`the ring of the focus can be seen: ${ground}`, async () => {
      put();
      const element = await tag();
      await click(fieldOf(element));
      expect(contrast(getComputedStyle(fieldOf(element)).outlineColor, computed)).to.be.at.least(3);
    });
  }

  it('each outcome has a sign and a color of its own', async () => {
    const looks = [];
    for (const ending of ['valid', 'invalid:not-found', 'unverified:server-error'] as const) {
      const element = await tagThatSays(ending);
      looks.push([
        signOf(element)!.querySelector('path')!.getAttribute('d'),
        getComputedStyle(signOf(element)!).stroke,
        getComputedStyle(fieldOf(element)).borderTopColor,
      ]);
    }
    for (const column of [0, 1, 2]) expect(new Set(looks.map((look) => look[column]))).to.have.property('size', 3);
  });
});

describe('a check under way', () => {
  it('is seen in the button only when it takes a while, and is gone with the verdict', async () => {
    const { element, api } = await tagThatChecks();
    const button = partOf(element, 'button');
    const width = button.offsetWidth;
    const looksAfter = (ms: number): string[] => {
      const moving = element.shadowRoot!.getAnimations();
      expect(moving).to.have.length(2);
      for (const animation of moving) {
        animation.pause();
        animation.currentTime = ms;
      }
      return [
        getComputedStyle(partOf(element, 'spinner')).visibility,
        getComputedStyle(button.querySelector('span')!).opacity,
      ];
    };
    expect(looksAfter(0), 'at once').to.deep.equal(['hidden', '1']);
    expect(looksAfter(200), 'at once').to.deep.equal(['hidden', '1']);
    expect(looksAfter(300), 'later').to.deep.equal(['visible', '0']);
    expect(looksAfter(60_000), 'much later').to.deep.equal(['visible', '0']);
    expect([button.textContent, button.offsetWidth]).to.deep.equal([english.check, width]);
    await release({ element, api });
    expect(getComputedStyle(button.querySelector('span')!).opacity).to.equal('1');
    expect(element.shadowRoot!.getAnimations()).to.have.length(0);
    expect([button.textContent, button.offsetWidth]).to.deep.equal([english.check, width]);
  });
});

if (engineHas('emulated media')) {
  describe('a visitor who wants less motion', () => {
    it('sees the spinner turn slowly', async () => {
      const { element } = await tagThatChecks();
      const turn = () => Number(partOf(element, 'spinner').getAnimations()[0]!.effect!.getComputedTiming().duration);
      expect(turn()).to.be.below(1000);
      await emulate('prefers-reduced-motion', 'reduce');
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
      dress(`${name}: ${value}`);
      const element = await tag();
      expect(getComputedStyle(partOf(element, part)).getPropertyValue(property)).to.equal(computed);
    });
  }

  for (const [outcome, ending] of [
    ['valid', 'valid'],
    ['invalid', 'invalid:not-found'],
    ['unverified', 'unverified:server-error'],
  ] as const) {
    it(`is --whop-license-${outcome}`, async () => {
      dress(`--whop-license-${outcome}: rgb(1, 2, 3)`);
      const element = await tagThatSays(ending);
      expect(getComputedStyle(signOf(element)!).stroke).to.equal('rgb(1, 2, 3)');
      expect(getComputedStyle(fieldOf(element)).borderTopColor).to.equal('rgb(1, 2, 3)');
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
      dress(`--whop-license-accent: ${accent}`);
      const { color, backgroundColor } = getComputedStyle(partOf(await tag(), 'button'));
      expect(contrast(color, backgroundColor)).to.be.at.least(4.5);
    });
  }

  it('is each part', async () => {
    const parts = ['form', 'label', 'input', 'button', 'message', 'link', 'spinner'] as const;
    content(
      `<style>${parts.map((part, index) => `whop-license-check::part(${part}) { z-index: ${index + 1} }`).join('')}</style>`,
    );
    const { element } = await tagThatChecks({ 'buy-url': '/buy' });
    expect(parts.map((part) => getComputedStyle(partOf(element, part)).zIndex)).to.deep.equal([
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
    content(
      '<style>whop-license-check { display: inline-block; max-width: 300px } whop-license-check[state=invalid] { outline: 1px solid rgb(1, 2, 3) }</style>',
    );
    const { display, maxWidth, outlineColor } = getComputedStyle(await tagThatSays('invalid:not-found'));
    expect([display, maxWidth, outlineColor]).to.deep.equal(['inline-block', '300px', 'rgb(1, 2, 3)']);
  });
});

describe('the mouse', () => {
  it('rings the button that it is over, whose text stays as readable, and one that is disabled not', async () => {
    const element = await tag();
    const button = partOf(element, 'button');
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
