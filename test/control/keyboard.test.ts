import { sendKeys } from '@web/test-runner-commands';
import { expect } from '@open-wc/testing';
import { createApi } from '../support/api.js';
import { validMembership } from '../support/membership.js';
import { getPart } from '../support/shadow-parts.js';
import { KEY, getField, nextVerdict, stage, createTag } from '../support/tag.js';
import { click, getFocused, press, typeText } from '../support/user-input.js';

const TYPES = ['keydown', 'keypress', 'keyup'] as const;

let keyEvents: string[] = [];
const recordKeyEvent = (event: KeyboardEvent): void => {
  keyEvents.push(`${event.type} ${event.key}`);
};
/** A typical page shortcut: it handles any key that is not typed into a field, as far as the page can tell. */
const handleShortcut = (event: KeyboardEvent): void => {
  recordKeyEvent(event);
  const target = event.target as HTMLElement;
  if (target.matches('input, textarea, select, [contenteditable]')) return;
  if (/^([\w/?-]|Backspace|Delete|Arrow\w+|Home|End)$/.test(event.key)) event.preventDefault();
};

beforeEach(() => {
  keyEvents = [];
  for (const type of TYPES) document.addEventListener(type, handleShortcut);
});
afterEach(() => {
  for (const type of TYPES) document.removeEventListener(type, handleShortcut);
});

describe('a page with a shortcut on every key', () => {
  it('receives keys outside the tag', async () => {
    await press('a', '/');
    expect(keyEvents).to.deep.equal(['keydown a', 'keyup a', 'keydown /', 'keyup /']);
  });

  it('does not receive a license key typed into the field', async () => {
    const element = await createTag();
    await click(getField(element));
    await typeText(`${KEY} was/is 1234567890 ?`);
    expect(getField(element).value).to.equal(`${KEY} was/is 1234567890 ?`);
    expect(keyEvents).to.be.empty;
  });

  it('does not prevent a capital letter from being typed', async () => {
    const element = await createTag();
    await click(getField(element));
    await press('Shift+W');
    expect(getField(element).value).to.equal('W');
    expect(keyEvents.filter((entry) => !entry.endsWith('Shift'))).to.be.empty;
  });

  it('does not prevent the key from being edited', async () => {
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
    expect(keyEvents.filter((entry) => !entry.endsWith('Shift'))).to.be.empty;
  });

  for (const key of ['Escape', 'Tab', 'Enter', 'F2']) {
    it(`receives keydown and keyup of ${key}`, async () => {
      await click(getField(await createTag()));
      await press(key);
      // Engines differ in whether they dispatch keypress.
      expect(keyEvents.filter((entry) => !entry.startsWith('keypress'))).to.deep.equal([
        `keydown ${key}`,
        `keyup ${key}`,
      ]);
    });
  }

  for (const modifier of ['Control', 'Meta']) {
    it(`receives the shortcut ${modifier}+K`, async () => {
      await click(getField(await createTag()));
      await press(`${modifier}+k`);
      expect(keyEvents).to.include('keydown k').and.include('keyup k');
    });
  }

  for (const [keyboard, init] of [
    [
      'Windows, where AltGr also sets Control and Alt',
      { key: '@', ctrlKey: true, altKey: true, modifierAltGraph: true },
    ],
    ['Linux', { key: '@', modifierAltGraph: true }],
    ['a Mac, with Option', { key: '@', altKey: true }],
  ] as const) {
    it(`does not receive a character typed with AltGr on ${keyboard}`, async () => {
      const element = await createTag();
      // The test driver has no AltGr.
      for (const type of TYPES) {
        const event = new KeyboardEvent(type, { ...init, bubbles: true, composed: true });
        // WebKit ignores modifierAltGraph in synthetic events.
        Object.defineProperty(event, 'getModifierState', {
          value: (name: string) => name === 'AltGraph' && 'modifierAltGraph' in init,
        });
        getField(element).dispatchEvent(event);
      }
      expect(keyEvents).to.be.empty;
    });
  }

  it('does not receive keys during composition', async () => {
    const element = await createTag();
    for (const key of ['Process', 'Dead', 'Unidentified']) {
      getField(element).dispatchEvent(
        new KeyboardEvent('keydown', { key, isComposing: true, bubbles: true, composed: true }),
      );
    }
    expect(keyEvents).to.be.empty;
  });

  it('receives keys pressed on the button', async () => {
    const element = await createTag();
    getPart(element, 'button').focus();
    await press('a');
    expect(keyEvents).to.deep.equal(['keydown a', 'keyup a']);
  });

  it('can close its dialog with Escape from within the field', async () => {
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
  it('checks nothing when the page prevents it', async () => {
    const element = await createTag({ 'license-key': KEY });
    const prevent = (event: KeyboardEvent) => event.preventDefault();
    stage().addEventListener('keydown', prevent as EventListener);
    await click(getField(element));
    await press('Enter');
    expect(element.state).to.equal('idle');
  });

  it('checks once when it is held down', async () => {
    const api = await createApi({ hold: true, body: validMembership() });
    const element = await createTag({ 'api-base': api.base, 'license-key': KEY });
    await click(getField(element));
    for (let repeat = 0; repeat < 5; repeat++) await sendKeys({ down: 'Enter' });
    await sendKeys({ up: 'Enter' });
    await api.nextPost();
    const pendingVerdict = nextVerdict(element);
    await api.release();
    await pendingVerdict;
    expect(await api.posts()).to.have.length(1);
  });
});

describe('Tab', () => {
  it('moves from the link to the field, to the button, out of the tag, and back', async () => {
    const element = await createTag({ 'buy-url': '/buy' });
    const [before, after] = [document.createElement('button'), document.createElement('button')];
    before.id = 'before';
    after.id = 'after';
    element.before(before);
    element.after(after);
    before.focus();
    const forward = [getFocused()];
    for (let i = 0; i < 4; i++) {
      await press('Tab');
      forward.push(getFocused());
    }
    expect(forward).to.deep.equal(['#before', 'link', 'input', 'button', '#after']);
    const back = [];
    for (let i = 0; i < 4; i++) {
      await press('Shift+Tab');
      back.push(getFocused());
    }
    expect(back).to.deep.equal(['button', 'input', 'link', '#before']);
  });

  it('moves in the visual order', async () => {
    const element = await createTag({ 'buy-url': '/buy' });
    const [link, input, button] = (['link', 'input', 'button'] as const).map((part) =>
      getPart(element, part).getBoundingClientRect(),
    );
    expect(link!.bottom).to.be.at.most(input!.top);
    expect(input!.top).to.equal(button!.top);
    expect(input!.right).to.be.at.most(button!.left);
  });
});
