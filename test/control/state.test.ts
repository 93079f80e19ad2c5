import { expect, nextFrame } from '@open-wc/testing';
import { addContent } from '../support/unlocked-content.js';
import { openPage } from '../support/page.js';
import { getLiveRegion } from '../support/shadow-parts.js';
import { createTagWithVerdict } from '../support/states.js';
import { formatVerdict, KEY, stage, createTag, checkKey } from '../support/tag.js';
import { isVisible } from '../support/user-input.js';

describe('a clone', () => {
  it('of a valid tag is not valid itself', async () => {
    const original = await createTagWithVerdict('valid', { label: 'Key' });
    const match = addContent('<p id="pro">Pro</p>');
    original.setAttribute('unlocks', '#other');
    const fragment = document.createDocumentFragment();
    fragment.append(original.cloneNode(true));
    const clone = fragment.querySelector('whop-license-check')!;
    clone.setAttribute('unlocks', '#pro');
    expect(clone.state).to.equal('idle');
    stage().append(clone);
    await clone.updateComplete;
    expect(clone.getAttribute('state')).to.equal('idle');
    expect(clone.verdict).to.equal(null);
    expect(clone.licenseKey).to.equal('');
    expect(getLiveRegion(clone).textContent).to.equal('');
    expect(isVisible(match)).to.equal(false);
    expect(original.state).to.equal('valid');
    expect(formatVerdict(await checkKey(clone, KEY))).to.equal('valid');
  });
});

describe('the state', () => {
  it('ignores the state attribute in the markup', async () => {
    const element = await createTag({ state: 'valid' });
    expect(element.getAttribute('state')).to.equal('idle');
    expect(element.state).to.equal('idle');
    expect(element.verdict).to.equal(null);
  });

  for (const value of ['valid', 'VALID', '', null]) {
    it(`is restored by the next frame when a script sets the attribute to ${JSON.stringify(value)}`, async () => {
      const element = await createTagWithVerdict('invalid:not-found');
      if (value === null) element.removeAttribute('state');
      else element.setAttribute('state', value);
      await nextFrame();
      expect(element.getAttribute('state')).to.equal('invalid');
      expect(element.state).to.equal('invalid');
    });
  }

  it('can’t be set, nor can the verdict', async () => {
    const element = await createTag();
    for (const name of ['state', 'verdict']) {
      expect(Reflect.set(element, name, 'valid'), name).to.equal(false);
    }
    expect(element.state).to.equal('idle');
    expect(element.verdict).to.equal(null);
  });

  it('can’t be set before the script runs either', async () => {
    const page = await openPage();
    const element = page.document.createElement('whop-license-check');
    Object.assign(element, { state: 'valid', verdict: { outcome: 'valid' } });
    page.document.body.append(element);
    await page.load();
    await element.updateComplete;
    expect(element.state).to.equal('idle');
    expect(element.verdict).to.equal(null);
  });
});
