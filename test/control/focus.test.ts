import { expect } from '@open-wc/testing';
import { createApi } from '../support/api.js';
import { validMembership } from '../support/membership.js';
import { finishCheck, createCheckingTag } from '../support/states.js';
import { waysToSubmit } from '../support/ways-to-submit.js';
import { API_KEY, KEY, getField, stage, createTag } from '../support/tag.js';
import { click, getFocused } from '../support/user-input.js';

describe('the focus', () => {
  for (const [way, submit] of Object.entries(waysToSubmit)) {
    it(`stays where it was through a check by ${way}`, async () => {
      const api = await createApi({ hold: true, body: validMembership() });
      const element = await createTag({ 'api-base': api.base, 'license-key': KEY });
      await click(getField(element));
      await submit(element);
      await api.nextPost();
      const control = way.includes('button') ? 'button' : 'input';
      expect(element.state).to.equal('checking');
      expect(getFocused()).to.equal(control);
      await finishCheck({ element, api });
      expect(getFocused()).to.equal(control);
    });
  }

  it('is not taken from the rest of the page', async () => {
    const other = document.createElement('input');
    other.id = 'other';
    stage().append(other);
    const check = await createCheckingTag();
    other.focus();
    expect(getFocused()).to.equal('#other');
    await finishCheck(check);
    expect(getFocused()).to.equal('#other');
  });

  it('goes to the field by focus()', async () => {
    const element = await createTag();
    element.focus();
    expect(document.activeElement === element).to.equal(true);
    expect(getFocused()).to.equal('input');
  });

  it('goes to the field by focus() right after the tag came into the page', () => {
    const element = document.createElement('whop-license-check');
    element.setAttribute('api-key', API_KEY);
    stage().append(element);
    element.focus();
    expect(getFocused()).to.equal('input');
  });

  it('goes nowhere by focus() outside of a page', () => {
    const element = document.createElement('whop-license-check');
    element.focus();
    expect(getFocused()).to.equal('body');
  });
});
