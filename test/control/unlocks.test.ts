import { expect, nextFrame } from '@open-wc/testing';
import { content, gate, lookOf, open, shut } from '../support/unlocked-content.js';
import { release, tagThatChecks, tagThatSays, endings } from '../support/states.js';
import { stage } from '../support/tag.js';

describe('what a license unlocks', () => {
  it('is hidden, shown while the license is valid, and hidden again', async () => {
    const match = content('<a id="download" href="/pro.zip" hidden>Download</a>');
    const element = await gate('#download');
    expect(lookOf(match)).to.equal('locked');
    await open(element);
    expect(lookOf(match)).to.equal('shown');
    await shut(element);
    expect(lookOf(match)).to.equal('locked');
    await open(element);
    expect(lookOf(match)).to.equal('shown');
    element.forget();
    expect(lookOf(match)).to.equal('locked');
  });

  it('is hidden even where the page forgot to hide it', async () => {
    const match = content('<p id="pro">Pro</p>');
    await gate('#pro');
    expect(lookOf(match)).to.equal('locked');
  });

  it('is hidden before the visitor sees the tag', async () => {
    const match = content('<p id="pro">Pro</p>');
    const made = gate('#pro');
    await nextFrame();
    await made;
    expect(lookOf(match)).to.equal('locked');
  });

  it('is all that the selector matches', async () => {
    content('<p class="pro">1</p><p class="pro">2</p><i class="gold">3</i><b>4</b>');
    const element = await gate('.pro, .gold');
    const looks = () => [...stage().querySelectorAll('p, i, b')].map(lookOf);
    expect(looks()).to.deep.equal(['locked', 'locked', 'locked', 'shown']);
    await open(element);
    expect(looks()).to.deep.equal(['shown', 'shown', 'shown', 'shown']);
  });

  it('is shown and hidden when the event comes, and when the state changes', async () => {
    const match = content('<p id="pro">Pro</p>');
    const element = await gate('#pro');
    const looks: string[] = [];
    for (const type of ['valid', 'invalid', 'statechange'])
      element.addEventListener(type, () => looks.push(`${type}: ${lookOf(match)}`));
    await open(element);
    expect(looks.slice(-2)).to.deep.equal(['statechange: shown', 'valid: shown']);
    await shut(element);
    expect(looks.slice(-2)).to.deep.equal(['statechange: locked', 'invalid: locked']);
  });

  for (const ending of endings) {
    it(`is ${ending === 'valid' ? 'shown' : 'locked'} after ${ending}`, async () => {
      const match = content('<p id="pro">Pro</p>');
      await tagThatSays(ending, { unlocks: '#pro' });
      expect(lookOf(match)).to.equal(ending === 'valid' ? 'shown' : 'locked');
    });
  }

  it('stays hidden during a check', async () => {
    const match = content('<p id="pro">Pro</p>');
    const check = await tagThatChecks({ unlocks: '#pro' });
    expect(lookOf(match)).to.equal('locked');
    await release(check);
    expect(lookOf(match)).to.equal('shown');
  });
});

describe('what comes late', () => {
  it('is locked by the next frame, and shown once the license is valid', async () => {
    const element = await gate('.pro');
    const match = content('<section><p class="pro">Pro</p></section>').firstElementChild!;
    await nextFrame();
    expect(lookOf(match)).to.equal('locked');
    await open(element);
    expect(lookOf(match)).to.equal('shown');
  });

  it('is shown by the next frame where the license is valid', async () => {
    const element = await gate('.pro');
    await open(element);
    const match = content('<p class="pro" hidden>Pro</p>');
    await nextFrame();
    expect(lookOf(match)).to.equal('shown');
  });

  for (const [attribute, selector] of [
    ['id', '#pro'],
    ['class', '.pro'],
    ['data-plan', '[data-plan=pro]'],
  ] as const) {
    it(`may come by its ${attribute} alone`, async () => {
      const match = content('<p>Pro</p>');
      const element = await gate(selector);
      match.setAttribute(attribute, 'pro');
      await nextFrame();
      expect(lookOf(match)).to.equal('locked');
      await open(element);
      expect(lookOf(match)).to.equal('shown');
    });
  }

  it('may come by what stands beside it', async () => {
    const match = content('<p>Pro</p>');
    await gate('.member ~ p');
    content('<i class="member"></i>').after(match);
    await nextFrame();
    expect(lookOf(match)).to.equal('locked');
  });

  it('is locked again after the framework made it anew', async () => {
    const box = content('<div><p class="pro">Pro</p></div>');
    const element = await gate('.pro');
    await open(element);
    await shut(element);
    box.innerHTML = '<p class="pro">Pro, again</p>';
    await nextFrame();
    expect(lookOf(box.firstElementChild!)).to.equal('locked');
  });
});

describe('unlocks', () => {
  it('may be changed while the license is valid', async () => {
    content('<p id="one">1</p>');
    const two = content('<p id="two" hidden>2</p>');
    const element = await gate('#one');
    await open(element);
    element.unlocks = '#two';
    await element.updateComplete;
    expect(lookOf(two)).to.equal('shown');
    expect(element.state).to.equal('valid');
    await shut(element);
    expect(lookOf(two)).to.equal('locked');
  });

  it('may come late', async () => {
    const match = content('<p id="pro">Pro</p>');
    const element = await gate('');
    expect(lookOf(match)).to.equal('shown');
    element.setAttribute('unlocks', '#pro');
    await element.updateComplete;
    expect(lookOf(match)).to.equal('locked');
    await open(element);
    expect(lookOf(match)).to.equal('shown');
  });

  it('may be the property of a tag that is not in the page yet', async () => {
    const match = content('<p id="pro">Pro</p>');
    const element = document.createElement('whop-license-check');
    element.unlocks = '#pro';
    stage().append(element);
    await element.updateComplete;
    expect(lookOf(match)).to.equal('locked');
  });
});
