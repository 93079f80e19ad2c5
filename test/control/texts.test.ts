import { expect } from '@open-wc/testing';
import type { WhopLicenseCheck } from '../../src/index.js';
import { getPart } from '../support/shadow-parts.js';
import { createTagWithVerdict } from '../support/states.js';
import { getMessage, createTag, checkKey } from '../support/tag.js';

const textOf = (element: WhopLicenseCheck, part: Parameters<typeof getPart>[1]): string =>
  getPart(element, part).textContent.trim();
const MARKUP = '<b>bold</b>&amp;';

describe('the label', () => {
  it('is ours, the page’s, and ours again', async () => {
    const element = await createTag();
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
    const element = await createTag({ label: 'Attribute' });
    element.messages = { label: 'Message' };
    await element.updateComplete;
    expect(textOf(element, 'label')).to.equal('Attribute');
    element.label = '';
    await element.updateComplete;
    expect(textOf(element, 'label')).to.equal('Message');
  });

  it('is text, whatever a page makes of it', async () => {
    const element = await createTag({ label: MARKUP });
    expect(textOf(element, 'label')).to.equal(MARKUP);
    expect(getPart(element, 'label').children).to.have.length(0);
  });

  for (const value of [undefined, null, '']) {
    it(`is ours for ${JSON.stringify(value) ?? 'undefined'}`, async () => {
      const element = await createTag({ label: 'Key' });
      (element as { label: unknown }).label = value;
      await element.updateComplete;
      expect(textOf(element, 'label')).to.equal('License key');
    });
  }
});

describe('texts of the page’s own', () => {
  it('stand in the label, the button and the link', async () => {
    const element = await createTag({ 'buy-url': '/buy' });
    element.messages = { label: 'Schlüssel', check: 'Prüfen', buy: MARKUP };
    await element.updateComplete;
    expect(textOf(element, 'label')).to.equal('Schlüssel');
    expect(textOf(element, 'button')).to.equal('Prüfen');
    expect(textOf(element, 'link')).to.equal(MARKUP);
  });

  it('stand in the verdict and on the screen', async () => {
    const element = await createTag();
    element.messages = { 'empty-key': 'Nothing there.' };
    const verdict = await checkKey(element, '');
    expect(verdict).to.include({ reason: 'empty-key', message: 'Nothing there.' });
    expect(getMessage(element)).to.equal('Nothing there.');
  });

  it('change what is on the screen, but not the verdict that was given', async () => {
    const element = await createTagWithVerdict('invalid:not-found');
    const { verdict } = element;
    element.messages = { 'not-found': 'No such key.' };
    await element.updateComplete;
    expect(getMessage(element)).to.equal('No such key.');
    element.messages = {};
    await element.updateComplete;
    expect(getMessage(element)).to.match(/^No license has this key/);
    expect(element.verdict).to.equal(verdict);
  });

  it('leave the other texts as they are', async () => {
    const element = await createTag();
    element.messages = { valid: 'Yes.' };
    await checkKey(element, '');
    expect(getMessage(element)).to.equal('Enter your license key.');
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
      const element = await createTag();
      (element as { messages: unknown }).messages = messages;
      await checkKey(element, '');
      expect(textOf(element, 'label')).to.equal('License key');
      expect(textOf(element, 'button')).to.equal('Check');
      expect(getMessage(element)).to.equal('Enter your license key.');
    });
  }
});
