import { expect, nextFrame } from '@open-wc/testing';
import type { ReceivedRequest } from '../support/api.js';
import { getLockState } from '../support/unlocked-content.js';
import {
  queryShadow,
  getShadowRoot,
  runJourney,
  openHostPage,
  recordVerdicts,
  type HostPage,
  type Journey,
} from '../support/host-page.js';
import { KEY, OTHER_KEY } from '../support/tag.js';
import { click, isVisible, nextEvent, press, typeText } from '../support/user-input.js';

const PRO = '<p id="pro">Pro</p>';
const fieldOf = ({ element }: HostPage): HTMLInputElement => queryShadow(element, 'input');
const buttonOf = ({ element }: HostPage): HTMLButtonElement => queryShadow(element, '[part=button]');

/** A page in which the tag stands within that, once it is drawn. */
async function openAround(around: (tag: string) => string, options = {}): Promise<HostPage> {
  const host = await openHostPage({ ...options, body: (tag) => around(tag) + PRO });
  await host.element.updateComplete;
  await nextFrame();
  return host;
}

/** Without the headers: a browser sends another priority after a click. */
const inShort = ({ method, path, body }: ReceivedRequest): string => `${method} ${path} ${body}`;

/** With real clicks and keys. */
async function verdictByHand(host: HostPage, key: string): Promise<string> {
  const told = recordVerdicts(host.element);
  await click(fieldOf(host));
  await press('Control+a');
  await typeText(key);
  const heard = nextEvent(host.element, 'valid', 'invalid', 'unverified');
  await press('Enter');
  await heard;
  return told.join();
}

/** What a page may put around the tag, which shows it. */
const surroundings: Record<string, (tag: string) => string> = {
  'what can be edited': (tag) => `<div contenteditable="true"><p>Text</p>${tag}</div>`,
  'an open dialog': (tag) => `<dialog open>${tag}</dialog>`,
  'open details': (tag) => `<details open><summary>License</summary>${tag}</details>`,
  'a disabled fieldset': (tag) =>
    `<form action="/left"><fieldset disabled><legend>License</legend>${tag}</fieldset></form>`,
  'a form that goes elsewhere': (tag) =>
    `<form action="https://elsewhere.example/" target="_blank"><input name="other" required>${tag}<button>Send</button></form>`,
  'a slot of another element': (tag) =>
    `<div><template shadowrootmode="open"><section><slot></slot></section></template>${tag}</div>`,
  'a table': (tag) => `<table><tr><td>${tag}</td></tr></table>`,
  'what has another direction and language': (tag) => `<div dir="rtl" lang="he">${tag}</div>`,
  'what is drawn by itself': (tag) => `<div style="contain: strict; width: 400px; height: 200px">${tag}</div>`,
  'what is turned and enlarged': (tag) =>
    `<div style="transform: scale(1.5) rotate(2deg); transform-origin: 0 0">${tag}</div>`,
};

