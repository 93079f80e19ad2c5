import { expect, nextFrame } from '@open-wc/testing';
import { addContent, createTagWithUnlocks, getLockState, unlock, lock } from '../support/unlocked-content.js';
import { openPage } from '../support/page.js';
import { stage } from '../support/tag.js';

describe('several tags on one match', () => {
  it('show it while one of them is valid', async () => {
    const match = addContent('<p id="pro">Pro</p>');
    const [one, two] = [await createTagWithUnlocks('#pro'), await createTagWithUnlocks('p')];
    await unlock(one);
    expect(getLockState(match)).to.equal('shown');
    await unlock(two);
    await lock(one);
    expect(getLockState(match)).to.equal('shown');
    await lock(two);
    expect(getLockState(match)).to.equal('locked');
  });

  it('show it although a locked one comes late', async () => {
    const match = addContent('<p id="pro">Pro</p>');
    await unlock(await createTagWithUnlocks('#pro'));
    await createTagWithUnlocks('#pro');
    expect(getLockState(match)).to.equal('shown');
  });

  it('decide each over its own', async () => {
    const [one, two] = [addContent('<p id="one">1</p>'), addContent('<p id="two">2</p>')];
    const element = await createTagWithUnlocks('#one');
    await createTagWithUnlocks('#two');
    await unlock(element);
    expect([one, two].map(getLockState)).to.deep.equal(['shown', 'locked']);
  });
});

describe('a tag that goes', () => {
  it('leaves its matches locked', async () => {
    const match = addContent('<p id="pro">Pro</p>');
    (await createTagWithUnlocks('#pro')).remove();
    await nextFrame();
    expect(getLockState(match)).to.equal('locked');
  });

  it('leaves its matches shown, until another tag decides', async () => {
    const match = addContent('<p id="pro">Pro</p>');
    const element = await createTagWithUnlocks('#pro');
    await unlock(element);
    element.remove();
    addContent('<p>a change</p>');
    await nextFrame();
    expect(getLockState(match)).to.equal('shown');
    const other = await createTagWithUnlocks('#pro');
    expect(getLockState(match)).to.equal('locked');
    await unlock(other);
    expect(getLockState(match)).to.equal('shown');
  });

  it('and comes again has what it had', async () => {
    const match = addContent('<p id="pro">Pro</p>');
    const element = await createTagWithUnlocks('#pro');
    await unlock(element);
    element.remove();
    stage().append(element);
    await element.updateComplete;
    expect(element.state).to.equal('valid');
    expect(getLockState(match)).to.equal('shown');
    await lock(element);
    expect(getLockState(match)).to.equal('locked');
  });
});

describe('a root of its own', () => {
  const shadow = (): ShadowRoot => addContent('<div></div>').attachShadow({ mode: 'open' });

  it('is all that a tag in a shadow root decides over', async () => {
    const outside = addContent('<p class="pro">Pro</p>');
    const root = shadow();
    const inside = addContent('<p class="pro">Pro</p>', root);
    const element = await createTagWithUnlocks('.pro', root);
    expect([outside, inside].map(getLockState)).to.deep.equal(['shown', 'locked']);
    await unlock(element);
    expect([outside, inside].map(getLockState)).to.deep.equal(['shown', 'shown']);
    const late = addContent('<p class="pro">Pro</p>', root);
    late.hidden = true;
    await nextFrame();
    expect(getLockState(late)).to.equal('shown');
  });

  it('is left alone by a tag outside', async () => {
    const inside = addContent('<p class="pro">Pro</p>', shadow());
    await createTagWithUnlocks('.pro');
    expect(getLockState(inside)).to.equal('shown');
  });

  it('changes with a tag that moves', async () => {
    const root = shadow();
    const [outside, inside] = [addContent('<p class="pro">Pro</p>'), addContent('<p class="pro">Pro</p>', root)];
    const element = await createTagWithUnlocks('.pro');
    root.append(element);
    await element.updateComplete;
    expect([outside, inside].map(getLockState)).to.deep.equal(['locked', 'locked']);
    await unlock(element);
    expect([outside, inside].map(getLockState)).to.deep.equal(['locked', 'shown']);
    stage().append(element);
    await element.updateComplete;
    expect([outside, inside].map(getLockState)).to.deep.equal(['shown', 'shown']);
  });

  it('changes with a tag that moves to another document', async () => {
    const there = (await openPage()).document;
    const [here, match] = [addContent('<p class="pro">Pro</p>'), addContent('<p class="pro">Pro</p>', there.body)];
    const element = await createTagWithUnlocks('.pro');
    there.body.append(element);
    await element.updateComplete;
    expect([here, match].map(getLockState)).to.deep.equal(['locked', 'locked']);
    await unlock(element);
    expect([here, match].map(getLockState)).to.deep.equal(['locked', 'shown']);
    const late = addContent('<p class="pro" hidden>Pro</p>', there.body);
    await nextFrame();
    expect(getLockState(late)).to.equal('shown');
  });
});
