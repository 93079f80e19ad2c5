import { expect, nextFrame } from '@open-wc/testing';
import type { ReceivedRequest } from '../support/api.js';
import { getLockState } from '../support/unlocked-content.js';
import {
  queryShadow,
  getShadowRoot,
  runJourney,
  openHostPage,
  recordVerdicts,
  type HostOptions,
  type HostPage,
  type Journey,
} from '../support/host-page.js';
import { KEY, OTHER_KEY } from '../support/tag.js';
import { click, isVisible, nextEvent, press, typeText } from '../support/user-input.js';

const PRO = '<p id="pro">Pro</p>';
const getField = ({ element }: HostPage): HTMLInputElement => queryShadow(element, 'input');
const getButton = ({ element }: HostPage): HTMLButtonElement => queryShadow(element, '[part=button]');

/** Opens a page with the tag in a container, and waits until it is rendered. */
async function openPageWithTagIn(around: (tag: string) => string, options: HostOptions = {}): Promise<HostPage> {
  const host = await openHostPage({ ...options, body: (tag) => around(tag) + PRO });
  await host.element.updateComplete;
  await nextFrame();
  return host;
}

/** Leaves out the headers, because a browser sends a different priority after a click. */
const formatRequest = ({ method, path, body }: ReceivedRequest): string => `${method} ${path} ${body}`;

/** Submits a key with real clicks and keystrokes, and returns the verdict. */
async function checkKeyByHand(host: HostPage, key: string): Promise<string> {
  const verdicts = recordVerdicts(host.element);
  await click(getField(host));
  await press('Control+a');
  await typeText(key);
  const verdictEvent = nextEvent(host.element, 'valid', 'invalid', 'unverified');
  await press('Enter');
  await verdictEvent;
  return verdicts.join();
}

/** Containers that a page may put around a visible tag. */
const surroundings: Record<string, (tag: string) => string> = {
  'an editable element': (tag) => `<div contenteditable="true"><p>Text</p>${tag}</div>`,
  'an open dialog': (tag) => `<dialog open>${tag}</dialog>`,
  'open details': (tag) => `<details open><summary>License</summary>${tag}</details>`,
  'a disabled fieldset': (tag) =>
    `<form action="/left"><fieldset disabled><legend>License</legend>${tag}</fieldset></form>`,
  'a form that submits to another site': (tag) =>
    `<form action="https://elsewhere.example/" target="_blank"><input name="other" required>${tag}<button>Send</button></form>`,
  'a slot of another element': (tag) =>
    `<div><template shadowrootmode="open"><section><slot></slot></section></template>${tag}</div>`,
  'a table': (tag) => `<table><tr><td>${tag}</td></tr></table>`,
  'an element with another direction and language': (tag) => `<div dir="rtl" lang="he">${tag}</div>`,
  'an element with strict containment': (tag) =>
    `<div style="contain: strict; width: 400px; height: 200px">${tag}</div>`,
  'a rotated and scaled element': (tag) =>
    `<div style="transform: scale(1.5) rotate(2deg); transform-origin: 0 0">${tag}</div>`,
};

