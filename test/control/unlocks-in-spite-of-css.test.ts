import { setViewport } from '@web/test-runner-commands';
import { expect, nextFrame } from '@open-wc/testing';
import { engineSupports } from '../support/engine.js';
import { addContent, createTagWithUnlocks, getLockState, unlock, lock } from '../support/unlocked-content.js';
import { emulateMedia } from '../support/media.js';
import { stage } from '../support/tag.js';
import { click } from '../support/user-input.js';

function pageStyle(css: string): HTMLStyleElement {
  return addContent<HTMLStyleElement>(`<style>${css}</style>`);
}

describe('a page whose CSS beats hidden', () => {
  const rules: Record<string, string> = {
    'a class with a display': '.d-flex { display: flex }',
    'an important one': '.d-flex { display: flex !important }',
    'a reset of everything': '.d-flex { all: unset !important }',
    'a rule on [hidden] itself': '[hidden].d-flex { display: block !important }',
    'a rule in a layer': '@layer base { .d-flex { display: grid !important } }',
  };
  for (const [what, css] of Object.entries(rules)) {
    it(`shows nothing that is locked: ${what}`, async () => {
      pageStyle(css);
      const match = addContent('<a id="download" class="d-flex" href="/pro.zip" hidden>Download</a>');
      expect(getLockState(match)).to.equal('seen in spite of hidden');
      const element = await createTagWithUnlocks('#download');
      expect(getLockState(match)).to.equal('locked');
      await unlock(element);
      expect(getLockState(match)).to.equal('shown');
      expect(match.style.display).to.equal('');
      await lock(element);
      expect(getLockState(match)).to.equal('locked');
    });
  }

  for (const [value, priority] of [
    ['flex', 'important'],
    ['inline-block', ''],
    ['contents', ''],
  ] as const) {
    it(`gets its own inline style back: ${value} ${priority}`, async () => {
      const match = addContent(`<div id="pro" hidden>Pro</div>`);
      match.style.setProperty('color', 'red');
      match.style.setProperty('display', value, priority);
      const element = await createTagWithUnlocks('#pro');
      for (let times = 0; times < 2; times++) {
        expect(match.getClientRects()).to.have.length(0);
        expect(getComputedStyle(match).display).to.equal('none');
        await unlock(element);
        expect(match.style.getPropertyValue('display')).to.equal(value);
        expect(match.style.getPropertyPriority('display')).to.equal(priority);
        expect(match.style.color).to.equal('red');
        expect(match.hasAttribute('hidden')).to.equal(false);
        await lock(element);
      }
    });
  }

  it('has no style of ours left on what is shown', async () => {
    pageStyle('.d-flex { display: flex !important }');
    const match = addContent('<p class="d-flex" hidden>Pro</p>');
    const element = await createTagWithUnlocks('.d-flex');
    await unlock(element);
    expect(match.getAttribute('style') ?? '').to.equal('');
  });

  it('may come late', async () => {
    const match = addContent('<p class="d-flex" hidden>Pro</p>');
    await createTagWithUnlocks('.d-flex');
    pageStyle('.d-flex { display: flex !important }');
    await nextFrame();
    expect(getLockState(match)).to.equal('locked');
  });

  it('may come late by a class', async () => {
    pageStyle('.d-flex { display: flex !important }');
    const match = addContent('<p id="pro" hidden>Pro</p>');
    await createTagWithUnlocks('#pro');
    match.className = 'd-flex';
    await nextFrame();
    expect(getLockState(match)).to.equal('locked');
  });

  it('may come late from a file', async () => {
    const match = addContent('<p class="d-flex" hidden>Pro</p>');
    await createTagWithUnlocks('.d-flex');
    const sheet = document.createElement('link');
    sheet.rel = 'stylesheet';
    sheet.href = URL.createObjectURL(new Blob(['.d-flex { display: flex !important }'], { type: 'text/css' }));
    await new Promise((resolve) => {
      sheet.addEventListener('load', resolve);
      stage().append(sheet);
    });
    await nextFrame();
    expect(getLockState(match)).to.equal('locked');
  });

  it('may do so from a certain width on', async () => {
    pageStyle('@media (min-width: 700px) { .d-md-flex { display: flex !important } }');
    const match = addContent('<p class="d-md-flex" hidden>Pro</p>');
    try {
      await setViewport({ width: 500, height: 600 });
      const element = await createTagWithUnlocks('.d-md-flex');
      expect(getLockState(match)).to.equal('locked');
      await setViewport({ width: 800, height: 600 });
      await nextFrame();
      expect(matchMedia('(min-width: 700px)').matches).to.equal(true);
      expect(getLockState(match)).to.equal('locked');
      await unlock(element);
      expect(getLockState(match)).to.equal('shown');
    } finally {
      await setViewport({ width: 800, height: 600 });
    }
  });

  it('may do so at a click, by CSS alone', async () => {
    pageStyle('#tab:checked ~ .panel { display: block }');
    const tab = addContent('<input id="tab" type="checkbox">');
    const match = addContent('<p class="panel" hidden>Pro</p>');
    await createTagWithUnlocks('.panel');
    await click(tab);
    await nextFrame();
    expect(match.matches('#tab:checked ~ *')).to.equal(true);
    expect(getLockState(match)).to.equal('locked');
  });

  if (engineSupports('emulated media')) {
    it('may do so by dark', async () => {
      pageStyle('@media (prefers-color-scheme: dark) { .d-dark { display: flex !important } }');
      const match = addContent('<p class="d-dark" hidden>Pro</p>');
      await createTagWithUnlocks('.d-dark');
      await emulateMedia('prefers-color-scheme', 'dark');
      await nextFrame();
      expect(getLockState(match)).to.equal('locked');
    });
  }

  it('gets back what a tag that went had hidden, by the next tag', async () => {
    pageStyle('.d-flex { display: flex !important }');
    const match = addContent('<p class="d-flex" style="display: grid" hidden>Pro</p>');
    (await createTagWithUnlocks('.d-flex')).remove();
    expect(getLockState(match)).to.equal('locked');
    await unlock(await createTagWithUnlocks('.d-flex'));
    expect(getLockState(match)).to.equal('shown');
    expect(match.style.display).to.equal('grid');
  });
});

