import { expect } from '@open-wc/testing';
import type { WhopLicenseCheck } from '../../src/index.js';
import { engineSupports } from '../support/engine.js';
import { emulateMedia } from '../support/media.js';
import { getPart } from '../support/shadow-parts.js';
import { verdictNames, finishCheck, createCheckingTag, createTagWithVerdict } from '../support/states.js';
import { getField, stage, createTag } from '../support/tag.js';
import { click, getFocused, press } from '../support/user-input.js';

async function expectAccessible(element: WhopLicenseCheck): Promise<void> {
  for (const [background, color] of [
    ['#fff', '#222'],
    ['#111', '#eee'],
  ] as const) {
    stage().setAttribute('style', `padding: 1em; background: ${background}; color: ${color}`);
    await expect(element, `on ${background}`).to.be.accessible();
  }
}

describe('axe finds no violation', () => {
  it('before any check', async () => {
    await expectAccessible(await createTag());
  });

  it('during a check', async () => {
    const check = await createCheckingTag();
    await expectAccessible(check.element);
    await finishCheck(check);
  });

  for (const verdictName of verdictNames) {
    it(`after ${verdictName}`, async () => {
      await expectAccessible(await createTagWithVerdict(verdictName));
    });
  }

  it('in a disabled tag', async () => {
    await expectAccessible(await createTag({ disabled: '' }));
  });

  it('with a buy link', async () => {
    await expectAccessible(
      await createTagWithVerdict('invalid:not-found', { 'buy-url': 'https://seller.example/buy' }),
    );
  });

  it('on a page with two tags', async () => {
    await createTag();
    await createTag({ label: 'Key of the other product' });
    await expect(stage()).to.be.accessible();
  });
});

describe('a running check', () => {
  it('sets aria-busy on the form', async () => {
    const check = await createCheckingTag();
    expect(getPart(check.element, 'form').getAttribute('aria-busy')).to.equal('true');
    await finishCheck(check);
    expect(getPart(check.element, 'form').getAttribute('aria-busy')).to.equal('false');
  });
});

describe('the label', () => {
  it('is associated with the field, and a click on it focuses the field', async () => {
    const element = await createTag();
    const label = getPart(element, 'label') as HTMLLabelElement;
    expect(label.control === getField(element)).to.equal(true);
    await click(label);
    expect(getFocused()).to.equal('input');
  });
});

describe('a visitor who can’t point precisely', () => {
  it('gets a field and a button of at least 44 px', async () => {
    const element = await createTag();
    stage().setAttribute('style', 'font-size: 8px');
    for (const part of ['input', 'button'] as const) {
      const { width, height } = getPart(element, part).getBoundingClientRect();
      expect(height, `height of the ${part}`).to.be.at.least(44);
      expect(width, `width of the ${part}`).to.be.at.least(44);
    }
  });
});

describe('a visitor without a mouse', () => {
  it('sees a focus ring on every control', async () => {
    const element = await createTag({ 'buy-url': '/buy' });
    const before = document.createElement('button');
    element.before(before);
    before.focus();
    for (const part of ['link', 'input', 'button'] as const) {
      await press('Tab');
      expect(getFocused()).to.equal(part);
      const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(getPart(element, part));
      expect(outlineStyle, `ring of the ${part}`).to.equal('solid');
      expect(parseFloat(outlineWidth), `ring of the ${part}`).to.be.at.least(2);
      expect(outlineColor, `ring of the ${part}`).to.equal('rgb(91, 91, 214)');
    }
  });
});

if (engineSupports('emulated media')) {
  describe('forced colors', () => {
    beforeEach(() => emulateMedia('forced-colors', 'active'));

    for (const verdictName of ['valid', 'invalid:not-found', 'unverified:server-error'] as const) {
      it(`show the icon of ${verdictName} in the text color`, async () => {
        const element = await createTagWithVerdict(verdictName);
        const icon = element.shadowRoot!.querySelector('svg')!;
        expect(getComputedStyle(icon).stroke).to.equal(getComputedStyle(element).color);
      });
    }

    it('show a border around the field and the button', async () => {
      const element = await createTag();
      for (const part of ['input', 'button'] as const) {
        const { borderTopColor, borderTopStyle, borderTopWidth } = getComputedStyle(getPart(element, part));
        expect(borderTopStyle).to.equal('solid');
        expect(parseFloat(borderTopWidth)).to.be.at.least(1);
        expect(borderTopColor, part).to.match(/^rgb\(/);
      }
    });

    it('leave a gap in the spinner, so that its rotation is visible', async () => {
      const check = await createCheckingTag();
      const { borderTopColor, borderBottomColor } = getComputedStyle(getPart(check.element, 'spinner'));
      expect(borderTopColor).to.not.equal(borderBottomColor);
      await finishCheck(check);
    });
  });
}
