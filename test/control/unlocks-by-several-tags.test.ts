import { expect, nextFrame } from '@open-wc/testing';
import { content, gate, lookOf, open, shut } from '../support/unlocked-content.js';
import { openPage } from '../support/page.js';
import { stage } from '../support/tag.js';

describe('several tags on one match', () => {
  it('show it while one of them is valid', async () => {
    const match = content('<p id="pro">Pro</p>');
    const [one, two] = [await gate('#pro'), await gate('p')];
    await open(one);
    expect(lookOf(match)).to.equal('shown');
    await open(two);
    await shut(one);
    expect(lookOf(match)).to.equal('shown');
    await shut(two);
    expect(lookOf(match)).to.equal('locked');
  });

  it('show it although a locked one comes late', async () => {
    const match = content('<p id="pro">Pro</p>');
    await open(await gate('#pro'));
    await gate('#pro');
    expect(lookOf(match)).to.equal('shown');
  });

  it('decide each over its own', async () => {
    const [one, two] = [content('<p id="one">1</p>'), content('<p id="two">2</p>')];
    const element = await gate('#one');
    await gate('#two');
    await open(element);
    expect([one, two].map(lookOf)).to.deep.equal(['shown', 'locked']);
  });
});

describe('a tag that goes', () => {
  it('leaves its matches locked', async () => {
    const match = content('<p id="pro">Pro</p>');
    (await gate('#pro')).remove();
    await nextFrame();
    expect(lookOf(match)).to.equal('locked');
  });

  it('leaves its matches shown, until another tag decides', async () => {
    const match = content('<p id="pro">Pro</p>');
    const element = await gate('#pro');
    await open(element);
    element.remove();
    content('<p>a change</p>');
    await nextFrame();
    expect(lookOf(match)).to.equal('shown');
    const other = await gate('#pro');
    expect(lookOf(match)).to.equal('locked');
    await open(other);
    expect(lookOf(match)).to.equal('shown');
  });

  it('and comes again has what it had', async () => {
    const match = content('<p id="pro">Pro</p>');
    const element = await gate('#pro');
    await open(element);
    element.remove();
    stage().append(element);
    await element.updateComplete;
    expect(element.state).to.equal('valid');
    expect(lookOf(match)).to.equal('shown');
    await shut(element);
    expect(lookOf(match)).to.equal('locked');
  });
});

describe('a root of its own', () => {
  const shadow = (): ShadowRoot => content('<div></div>').attachShadow({ mode: 'open' });

  it('is all that a tag in a shadow root decides over', async () => {
    const outside = content('<p class="pro">Pro</p>');
    const root = shadow();
    const inside = content('<p class="pro">Pro</p>', root);
    const element = await gate('.pro', root);
    expect([outside, inside].map(lookOf)).to.deep.equal(['shown', 'locked']);
    await open(element);
    expect([outside, inside].map(lookOf)).to.deep.equal(['shown', 'shown']);
    const late = content('<p class="pro">Pro</p>', root);
    late.hidden = true;
    await nextFrame();
    expect(lookOf(late)).to.equal('shown');
  });

  it('is left alone by a tag outside', async () => {
    const inside = content('<p class="pro">Pro</p>', shadow());
    await gate('.pro');
    expect(lookOf(inside)).to.equal('shown');
  });

  it('changes with a tag that moves', async () => {
    const root = shadow();
    const [outside, inside] = [content('<p class="pro">Pro</p>'), content('<p class="pro">Pro</p>', root)];
    const element = await gate('.pro');
    root.append(element);
    await element.updateComplete;
    expect([outside, inside].map(lookOf)).to.deep.equal(['locked', 'locked']);
    await open(element);
    expect([outside, inside].map(lookOf)).to.deep.equal(['locked', 'shown']);
    stage().append(element);
    await element.updateComplete;
    expect([outside, inside].map(lookOf)).to.deep.equal(['shown', 'shown']);
  });

  it('changes with a tag that moves to another document', async () => {
    const there = (await openPage()).document;
    const [here, match] = [content('<p class="pro">Pro</p>'), content('<p class="pro">Pro</p>', there.body)];
    const element = await gate('.pro');
    there.body.append(element);
    await element.updateComplete;
    expect([here, match].map(lookOf)).to.deep.equal(['locked', 'locked']);
    await open(element);
    expect([here, match].map(lookOf)).to.deep.equal(['locked', 'shown']);
    const late = content('<p class="pro" hidden>Pro</p>', there.body);
    await nextFrame();
    expect(lookOf(late)).to.equal('shown');
  });
});
