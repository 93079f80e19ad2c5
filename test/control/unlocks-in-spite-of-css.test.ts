import { setViewport } from '@web/test-runner-commands';
import { expect, nextFrame } from '@open-wc/testing';
import { engineSupports } from '../support/engine.js';
import { addContent, createTagWithUnlocks, getLockState, unlock, lock } from '../support/unlocked-content.js';
import { emulateMedia } from '../support/media.js';
import { stage } from '../support/tag.js';
import { click } from '../support/user-input.js';

function addStyle(css: string): HTMLStyleElement {
  return addContent<HTMLStyleElement>(`<style>${css}</style>`);
}

describe('a page whose CSS overrides hidden', () => {
  const rules: Record<string, string> = {
    'a class with a display style': '.d-flex { display: flex }',
    'a class with an important display style': '.d-flex { display: flex !important }',
    'a reset of everything': '.d-flex { all: unset !important }',
    'a rule on [hidden] itself': '[hidden].d-flex { display: block !important }',
    'a rule in a layer': '@layer base { .d-flex { display: grid !important } }',
  };
  for (const [description, css] of Object.entries(rules)) {
    it(`shows no locked content: ${description}`, async () => {
      addStyle(css);
      const match = addContent('<a id="download" class="d-flex" href="/pro.zip" hidden>Download</a>');
      expect(getLockState(match)).to.equal('visible despite hidden');
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

  it('has no style of ours left on shown content', async () => {
    addStyle('.d-flex { display: flex !important }');
    const match = addContent('<p class="d-flex" hidden>Pro</p>');
    const element = await createTagWithUnlocks('.d-flex');
    await unlock(element);
    expect(match.getAttribute('style') ?? '').to.equal('');
  });

  it('may add the style later', async () => {
    const match = addContent('<p class="d-flex" hidden>Pro</p>');
    await createTagWithUnlocks('.d-flex');
    addStyle('.d-flex { display: flex !important }');
    await nextFrame();
    expect(getLockState(match)).to.equal('locked');
  });

  it('may add the class later', async () => {
    addStyle('.d-flex { display: flex !important }');
    const match = addContent('<p id="pro" hidden>Pro</p>');
    await createTagWithUnlocks('#pro');
    match.className = 'd-flex';
    await nextFrame();
    expect(getLockState(match)).to.equal('locked');
  });

  it('may load the style sheet later', async () => {
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

  it('may do so from a certain viewport width', async () => {
    addStyle('@media (min-width: 700px) { .d-md-flex { display: flex !important } }');
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

  it('may do so on a click, by CSS alone', async () => {
    addStyle('#tab:checked ~ .panel { display: block }');
    const tab = addContent('<input id="tab" type="checkbox">');
    const match = addContent('<p class="panel" hidden>Pro</p>');
    await createTagWithUnlocks('.panel');
    await click(tab);
    await nextFrame();
    expect(match.matches('#tab:checked ~ *')).to.equal(true);
    expect(getLockState(match)).to.equal('locked');
  });

  if (engineSupports('emulated media')) {
    it('may do so in dark mode', async () => {
      addStyle('@media (prefers-color-scheme: dark) { .d-dark { display: flex !important } }');
      const match = addContent('<p class="d-dark" hidden>Pro</p>');
      await createTagWithUnlocks('.d-dark');
      await emulateMedia('prefers-color-scheme', 'dark');
      await nextFrame();
      expect(getLockState(match)).to.equal('locked');
    });
  }

  it('gets back its style from the next tag when the first one was removed', async () => {
    addStyle('.d-flex { display: flex !important }');
    const match = addContent('<p class="d-flex" style="display: grid" hidden>Pro</p>');
    (await createTagWithUnlocks('.d-flex')).remove();
    expect(getLockState(match)).to.equal('locked');
    await unlock(await createTagWithUnlocks('.d-flex'));
    expect(getLockState(match)).to.equal('shown');
    expect(match.style.display).to.equal('grid');
  });
});

describe('the hidden attribute', () => {
  it('may be until-found', async () => {
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
    it(`hides any kind of element: ${markup}`, async () => {
      const match = addContent<SVGElement>(markup);
      const element = await createTagWithUnlocks('#pro');
      expect(getLockState(match)).to.equal('locked');
      await unlock(element);
      expect(getLockState(match)).to.equal('shown');
      await lock(element);
      expect(getLockState(match)).to.equal('locked');
    });
  }

  it('hides a part of an SVG image', async () => {
    const match = addContent(
      '<svg width="9" height="9"><g id="pro"><rect width="9" height="9"/></g></svg>',
    ).querySelector('g')!;
    const element = await createTagWithUnlocks('#pro');
    expect(getLockState(match)).to.equal('locked');
    await unlock(element);
    expect(getLockState(match)).to.equal('shown');
  });

  it('works next to an element that has no style', async () => {
    const match = stage().appendChild(document.createElementNS('urn:example', 'pro'));
    const other = addContent('<p class="pro">Pro</p>');
    match.setAttribute('class', 'pro');
    const element = await createTagWithUnlocks('.pro');
    expect(getLockState(other)).to.equal('locked');
    await unlock(element);
    expect(getLockState(other)).to.equal('shown');
  });
});
