import { expect, nextFrame } from '@open-wc/testing';
import { addContent, createTagWithUnlocks, getLockState, unlock, lock } from '../support/unlocked-content.js';
import { openPage } from '../support/page.js';
import { stage } from '../support/tag.js';

describe('several tags that unlock the same content', () => {
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

  it('show it although a locked tag is added later', async () => {
    const match = addContent('<p id="pro">Pro</p>');
    await unlock(await createTagWithUnlocks('#pro'));
    await createTagWithUnlocks('#pro');
    expect(getLockState(match)).to.equal('shown');
  });

  it('each control only their own content', async () => {
    const [one, two] = [addContent('<p id="one">1</p>'), addContent('<p id="two">2</p>')];
    const element = await createTagWithUnlocks('#one');
    await createTagWithUnlocks('#two');
    await unlock(element);
    expect([one, two].map(getLockState)).to.deep.equal(['shown', 'locked']);
  });
});

describe('a removed tag', () => {
  it('leaves its content locked', async () => {
    const match = addContent('<p id="pro">Pro</p>');
    (await createTagWithUnlocks('#pro')).remove();
    await nextFrame();
    expect(getLockState(match)).to.equal('locked');
  });

  it('leaves its content shown until another tag controls it', async () => {
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

  it('has its verdict and its content again when put back', async () => {
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

describe('a document or shadow root', () => {
  const createShadowRoot = (): ShadowRoot => addContent('<div></div>').attachShadow({ mode: 'open' });

  it('is the only place that a tag inside it controls', async () => {
    const outside = addContent('<p class="pro">Pro</p>');
    const root = createShadowRoot();
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

  it('is not controlled by a tag outside', async () => {
    const inside = addContent('<p class="pro">Pro</p>', createShadowRoot());
    await createTagWithUnlocks('.pro');
    expect(getLockState(inside)).to.equal('shown');
  });

  it('is controlled by a tag that moves into it, until it moves out', async () => {
    const root = createShadowRoot();
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

  it('on another page is controlled by a tag that moves there', async () => {
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
