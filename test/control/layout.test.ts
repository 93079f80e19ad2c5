import { expect } from '@open-wc/testing';
import type { WhopLicenseCheck } from '../../src/index.js';
import { createApi } from '../support/api.js';
import { setStageStyle, getStatusIcon } from '../support/computed-styles.js';
import { validMembership } from '../support/membership.js';
import { getPart } from '../support/shadow-parts.js';
import { verdictNames, finishCheck, createTagWithVerdict } from '../support/states.js';
import { getField, KEY, stage, submitKey, createTag, checkKey } from '../support/tag.js';

const LONG_LABEL = 'Der Schlüssel zu Ihrer Lizenz, wie er in der Bestellung auf Whop steht';

function getRect(element: Element): { x: number; y: number; width: number; height: number } {
  const { x, y, width, height } = element.getBoundingClientRect();
  return { x, y, width, height };
}

describe('the field and the button', () => {
  const getRects = (element: WhopLicenseCheck) =>
    [element, getPart(element, 'input'), getPart(element, 'button')].map(getRect);

  it('do not move, nor does the page below, from the first render to a verdict', async () => {
    // This is wide enough for each message to take one line in any font.
    setStageStyle('width: 640px');
    const api = await createApi({ hold: true, body: validMembership() });
    const element = await createTag({ 'api-base': api.base });
    const before = getRects(element);
    await submitKey(element, KEY);
    await api.nextPost();
    expect(element.state).to.equal('checking');
    expect(getRects(element)).to.deep.equal(before);
    expect(getRects(element)).to.deep.equal(before);
    await finishCheck({ element, api });
    expect(element.state).to.equal('valid');
    expect(getRects(element)).to.deep.equal(before);
    await checkKey(element, '');
    expect(element.state).to.equal('invalid');
    expect(getRects(element)).to.deep.equal(before);
  });

  for (const verdictName of verdictNames) {
    it(`do not move after ${verdictName}`, async () => {
      setStageStyle('width: 400px');
      const element = await createTag();
      const before = getRects(element).slice(1);
      element.remove();
      expect(getRects(await createTagWithVerdict(verdictName)).slice(1)).to.deep.equal(before);
    });
  }

  it('do not move the page below when the element has its full width', async () => {
    const { height } = (await createTag()).getBoundingClientRect();
    for (const verdictName of verdictNames) {
      const element = await createTagWithVerdict(verdictName);
      expect(element.getBoundingClientRect().height, verdictName).to.equal(height);
      element.remove();
    }
  });

  it('are side by side if there is room, and equally high', async () => {
    setStageStyle('width: 400px');
    const element = await createTag();
    const [field, button] = [getRect(getPart(element, 'input')), getRect(getPart(element, 'button'))];
    expect(field.y).to.equal(button.y);
    expect(field.height).to.equal(button.height);
    expect(field.width).to.be.above(button.width);
  });

  it('have text large enough that no phone zooms in', async () => {
    setStageStyle('font-size: 10px');
    const element = await createTag();
    for (const part of ['input', 'button'] as const)
      expect(parseFloat(getComputedStyle(getPart(element, part)).fontSize)).to.be.at.least(16);
  });
});

describe('a narrow column', () => {
  function expectInside(element: WhopLicenseCheck): void {
    const outer = stage().getBoundingClientRect();
    for (const part of element.shadowRoot!.querySelectorAll('[part], #message *')) {
      const { left, right } = part.getBoundingClientRect();
      expect(left, part.outerHTML.slice(0, 40)).to.be.at.least(outer.left);
      expect(right, part.outerHTML.slice(0, 40)).to.be.at.most(outer.right + 0.5);
    }
    expect(stage().scrollWidth).to.equal(stage().clientWidth);
  }

  for (const style of [
    'width: 280px',
    'width: 280px; direction: rtl',
    'width: 160px',
    'width: 320px; font-size: 32px',
  ]) {
    describe(style, () => {
      for (const verdictName of [
        'valid',
        'invalid:malformed-key',
        'invalid:device-mismatch',
        'unverified:rate-limited',
      ] as const) {
        it(`fits ${verdictName}`, async () => {
          setStageStyle(style);
          expectInside(await createTagWithVerdict(verdictName, { 'buy-url': '/buy' }));
        });
      }

      it('fits the page’s own long texts and a long key', async () => {
        setStageStyle(style);
        const element = await createTag({ label: LONG_LABEL, 'buy-url': '/buy', 'license-key': 'x'.repeat(256) });
        element.messages = {
          check: 'Lizenz jetzt überprüfen',
          buy: 'Eine Lizenz kaufen',
          'malformed-key': 'https://seller.example/a/very/long/address/that/no/line/can/hold',
        };
        await checkKey(element, 'a/b');
        expectInside(element);
      });
    });
  }

  it('fits every message', async () => {
    setStageStyle('width: 280px');
    for (const verdictName of verdictNames) {
      const element = await createTagWithVerdict(verdictName);
      expectInside(element);
      element.remove();
    }
  });
});

describe('a right-to-left page', () => {
  it('mirrors everything but the key', async () => {
    setStageStyle('width: 400px; direction: rtl');
    stage().setAttribute('dir', 'rtl');
    const element = await createTagWithVerdict('invalid:not-found', { 'buy-url': '/buy' });
    const [label, link, field, button] = (['label', 'link', 'input', 'button'] as const).map((part) =>
      getPart(element, part).getBoundingClientRect(),
    );
    const right = element.getBoundingClientRect().right;
    expect(label!.right).to.be.closeTo(right, 0.5);
    expect(link!.right).to.be.below(label!.left);
    expect(field!.right).to.be.closeTo(right, 0.5);
    expect(button!.right).to.be.below(field!.left);
    expect(getStatusIcon(element)!.getBoundingClientRect().right).to.be.closeTo(right, 0.5);
    expect(element.shadowRoot!.querySelector('#message span')!.getBoundingClientRect().right).to.be.at.most(
      getStatusIcon(element)!.getBoundingClientRect().left,
    );
    expect(getComputedStyle(getField(element)).direction).to.equal('ltr');
    stage().removeAttribute('dir');
  });
});