describe('a tag in', () => {
  let clean: Journey;
  before(async () => {
    clean = await runJourney(await openHostPage());
  });

  for (const [what, around] of Object.entries(surroundings)) {
    it(`${what} is seen, and works by hand as ever`, async () => {
      const host = await openAround(around);
      const parent = host.element.parentElement!.outerHTML.replace(/ state="idle"/, '');
      expect(isVisible(buttonOf(host))).to.equal(true);
      expect(await verdictByHand(host, KEY)).to.equal('valid');
      expect(getLockState(host.document.querySelector('#pro')!)).to.equal('shown');
      expect(await verdictByHand(host, OTHER_KEY)).to.equal('invalid:not-found');
      expect(getLockState(host.document.querySelector('#pro')!)).to.equal('locked');
      expect(host.element.parentElement!.outerHTML.replace(/ state="invalid"/, ''), 'what is around it').to.equal(
        parent,
      );
      expect((await host.api.requests()).map(inShort)).to.deep.equal(clean.requests.map(inShort));
      expect(host.uncaught).to.deep.equal([]);
      expect(host.window.location.href).to.equal('about:srcdoc');
    });
  }

  it('a modal dialog leaves it open, and Escape closes it', async () => {
    const host = await openAround((tag) => `<dialog>${tag}</dialog>`);
    const dialog = host.document.querySelector('dialog')!;
    dialog.showModal();
    expect(await verdictByHand(host, KEY)).to.equal('valid');
    await click(buttonOf(host));
    expect(dialog.open).to.equal(true);
    await press('Escape');
    expect(dialog.open).to.equal(false);
    expect(host.element.state).not.to.equal('idle');
  });

  it('a popover leaves it open, and Escape closes it', async () => {
    const host = await openAround((tag) => `<div popover>${tag}</div>`);
    const popover = host.document.querySelector<HTMLElement>('[popover]')!;
    popover.showPopover();
    expect(await verdictByHand(host, KEY)).to.equal('valid');
    expect(popover.matches(':popover-open')).to.equal(true);
    await press('Escape');
    expect(popover.matches(':popover-open')).to.equal(false);
  });

  const hidings: Record<string, [(tag: string) => string, (page: Document) => void]> = {
    'closed details': [
      (tag) => `<details><summary>License</summary>${tag}</details>`,
      (page) => (page.querySelector('details')!.open = true),
    ],
    'a closed dialog': [(tag) => `<dialog>${tag}</dialog>`, (page) => page.querySelector('dialog')!.show()],
    'a popover that waits': [
      (tag) => `<div popover>${tag}</div>`,
      (page) => page.querySelector<HTMLElement>('[popover]')!.showPopover(),
    ],
    'what is hidden': [
      (tag) => `<div hidden>${tag}</div>`,
      (page) => page.querySelector('div')!.removeAttribute('hidden'),
    ],
    'what is skipped': [
      (tag) => `<div style="content-visibility: hidden">${tag}</div>`,
      (page) => page.querySelector('div')!.removeAttribute('style'),
    ],
    'what is inert': [
      (tag) => `<div inert>${tag}</div>`,
      (page) => page.querySelector('div')!.removeAttribute('inert'),
    ],
  };
  for (const [what, [around, show]] of Object.entries(hidings)) {
    it(`${what} cannot be used, checks when a script says so, and works once it is shown`, async () => {
      const host = await openAround(around);
      const { element, document: page } = host;
      element.focus();
      expect(getShadowRoot(element)!.activeElement).to.equal(null);
      element.licenseKey = KEY;
      expect(await element.check()).to.include({ outcome: 'valid' });
      expect(getLockState(page.querySelector('#pro')!)).to.equal('shown');
      show(page);
      await nextFrame();
      expect(await verdictByHand(host, OTHER_KEY)).to.equal('invalid:not-found');
      expect(getLockState(page.querySelector('#pro')!)).to.equal('locked');
      expect(host.uncaught).to.deep.equal([]);
    });
  }
});

describe('a page whose CSS undoes the tag', () => {
  for (const css of [
    'whop-license-check { all: initial }',
    'whop-license-check { all: unset !important }',
    '* { all: unset }',
    '* { all: revert !important }',
    'html { zoom: 2 }',
    '* { box-sizing: content-box !important; margin: 9px !important; font: 9px/1 serif !important }',
    ':root { --_tone: red; --_accent: transparent }',
    '::part(button), ::part(input) { all: unset }',
  ]) {
    it(`has one that works: ${css}`, async () => {
      const host = await openAround((tag) => tag, { head: `<style>${css}</style>` });
      expect(isVisible(fieldOf(host)) && isVisible(buttonOf(host))).to.equal(true);
      expect(await verdictByHand(host, KEY)).to.equal('valid');
      expect(await verdictByHand(host, OTHER_KEY)).to.equal('invalid:not-found');
      expect(getLockState(host.document.querySelector('#pro')!)).to.equal('locked');
    });
  }

  it('does not reach what our own style says of the inside', async () => {
    const host = await openAround((tag) => tag, {
      head: '<style>* { all: unset !important } button { min-height: 1px !important }</style>',
    });
    expect(host.window.getComputedStyle(buttonOf(host)).minHeight).to.equal('44px');
  });
});
