import { expect, nextFrame } from '@open-wc/testing';
import { addContent, createTagWithUnlocks, getLockState, unlock, lock } from '../support/unlocked-content.js';
import { finishCheck, createCheckingTag, createTagWithVerdict, verdictNames } from '../support/states.js';
import { stage } from '../support/tag.js';

describe('unlocked content', () => {
  it('is hidden, shown while the license is valid, and hidden again', async () => {
    const match = addContent('<a id="download" href="/pro.zip" hidden>Download</a>');
    const element = await createTagWithUnlocks('#download');
    expect(getLockState(match)).to.equal('locked');
    await unlock(element);
    expect(getLockState(match)).to.equal('shown');
    await lock(element);
    expect(getLockState(match)).to.equal('locked');
    await unlock(element);
    expect(getLockState(match)).to.equal('shown');
    element.forget();
    expect(getLockState(match)).to.equal('locked');
  });

  it('is hidden even if the page forgot to hide it', async () => {
    const match = addContent('<p id="pro">Pro</p>');
    await createTagWithUnlocks('#pro');
    expect(getLockState(match)).to.equal('locked');
  });

  it('is hidden before the visitor sees the tag', async () => {
    const match = addContent('<p id="pro">Pro</p>');
    const pendingTag = createTagWithUnlocks('#pro');
    await nextFrame();
    await pendingTag;
    expect(getLockState(match)).to.equal('locked');
  });

  it('is everything that the selector matches', async () => {
    addContent('<p class="pro">1</p><p class="pro">2</p><i class="gold">3</i><b>4</b>');
    const element = await createTagWithUnlocks('.pro, .gold');
    const getLockStates = () => [...stage().querySelectorAll('p, i, b')].map(getLockState);
    expect(getLockStates()).to.deep.equal(['locked', 'locked', 'locked', 'shown']);
    await unlock(element);
    expect(getLockStates()).to.deep.equal(['shown', 'shown', 'shown', 'shown']);
  });

  it('is already shown or hidden when the events are dispatched', async () => {
    const match = addContent('<p id="pro">Pro</p>');
    const element = await createTagWithUnlocks('#pro');
    const getLockStates: string[] = [];
    for (const type of ['valid', 'invalid', 'statechange'])
      element.addEventListener(type, () => getLockStates.push(`${type}: ${getLockState(match)}`));
    await unlock(element);
    expect(getLockStates.slice(-2)).to.deep.equal(['statechange: shown', 'valid: shown']);
    await lock(element);
    expect(getLockStates.slice(-2)).to.deep.equal(['statechange: locked', 'invalid: locked']);
  });

  for (const verdictName of verdictNames) {
    it(`is ${verdictName === 'valid' ? 'shown' : 'locked'} after ${verdictName}`, async () => {
      const match = addContent('<p id="pro">Pro</p>');
      await createTagWithVerdict(verdictName, { unlocks: '#pro' });
      expect(getLockState(match)).to.equal(verdictName === 'valid' ? 'shown' : 'locked');
    });
  }

  it('stays hidden during a check', async () => {
    const match = addContent('<p id="pro">Pro</p>');
    const check = await createCheckingTag({ unlocks: '#pro' });
    expect(getLockState(match)).to.equal('locked');
    await finishCheck(check);
    expect(getLockState(match)).to.equal('shown');
  });
});

describe('content added later', () => {
  it('is locked by the next frame, and shown once the license is valid', async () => {
    const element = await createTagWithUnlocks('.pro');
    const match = addContent('<section><p class="pro">Pro</p></section>').firstElementChild!;
    await nextFrame();
    expect(getLockState(match)).to.equal('locked');
    await unlock(element);
    expect(getLockState(match)).to.equal('shown');
  });

  it('is shown by the next frame if the license is valid', async () => {
    const element = await createTagWithUnlocks('.pro');
    await unlock(element);
    const match = addContent('<p class="pro" hidden>Pro</p>');
    await nextFrame();
    expect(getLockState(match)).to.equal('shown');
  });

  for (const [attribute, selector] of [
    ['id', '#pro'],
    ['class', '.pro'],
    ['data-plan', '[data-plan=pro]'],
  ] as const) {
    it(`may match by a change of its ${attribute}`, async () => {
      const match = addContent('<p>Pro</p>');
      const element = await createTagWithUnlocks(selector);
      match.setAttribute(attribute, 'pro');
      await nextFrame();
      expect(getLockState(match)).to.equal('locked');
      await unlock(element);
      expect(getLockState(match)).to.equal('shown');
    });
  }

  it('may match by a change of its sibling', async () => {
    const match = addContent('<p>Pro</p>');
    await createTagWithUnlocks('.member ~ p');
    addContent('<i class="member"></i>').after(match);
    await nextFrame();
    expect(getLockState(match)).to.equal('locked');
  });

  it('is locked again after a framework has recreated it', async () => {
    const container = addContent('<div><p class="pro">Pro</p></div>');
    const element = await createTagWithUnlocks('.pro');
    await unlock(element);
    await lock(element);
    container.innerHTML = '<p class="pro">Pro, again</p>';
    await nextFrame();
    expect(getLockState(container.firstElementChild!)).to.equal('locked');
  });
});

describe('the unlocks setting', () => {
  it('can change while the license is valid', async () => {
    addContent('<p id="one">1</p>');
    const two = addContent('<p id="two" hidden>2</p>');
    const element = await createTagWithUnlocks('#one');
    await unlock(element);
    element.unlocks = '#two';
    await element.updateComplete;
    expect(getLockState(two)).to.equal('shown');
    expect(element.state).to.equal('valid');
    await lock(element);
    expect(getLockState(two)).to.equal('locked');
  });

  it('can be set later', async () => {
    const match = addContent('<p id="pro">Pro</p>');
    const element = await createTagWithUnlocks('');
    expect(getLockState(match)).to.equal('shown');
    element.setAttribute('unlocks', '#pro');
    await element.updateComplete;
    expect(getLockState(match)).to.equal('locked');
    await unlock(element);
    expect(getLockState(match)).to.equal('shown');
  });

  it('can be set as a property before the tag is in the page', async () => {
    const match = addContent('<p id="pro">Pro</p>');
    const element = document.createElement('whop-license-check');
    element.unlocks = '#pro';
    stage().append(element);
    await element.updateComplete;
    expect(getLockState(match)).to.equal('locked');
  });
});
