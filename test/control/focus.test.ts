import { expect } from '@open-wc/testing';
import { createApi } from '../support/api.js';
import { validMembership } from '../support/membership.js';
import { finishCheck, createCheckingTag } from '../support/states.js';
import { waysToSubmit } from '../support/ways-to-submit.js';
import { API_KEY, KEY, getField, stage, createTag } from '../support/tag.js';
import { click, getFocused } from '../support/user-input.js';

describe('the focus', () => {
  for (const [method, submit] of Object.entries(waysToSubmit)) {
    it(`stays where it was during a check started by ${method}`, async () => {
      const api = await createApi({ hold: true, body: validMembership() });
      const element = await createTag({ 'api-base': api.base, 'license-key': KEY });
      await click(getField(element));
      await submit(element);
      await api.nextPost();
      const control = method.includes('button') ? 'button' : 'input';
      expect(element.state).to.equal('checking');
      expect(getFocused()).to.equal(control);
      await finishCheck({ element, api });
      expect(getFocused()).to.equal(control);
    });
  }

  it('is not taken from another element of the page', async () => {
    const other = document.createElement('input');
    other.id = 'other';
    stage().append(other);
    const check = await createCheckingTag();
    other.focus();
    expect(getFocused()).to.equal('#other');
    await finishCheck(check);
    expect(getFocused()).to.equal('#other');
  });

  it('moves to the field when focus() is called', async () => {
    const element = await createTag();
    element.focus();
    expect(document.activeElement === element).to.equal(true);
    expect(getFocused()).to.equal('input');
  });

  it('moves to the field when focus() is called right after the tag was added to the page', () => {
    const element = document.createElement('whop-license-check');
    element.setAttribute('api-key', API_KEY);
    stage().append(element);
    element.focus();
    expect(getFocused()).to.equal('input');
  });

  it('does not move when focus() is called on a tag outside of the page', () => {
    const element = document.createElement('whop-license-check');
    element.focus();
    expect(getFocused()).to.equal('body');
  });
});
