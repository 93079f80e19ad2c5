import { expect } from '@open-wc/testing';
import type { WhopLicenseCheck } from '../../src/index.js';
import { getPart } from '../support/shadow-parts.js';
import { createTagWithVerdict } from '../support/states.js';
import { getMessage, createTag, checkKey } from '../support/tag.js';

const getText = (element: WhopLicenseCheck, part: Parameters<typeof getPart>[1]): string =>
  getPart(element, part).textContent.trim();
const MARKUP = '<b>bold</b>&amp;';

describe('the label', () => {
  it('is the default, then the page’s, then the default again', async () => {
    const element = await createTag();
    expect(getText(element, 'label')).to.equal('License key');
    element.setAttribute('label', 'Your key');
    await element.updateComplete;
    expect(getText(element, 'label')).to.equal('Your key');
    element.label = 'The key';
    await element.updateComplete;
    expect(getText(element, 'label')).to.equal('The key');
    element.removeAttribute('label');
    await element.updateComplete;
    expect(getText(element, 'label')).to.equal('License key');
  });

  it('takes precedence over the label in messages', async () => {
    const element = await createTag({ label: 'Attribute' });
    element.messages = { label: 'Message' };
    await element.updateComplete;
    expect(getText(element, 'label')).to.equal('Attribute');
    element.label = '';
    await element.updateComplete;
    expect(getText(element, 'label')).to.equal('Message');
  });

  it('is inserted as text, even if it is markup', async () => {
    const element = await createTag({ label: MARKUP });
    expect(getText(element, 'label')).to.equal(MARKUP);
    expect(getPart(element, 'label').children).to.have.length(0);
  });

  for (const value of [undefined, null, '']) {
    it(`is the default for ${JSON.stringify(value) ?? 'undefined'}`, async () => {
      const element = await createTag({ label: 'Key' });
      (element as { label: unknown }).label = value;
      await element.updateComplete;
      expect(getText(element, 'label')).to.equal('License key');
    });
  }
});

describe('the page’s own messages', () => {
  it('are used in the label, the button and the link', async () => {
    const element = await createTag({ 'buy-url': '/buy' });
    element.messages = { label: 'Schlüssel', check: 'Prüfen', buy: MARKUP };
    await element.updateComplete;
    expect(getText(element, 'label')).to.equal('Schlüssel');
    expect(getText(element, 'button')).to.equal('Prüfen');
    expect(getText(element, 'link')).to.equal(MARKUP);
  });

  it('are used in the verdict and on the screen', async () => {
    const element = await createTag();
    element.messages = { 'empty-key': 'Nothing there.' };
    const verdict = await checkKey(element, '');
    expect(verdict).to.include({ reason: 'empty-key', message: 'Nothing there.' });
    expect(getMessage(element)).to.equal('Nothing there.');
  });

  it('change on the screen, but not in an earlier verdict', async () => {
    const element = await createTagWithVerdict('invalid:not-found');
    const { verdict } = element;
    element.messages = { 'not-found': 'No such key.' };
    await element.updateComplete;
    expect(getMessage(element)).to.equal('No such key.');
    element.messages = {};
    await element.updateComplete;
    expect(getMessage(element)).to.match(/^We couldn't find this key/);
    expect(element.verdict).to.equal(verdict);
  });

  it('do not affect the other texts', async () => {
    const element = await createTag();
    element.messages = { valid: 'Yes.' };
    await checkKey(element, '');
    expect(getMessage(element)).to.equal('Enter your license key.');
  });

  const unusableMessages: unknown[] = [
    null,
    undefined,
    'text',
    7,
    true,
    [],
    { check: 5, label: null, 'empty-key': {} },
    Object.create({ label: 'Inherited' }),
  ];
  for (const messages of unusableMessages) {
    it(`are ignored when they are unusable: ${JSON.stringify(messages) ?? 'undefined'}`, async () => {
      const element = await createTag();
      (element as { messages: unknown }).messages = messages;
      await checkKey(element, '');
      expect(getText(element, 'label')).to.equal('License key');
      expect(getText(element, 'button')).to.equal('Check');
      expect(getMessage(element)).to.equal('Enter your license key.');
    });
  }
});
