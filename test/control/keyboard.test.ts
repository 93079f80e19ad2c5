import { sendKeys } from '@web/test-runner-commands';
import { expect } from '@open-wc/testing';
import { createApi } from '../support/api.js';
import { validMembership } from '../support/membership.js';
import { getPart } from '../support/shadow-parts.js';
import { KEY, getField, nextVerdict, stage, createTag } from '../support/tag.js';
import { click, getFocused, press, typeText } from '../support/user-input.js';

const TYPES = ['keydown', 'keypress', 'keyup'] as const;

let noted: string[] = [];
const note = (event: KeyboardEvent): void => {
  noted.push(`${event.type} ${event.key}`);
};
/** A shortcut as pages write them: any key that is not typed into a field, as far as the page can tell. */
const shortcut = (event: KeyboardEvent): void => {
  note(event);
  const target = event.target as HTMLElement;
  if (target.matches('input, textarea, select, [contenteditable]')) return;
  if (/^([\w/?-]|Backspace|Delete|Arrow\w+|Home|End)$/.test(event.key)) event.preventDefault();
};

beforeEach(() => {
  noted = [];
  for (const type of TYPES) document.addEventListener(type, shortcut);
});
afterEach(() => {
  for (const type of TYPES) document.removeEventListener(type, shortcut);
});

describe('a page with shortcuts on every key', () => {
  it('has them elsewhere', async () => {
    await press('a', '/');
    expect(noted).to.deep.equal(['keydown a', 'keyup a', 'keydown /', 'keyup /']);
  });

  it('lets the whole key arrive, and hears nothing of it', async () => {
    const element = await createTag();
    await click(getField(element));
    await typeText(`${KEY} was/is 1234567890 ?`);
    expect(getField(element).value).to.equal(`${KEY} was/is 1234567890 ?`);
    expect(noted).to.be.empty;
  });

  it('lets a capital be typed by hand', async () => {
    const element = await createTag();
    await click(getField(element));
    await press('Shift+W');
    expect(getField(element).value).to.equal('W');
    expect(noted.filter((entry) => !entry.endsWith('Shift'))).to.be.empty;
  });

  it('lets the key be edited', async () => {
    const element = await createTag({ 'license-key': 'ABCD' });
    await click(getField(element));
    await press(
      'End',
      'Backspace',
      'ArrowLeft',
      'Home',
      'Delete',
      'ArrowRight',
      'Shift+ArrowRight',
      'Delete',
      'ArrowUp',
      'ArrowDown',
      'PageUp',
      'PageDown',
    );
    expect(getField(element).value).to.equal('B');
    expect(noted.filter((entry) => !entry.endsWith('Shift'))).to.be.empty;
  });

  for (const key of ['Escape', 'Tab', 'Enter', 'F2']) {
    it(`hears ${key}, down and up`, async () => {
      await click(getField(await createTag()));
      await press(key);
      // Engines differ in what they press beside.
      expect(noted.filter((entry) => !entry.startsWith('keypress'))).to.deep.equal([`keydown ${key}`, `keyup ${key}`]);
    });
  }

  for (const modifier of ['Control', 'Meta']) {
    it(`hears the command ${modifier}+K`, async () => {
      await click(getField(await createTag()));
      await press(`${modifier}+k`);
      expect(noted).to.include('keydown k').and.include('keyup k');
    });
  }

  for (const [keyboard, init] of [
    ['Windows, where AltGr is Control and Alt too', { key: '@', ctrlKey: true, altKey: true, modifierAltGraph: true }],
    ['Linux', { key: '@', modifierAltGraph: true }],
    ['a Mac, by Option', { key: '@', altKey: true }],
  ] as const) {
    it(`hears nothing of a sign behind AltGr on ${keyboard}`, async () => {
      const element = await createTag();
      // The driver of the tests has no AltGr.
      for (const type of TYPES) {
        const event = new KeyboardEvent(type, { ...init, bubbles: true, composed: true });
        // WebKit leaves it out of events that are made by hand.
        Object.defineProperty(event, 'getModifierState', {
          value: (name: string) => name === 'AltGraph' && 'modifierAltGraph' in init,
        });
        getField(element).dispatchEvent(event);
      }
      expect(noted).to.be.empty;
    });
  }

  it('hears nothing of a word that is being composed', async () => {
    const element = await createTag();
    for (const key of ['Process', 'Dead', 'Unidentified']) {
      getField(element).dispatchEvent(
        new KeyboardEvent('keydown', { key, isComposing: true, bubbles: true, composed: true }),
      );
    }
    expect(noted).to.be.empty;
  });

  it('hears the keys of the button', async () => {
    const element = await createTag();
    getPart(element, 'button').focus();
    await press('a');
    expect(noted).to.deep.equal(['keydown a', 'keyup a']);
  });

  it('closes its dialog by Escape, from within the field', async () => {
    const dialog = document.createElement('dialog');
    stage().append(dialog);
    dialog.showModal();
    const element = await createTag({}, dialog);
    element.focus();
    expect(getFocused()).to.equal('input');
    const closed = new Promise((resolve) => dialog.addEventListener('close', resolve));
    await press('Escape');
    await closed;
    expect(dialog.open).to.equal(false);
  });
});

describe('Enter', () => {
  it('that a page prevents checks nothing', async () => {
    const element = await createTag({ 'license-key': KEY });
    const prevent = (event: KeyboardEvent) => event.preventDefault();
    stage().addEventListener('keydown', prevent as EventListener);
    await click(getField(element));
    await press('Enter');
    expect(element.state).to.equal('idle');
  });

  it('held down checks once', async () => {
    const api = await createApi({ hold: true, body: validMembership() });
    const element = await createTag({ 'api-base': api.base, 'license-key': KEY });
    await click(getField(element));
    for (let repeat = 0; repeat < 5; repeat++) await sendKeys({ down: 'Enter' });
    await sendKeys({ up: 'Enter' });
    await api.nextPost();
    const heard = nextVerdict(element);
    await api.release();
    await heard;
    expect(await api.posts()).to.have.length(1);
  });
});

describe('Tab', () => {
  it('goes from the link to the field, the button and on, and back again', async () => {
    const element = await createTag({ 'buy-url': '/buy' });
    const [before, after] = [document.createElement('button'), document.createElement('button')];
    before.id = 'before';
    after.id = 'after';
    element.before(before);
    element.after(after);
    before.focus();
    const way = [getFocused()];
    for (let i = 0; i < 4; i++) {
      await press('Tab');
      way.push(getFocused());
    }
    expect(way).to.deep.equal(['#before', 'link', 'input', 'button', '#after']);
    const back = [];
    for (let i = 0; i < 4; i++) {
      await press('Shift+Tab');
      back.push(getFocused());
    }
    expect(back).to.deep.equal(['button', 'input', 'link', '#before']);
  });

  it('goes in the order of the eye', async () => {
    const element = await createTag({ 'buy-url': '/buy' });
    const [link, input, button] = (['link', 'input', 'button'] as const).map((part) =>
      getPart(element, part).getBoundingClientRect(),
    );
    expect(link!.bottom).to.be.at.most(input!.top);
    expect(input!.top).to.equal(button!.top);
    expect(input!.right).to.be.at.most(button!.left);
  });
});
