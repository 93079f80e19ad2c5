import { expect } from '@open-wc/testing';
import type { WhopLicenseCheck } from '../../src/index.js';
import { partOf } from '../support/shadow-parts.js';
import { tagThatSays } from '../support/states.js';
import { shownBy, tag, verdictOn } from '../support/tag.js';

const textOf = (element: WhopLicenseCheck, part: Parameters<typeof partOf>[1]): string =>
  partOf(element, part).textContent.trim();
const MARKUP = '<b>bold</b>&amp;';

describe('the label', () => {
  it('is ours, the page’s, and ours again', async () => {
    const element = await tag();
    expect(textOf(element, 'label')).to.equal('License key');
    element.setAttribute('label', 'Your key');
    await element.updateComplete;
    expect(textOf(element, 'label')).to.equal('Your key');
    element.label = 'The key';
    await element.updateComplete;
    expect(textOf(element, 'label')).to.equal('The key');
    element.removeAttribute('label');
    await element.updateComplete;
    expect(textOf(element, 'label')).to.equal('License key');
  });

  it('goes before the one among the messages', async () => {
    const element = await tag({ label: 'Attribute' });
    element.messages = { label: 'Message' };
    await element.updateComplete;
    expect(textOf(element, 'label')).to.equal('Attribute');
    element.label = '';
    await element.updateComplete;
    expect(textOf(element, 'label')).to.equal('Message');
  });

  it('is text, whatever a page makes of it', async () => {
    const element = await tag({ label: MARKUP });
    expect(textOf(element, 'label')).to.equal(MARKUP);
    expect(partOf(element, 'label').children).to.have.length(0);
  });

  for (const value of [undefined, null, '']) {
    it(`is ours for ${JSON.stringify(value) ?? 'undefined'}`, async () => {
      const element = await tag({ label: 'Key' });
      (element as { label: unknown }).label = value;
      await element.updateComplete;
      expect(textOf(element, 'label')).to.equal('License key');
    });
  }
});

describe('texts of the page’s own', () => {
  it('stand in the label, the button and the link', async () => {
    const element = await tag({ 'buy-url': '/buy' });
    element.messages = { label: 'Schlüssel', check: 'Prüfen', buy: MARKUP };
    await element.updateComplete;
    expect(textOf(element, 'label')).to.equal('Schlüssel');
    expect(textOf(element, 'button')).to.equal('Prüfen');
    expect(textOf(element, 'link')).to.equal(MARKUP);
  });

  it('stand in the verdict and on the screen', async () => {
    const element = await tag();
    element.messages = { 'empty-key': 'Nothing there.' };
    const verdict = await verdictOn(element, '');
    expect(verdict).to.include({ reason: 'empty-key', message: 'Nothing there.' });
    expect(shownBy(element)).to.equal('Nothing there.');
  });

  it('change what is on the screen, but not the verdict that was given', async () => {
    const element = await tagThatSays('invalid:not-found');
    const { verdict } = element;
    element.messages = { 'not-found': 'No such key.' };
    await element.updateComplete;
    expect(shownBy(element)).to.equal('No such key.');
    element.messages = {};
    await element.updateComplete;
    expect(shownBy(element)).to.match(/^We couldn't find this key/);
    expect(element.verdict).to.equal(verdict);
  });

  it('leave the other texts as they are', async () => {
    const element = await tag();
    element.messages = { valid: 'Yes.' };
    await verdictOn(element, '');
    expect(shownBy(element)).to.equal('Enter your license key.');
  });

  const useless: unknown[] = [
    null,
    undefined,
    'text',
    7,
    true,
    [],
    { check: 5, label: null, 'empty-key': {} },
    Object.create({ label: 'Inherited' }),
  ];
  for (const messages of useless) {
    it(`are passed over where they are none: ${JSON.stringify(messages) ?? 'undefined'}`, async () => {
      const element = await tag();
      (element as { messages: unknown }).messages = messages;
      await verdictOn(element, '');
      expect(textOf(element, 'label')).to.equal('License key');
      expect(textOf(element, 'button')).to.equal('Check');
      expect(shownBy(element)).to.equal('Enter your license key.');
    });
  }
});