describe('what hidden means by itself', () => {
  it('is kept where the browser may find the text', async () => {
    const match = addContent('<p id="pro" hidden="until-found">Pro</p>');
    const element = await createTagWithUnlocks('#pro');
    expect(match.getClientRects()).to.have.length(0);
    expect(match.hasAttribute('hidden')).to.equal(true);
    await unlock(element);
    expect(getLockState(match)).to.equal('shown');
  });

  for (const markup of [
    '<svg id="pro" width="9" height="9"><circle r="9"/></svg>',
    '<math id="pro"><mi>x</mi></math>',
    '<details id="pro" open>x</details>',
    '<img id="pro" alt="x" src="data:,">',
  ]) {
    it(`is so for any kind of match: ${markup}`, async () => {
      const match = addContent<SVGElement>(markup);
      const element = await createTagWithUnlocks('#pro');
      expect(getLockState(match)).to.equal('locked');
      await unlock(element);
      expect(getLockState(match)).to.equal('shown');
      await lock(element);
      expect(getLockState(match)).to.equal('locked');
    });
  }

  it('is so for a part of a drawing', async () => {
    const match = addContent(
      '<svg width="9" height="9"><g id="pro"><rect width="9" height="9"/></g></svg>',
    ).querySelector('g')!;
    const element = await createTagWithUnlocks('#pro');
    expect(getLockState(match)).to.equal('locked');
    await unlock(element);
    expect(getLockState(match)).to.equal('shown');
  });

  it('throws nothing for an element without a style', async () => {
    const match = stage().appendChild(document.createElementNS('urn:example', 'pro'));
    const other = addContent('<p class="pro">Pro</p>');
    match.setAttribute('class', 'pro');
    const element = await createTagWithUnlocks('.pro');
    expect(getLockState(other)).to.equal('locked');
    await unlock(element);
    expect(getLockState(other)).to.equal('shown');
  });
});
