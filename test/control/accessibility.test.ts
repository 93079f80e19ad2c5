import { expect } from '@open-wc/testing';
import type { WhopLicenseCheck } from '../../src/index.js';
import { engineHas } from '../support/engine.js';
import { emulate } from '../support/media.js';
import { partOf } from '../support/shadow-parts.js';
import { endings, release, tagThatChecks, tagThatSays } from '../support/states.js';
import { fieldOf, stage, tag } from '../support/tag.js';
import { click, focused, press } from '../support/user-input.js';

async function expectNoComplaint(element: WhopLicenseCheck): Promise<void> {
  for (const [background, color] of [
    ['#fff', '#222'],
    ['#111', '#eee'],
  ] as const) {
    stage().setAttribute('style', `padding: 1em; background: ${background}; color: ${color}`);
    await expect(element, `on ${background}`).to.be.accessible();
  }
}

describe('axe finds nothing', () => {
  it('before any check', async () => {
    await expectNoComplaint(await tag());
  });

  it('during a check', async () => {
    const check = await tagThatChecks();
    await expectNoComplaint(check.element);
    await release(check);
  });

  for (const ending of endings) {
    it(`after ${ending}`, async () => {
      await expectNoComplaint(await tagThatSays(ending));
    });
  }

  it('where the tag is disabled', async () => {
    await expectNoComplaint(await tag({ disabled: '' }));
  });

  it('where a license can be bought', async () => {
    await expectNoComplaint(await tagThatSays('invalid:not-found', { 'buy-url': 'https://seller.example/buy' }));
  });

  it('in a page of two tags', async () => {
    await tag();
    await tag({ label: 'Key of the other product' });
    await expect(stage()).to.be.accessible();
  });
});

describe('a check under way', () => {
  it('is told by the form', async () => {
    const check = await tagThatChecks();
    expect(partOf(check.element, 'form').getAttribute('aria-busy')).to.equal('true');
    await release(check);
    expect(partOf(check.element, 'form').getAttribute('aria-busy')).to.equal('false');
  });
});

describe('the label', () => {
  it('belongs to the field, and a click on it goes there', async () => {
    const element = await tag();
    const label = partOf(element, 'label') as HTMLLabelElement;
    expect(label.control === fieldOf(element)).to.equal(true);
    await click(label);
    expect(focused()).to.equal('input');
  });
});

describe('a visitor without a steady hand', () => {
  it('has a field and a button of 44 px at least', async () => {
    const element = await tag();
    stage().setAttribute('style', 'font-size: 8px');
    for (const part of ['input', 'button'] as const) {
      const { width, height } = partOf(element, part).getBoundingClientRect();
      expect(height, `height of the ${part}`).to.be.at.least(44);
      expect(width, `width of the ${part}`).to.be.at.least(44);
    }
  });
});

describe('a visitor without a mouse', () => {
  it('sees where the focus is, on every control', async () => {
    const element = await tag({ 'buy-url': '/buy' });
    const before = document.createElement('button');
    element.before(before);
    before.focus();
    for (const part of ['link', 'input', 'button'] as const) {
      await press('Tab');
      expect(focused()).to.equal(part);
      const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(partOf(element, part));
      expect(outlineStyle, `ring of the ${part}`).to.equal('solid');
      expect(parseFloat(outlineWidth), `ring of the ${part}`).to.be.at.least(2);
      expect(outlineColor, `ring of the ${part}`).to.equal('rgb(91, 91, 214)');
    }
  });
});

if (engineHas('emulated media')) {
  describe('forced colors', () => {
    beforeEach(() => emulate('forced-colors', 'active'));

    for (const ending of ['valid', 'invalid:not-found', 'unverified:server-error'] as const) {
      it(`show the sign of ${ending} in the color of text`, async () => {
        const element = await tagThatSays(ending);
        const sign = element.shadowRoot!.querySelector('svg')!;
        expect(getComputedStyle(sign).stroke).to.equal(getComputedStyle(element).color);
      });
    }

    it('draw an edge around the field and the button, which has no ground of its own there', async () => {
      const element = await tag();
      for (const part of ['input', 'button'] as const) {
        const { borderTopColor, borderTopStyle, borderTopWidth } = getComputedStyle(partOf(element, part));
        expect(borderTopStyle).to.equal('solid');
        expect(parseFloat(borderTopWidth)).to.be.at.least(1);
        expect(borderTopColor, part).to.match(/^rgb\(/);
      }
    });

    it('leave a gap in the spinner, so that its turning can be seen', async () => {
      const check = await tagThatChecks();
      const { borderTopColor, borderBottomColor } = getComputedStyle(partOf(check.element, 'spinner'));
      expect(borderTopColor).to.not.equal(borderBottomColor);
      await release(check);
    });
  });
}
