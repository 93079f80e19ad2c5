import { expect } from '@open-wc/testing';
import { createApi } from '../support/api.js';
import { validMembership } from '../support/membership.js';
import { release, tagThatChecks } from '../support/states.js';
import { waysToSubmit } from '../support/ways-to-submit.js';
import { API_KEY, KEY, fieldOf, stage, tag } from '../support/tag.js';
import { click, focused } from '../support/user-input.js';

describe('the focus', () => {
  for (const [way, submit] of Object.entries(waysToSubmit)) {
    it(`stays where it was through a check by ${way}`, async () => {
      const api = await createApi({ hold: true, body: validMembership() });
      const element = await tag({ 'api-base': api.base, 'license-key': KEY });
      await click(fieldOf(element));
      await submit(element);
      await api.next();
      const control = way.includes('button') ? 'button' : 'input';
      expect(element.state).to.equal('checking');
      expect(focused()).to.equal(control);
      await release({ element, api });
      expect(focused()).to.equal(control);
    });
  }

  it('is not taken from the rest of the page', async () => {
    const other = document.createElement('input');
    other.id = 'other';
    stage().append(other);
    const check = await tagThatChecks();
    other.focus();
    expect(focused()).to.equal('#other');
    await release(check);
    expect(focused()).to.equal('#other');
  });

  it('goes to the field by focus()', async () => {
    const element = await tag();
    element.focus();
    expect(document.activeElement === element).to.equal(true);
    expect(focused()).to.equal('input');
  });

  it('goes to the field by focus() right after the tag came into the page', () => {
    const element = document.createElement('whop-license-check');
    element.setAttribute('api-key', API_KEY);
    stage().append(element);
    element.focus();
    expect(focused()).to.equal('input');
  });

  it('goes nowhere by focus() outside of a page', () => {
    const element = document.createElement('whop-license-check');
    element.focus();
    expect(focused()).to.equal('body');
  });
});
