import { expect } from '@open-wc/testing';
import type { WhopLicenseCheck } from '../../src/index.js';
import { createApi } from '../support/api.js';
import { waysToSubmit } from '../support/ways-to-submit.js';
import { KEY, recordEvents, getField, nextVerdict, stage, createTag } from '../support/tag.js';
import { click } from '../support/user-input.js';

describe('a form around the tag', () => {
  async function createTagInForm(): Promise<{
    element: WhopLicenseCheck;
    form: HTMLFormElement;
    countSubmits: () => number;
  }> {
    const api = await createApi({ status: 404, body: { message: 'License not found' } });
    const form = document.createElement('form');
    const name = document.createElement('input');
    Object.assign(name, { name: 'name', value: 'Ada' });
    form.append(name, document.createElement('button'));
    stage().append(form);
    let submits = 0;
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      submits++;
    });
    const element = await createTag({ 'api-base': api.base, 'license-key': KEY }, form);
    return { element, form, countSubmits: () => submits };
  }

  for (const [method, submit] of Object.entries(waysToSubmit)) {
    it(`is not submitted by ${method}`, async () => {
      const { element, countSubmits } = await createTagInForm();
      await click(getField(element));
      const pendingVerdict = nextVerdict(element);
      await submit(element);
      await pendingVerdict;
      expect(countSubmits()).to.equal(0);
    });
  }

  it('receives the events of a refusal, and stays valid', async () => {
    const { element, form, countSubmits } = await createTagInForm();
    const events = recordEvents(form);
    expect(await element.check()).to.include({ outcome: 'invalid' });
    expect(events).to.deep.equal(['statechange:checking', 'statechange:invalid', 'invalid:not-found']);
    expect(form.checkValidity()).to.equal(true);
    expect(form.reportValidity()).to.equal(true);
    expect(form.matches(':invalid')).to.equal(false);
    expect(events).to.have.length(3);
    form.requestSubmit();
    expect(countSubmits()).to.equal(1);
  });

  it('does not contain the key or our controls', async () => {
    const { form } = await createTagInForm();
    expect([...new FormData(form).entries()]).to.deep.equal([['name', 'Ada']]);
    expect(form.elements).to.have.length(2);
  });

  it('does not reset the key', async () => {
    const { element, form } = await createTagInForm();
    form.reset();
    await element.updateComplete;
    expect(getField(element).value).to.equal(KEY);
    expect(element.licenseKey).to.equal(KEY);
  });
});