describe('a tag inside', () => {
  let clean: Journey;
  before(async () => {
    clean = await runJourney(await openHostPage());
  });

  for (const [description, around] of Object.entries(surroundings)) {
    it(`${description} is visible and works with mouse and keyboard`, async () => {
      const host = await openPageWithTagIn(around);
      const parent = host.element.parentElement!.outerHTML.replace(/ state="idle"/, '');
      expect(isVisible(getButton(host))).to.equal(true);
      expect(await checkKeyByHand(host, KEY)).to.equal('valid');
      expect(getLockState(host.document.querySelector('#pro')!)).to.equal('shown');
      expect(await checkKeyByHand(host, OTHER_KEY)).to.equal('invalid:not-found');
      expect(getLockState(host.document.querySelector('#pro')!)).to.equal('locked');
      expect(host.element.parentElement!.outerHTML.replace(/ state="invalid"/, ''), 'the container').to.equal(parent);
      expect((await host.api.requests()).map(formatRequest)).to.deep.equal(clean.requests.map(formatRequest));
      expect(host.uncaught).to.deep.equal([]);
      expect(host.window.location.href).to.equal('about:srcdoc');
    });
  }

  it('a modal dialog does not close it, and Escape does', async () => {
    const host = await openPageWithTagIn((tag) => `<dialog>${tag}</dialog>`);
    const dialog = host.document.querySelector('dialog')!;
    dialog.showModal();
    expect(await checkKeyByHand(host, KEY)).to.equal('valid');
    await click(getButton(host));
    expect(dialog.open).to.equal(true);
    await press('Escape');
    expect(dialog.open).to.equal(false);
    expect(host.element.state).not.to.equal('idle');
  });

  it('a popover does not close it, and Escape does', async () => {
    const host = await openPageWithTagIn((tag) => `<div popover>${tag}</div>`);
    const popover = host.document.querySelector<HTMLElement>('[popover]')!;
    popover.showPopover();
    expect(await checkKeyByHand(host, KEY)).to.equal('valid');
    expect(popover.matches(':popover-open')).to.equal(true);
    await press('Escape');
    expect(popover.matches(':popover-open')).to.equal(false);
  });

  const hidingContainers: Record<string, [(tag: string) => string, (page: Document) => void]> = {
    'closed details': [
      (tag) => `<details><summary>License</summary>${tag}</details>`,
      (page) => (page.querySelector('details')!.open = true),
    ],
    'a closed dialog': [(tag) => `<dialog>${tag}</dialog>`, (page) => page.querySelector('dialog')!.show()],
    'a closed popover': [
      (tag) => `<div popover>${tag}</div>`,
      (page) => page.querySelector<HTMLElement>('[popover]')!.showPopover(),
    ],
    'a hidden element': [
      (tag) => `<div hidden>${tag}</div>`,
      (page) => page.querySelector('div')!.removeAttribute('hidden'),
    ],
    'an element with content-visibility: hidden': [
      (tag) => `<div style="content-visibility: hidden">${tag}</div>`,
      (page) => page.querySelector('div')!.removeAttribute('style'),
    ],
    'an inert element': [
      (tag) => `<div inert>${tag}</div>`,
      (page) => page.querySelector('div')!.removeAttribute('inert'),
    ],
  };
  for (const [description, [around, show]] of Object.entries(hidingContainers)) {
    it(`${description} can't be focused, checks when a script calls check(), and works once it is shown`, async () => {
      const host = await openPageWithTagIn(around);
      const { element, document: page } = host;
      element.focus();
      expect(getShadowRoot(element)!.activeElement).to.equal(null);
      element.licenseKey = KEY;
      expect(await element.check()).to.include({ outcome: 'valid' });
      expect(getLockState(page.querySelector('#pro')!)).to.equal('shown');
      show(page);
      await nextFrame();
      expect(await checkKeyByHand(host, OTHER_KEY)).to.equal('invalid:not-found');
      expect(getLockState(page.querySelector('#pro')!)).to.equal('locked');
      expect(host.uncaught).to.deep.equal([]);
    });
  }
});

describe('a page whose CSS resets the tag', () => {
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
    it(`still has a working tag: ${css}`, async () => {
      const host = await openPageWithTagIn((tag) => tag, { head: `<style>${css}</style>` });
      expect(isVisible(getField(host)) && isVisible(getButton(host))).to.equal(true);
      expect(await checkKeyByHand(host, KEY)).to.equal('valid');
      expect(await checkKeyByHand(host, OTHER_KEY)).to.equal('invalid:not-found');
      expect(getLockState(host.document.querySelector('#pro')!)).to.equal('locked');
    });
  }

  it('does not reach our styles inside the tag', async () => {
    const host = await openPageWithTagIn((tag) => tag, {
      head: '<style>* { all: unset !important } button { min-height: 1px !important }</style>',
    });
    expect(host.window.getComputedStyle(getButton(host)).minHeight).to.equal('44px');
  });
});
