import { expect } from '@open-wc/testing';
import type { WhopLicenseCheck } from '../../src/index.js';
import { createApi } from '../support/api.js';
import { waysToSubmit } from '../support/ways-to-submit.js';
import { KEY, recordEvents, getField, nextVerdict, stage, createTag } from '../support/tag.js';
import { click } from '../support/user-input.js';

describe('a form of the page around the tag', () => {
  async function tagInForm(): Promise<{ element: WhopLicenseCheck; form: HTMLFormElement; submitted: () => number }> {
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
    return { element, form, submitted: () => submits };
  }

  for (const [way, submit] of Object.entries(waysToSubmit)) {
    it(`is not submitted by ${way}`, async () => {
      const { element, submitted } = await tagInForm();
      await click(getField(element));
      const heard = nextVerdict(element);
      await submit(element);
      await heard;
      expect(submitted()).to.equal(0);
    });
  }

  it('hears our refusal, and is valid all the same', async () => {
    const { element, form, submitted } = await tagInForm();
    const events = recordEvents(form);
    expect(await element.check()).to.include({ outcome: 'invalid' });
    expect(events).to.deep.equal(['statechange:checking', 'statechange:invalid', 'invalid:not-found']);
    expect(form.checkValidity()).to.equal(true);
    expect(form.reportValidity()).to.equal(true);
    expect(form.matches(':invalid')).to.equal(false);
    expect(events).to.have.length(3);
    form.requestSubmit();
    expect(submitted()).to.equal(1);
  });

  it('gets nothing of the key, and counts no control of ours', async () => {
    const { form } = await tagInForm();
    expect([...new FormData(form).entries()]).to.deep.equal([['name', 'Ada']]);
    expect(form.elements).to.have.length(2);
  });

  it('does not reset the key', async () => {
    const { element, form } = await tagInForm();
    form.reset();
    await element.updateComplete;
    expect(getField(element).value).to.equal(KEY);
    expect(element.licenseKey).to.equal(KEY);
  });
});
