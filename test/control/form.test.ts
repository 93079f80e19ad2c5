import { expect } from '@open-wc/testing';
import type { WhopLicenseCheck } from '../../src/index.js';
import { createApi } from '../support/api.js';
import { validMembership } from '../support/membership.js';
import { openPage } from '../support/page.js';
import { partOf } from '../support/part.js';
import { openSandbox } from '../support/sandbox.js';
import { release, tagThatChecks } from '../support/states.js';
import { API_KEY, KEY, eventsOf, fieldOf, nextVerdict, stage, tag } from '../support/tag.js';
import { click, focused, press, write } from '../support/visitor.js';

const ONE_CHECK = ['statechange:checking', 'statechange:valid', 'valid'];

const accepts = () => createApi({ body: validMembership() });
const formOf = (element: WhopLicenseCheck): HTMLFormElement => partOf(element, 'form') as HTMLFormElement;

const ways: Record<string, (element: WhopLicenseCheck) => Promise<void>> = {
  'Enter in the field': () => press('Enter'),
  'a click on the button': (element) => click(partOf(element, 'button')),
  'Space on the button': () => press('Tab', 'Space'),
  'Enter on the button': () => press('Tab', 'Enter'),
};

describe('a key that is typed', () => {
  for (const [way, submit] of Object.entries(ways)) {
    it(`is checked once by ${way}`, async () => {
      const api = await accepts();
      const element = await tag({ 'api-base': api.base });
      const events = eventsOf(element);
      await click(fieldOf(element));
      await write(KEY);
      expect(element.licenseKey).to.equal(KEY);
      const heard = nextVerdict(element);
      await submit(element);
      expect(await heard).to.include({ outcome: 'valid' });
      expect(events).to.deep.equal(ONE_CHECK);
      expect(await api.posts()).to.have.length(1);
    });
  }

  it('is checked once by clicks in quick succession, and by Enter beside them', async () => {
    const api = await createApi({ hold: true, body: validMembership() });
    const element = await tag({ 'api-base': api.base });
    const events = eventsOf(element);
    await click(fieldOf(element));
    await write(KEY);
    for (let times = 0; times < 3; times++) await click(partOf(element, 'button'));
    await click(fieldOf(element));
    await press('Enter', 'Enter');
    await api.next();
    await release({ element, api });
    expect(events).to.deep.equal(ONE_CHECK);
    expect(await api.posts()).to.have.length(1);
  });

  it('is checked by a script that submits the form as the visitor would', async () => {
    const api = await accepts();
    const element = await tag({ 'api-base': api.base, 'license-key': KEY });
    const events = eventsOf(element);
    const heard = nextVerdict(element);
    formOf(element).requestSubmit();
    await heard;
    expect(events).to.deep.equal(ONE_CHECK);
    expect(await api.posts()).to.have.length(1);
  });

  it('is not asked about before the visitor says so', async () => {
    const api = await accepts();
    const element = await tag({ 'api-base': api.base });
    const events = eventsOf(element);
    await click(fieldOf(element));
    await write(KEY);
    await press('Tab', 'Tab');
    expect(events).to.be.empty;
    expect(await api.requests()).to.be.empty;
  });
});

describe('the page', () => {
  const pages = { 'in a frame': openLoadedPage, 'in a sandbox without forms': () => openSandbox(), 'in a sandbox with forms': () => openSandbox('allow-forms') };
  for (const [where, open] of Object.entries(pages)) {
    for (const [way, submit] of Object.entries(ways)) {
      it(`stays where it is ${where}, after ${way}`, async () => {
        const { window, document } = await open();
        const api = await accepts();
        const element = await tag({ 'api-base': api.base, 'license-key': KEY }, document.body);
        const left = departuresOf(window);
        const events = eventsOf(element);
        await click(fieldOf(element));
        const heard = nextVerdict(element);
        await submit(element);
        await heard;
        expect(events).to.deep.equal(ONE_CHECK);
        expect(await api.posts()).to.have.length(1);
        expect(left).to.be.empty;
      });
    }
  }

  for (const method of ['submit', 'requestSubmit'] as const) {
    it(`stays where it is when a script calls ${method}()`, async () => {
      const { window, document } = await openLoadedPage();
      const api = await accepts();
      const element = await tag({ 'api-base': api.base, 'license-key': KEY }, document.body);
      const left = departuresOf(window);
      formOf(element)[method]();
      expect(await element.check()).to.include({ outcome: 'valid' });
      expect(left).to.be.empty;
      expect(document.defaultView === window).to.equal(true);
    });
  }

  it('stays where it is although the window is told to close its dialogs', async () => {
    const api = await accepts();
    const dialog = document.createElement('dialog');
    stage().append(dialog);
    dialog.showModal();
    const element = await tag({ 'api-base': api.base, 'license-key': KEY }, dialog);
    for (const submit of [() => press('Enter'), () => Promise.resolve(formOf(element).requestSubmit()), () => Promise.resolve(formOf(element).submit())]) {
      element.focus();
      await submit();
      await element.check();
      expect(dialog.open).to.equal(true);
    }
  });
});

describe('a form of the page around the tag', () => {
  async function tagInForm(): Promise<{ element: WhopLicenseCheck; form: HTMLFormElement; submitted: () => number }> {
    const api = await createApi({ status: 404, body: { message: 'License not found' } });
    const form = document.createElement('form');
    const name = document.createElement('input');
    Object.assign(name, { name: 'name', value: 'Ada' });
    form.append(name, document.createElement('button'));
    stage().append(form);
    let submits = 0;
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      submits++;
    });
    const element = await tag({ 'api-base': api.base, 'license-key': KEY }, form);
    return { element, form, submitted: () => submits };
  }

  for (const [way, submit] of Object.entries(ways)) {
    it(`is not submitted by ${way}`, async () => {
      const { element, submitted } = await tagInForm();
      await click(fieldOf(element));
      const heard = nextVerdict(element);
      await submit(element);
      await heard;
      expect(submitted()).to.equal(0);
    });
  }

  it('hears our refusal, and is valid all the same', async () => {
    const { element, form, submitted } = await tagInForm();
    const events = eventsOf(form);
    expect(await element.check()).to.include({ outcome: 'invalid' });
    expect(events).to.deep.equal(['statechange:checking', 'statechange:invalid', 'invalid:not-found']);
    expect(form.checkValidity()).to.equal(true);
    expect(form.reportValidity()).to.equal(true);
    expect(form.matches(':invalid')).to.equal(false);
    expect(events).to.have.length(3);
    form.requestSubmit();
    expect(submitted()).to.equal(1);
  });

  it('gets nothing of the key, and counts no control of ours', async () => {
    const { form } = await tagInForm();
    expect([...new FormData(form).entries()]).to.deep.equal([['name', 'Ada']]);
    expect(form.elements).to.have.length(2);
  });

  it('does not reset the key', async () => {
    const { element, form } = await tagInForm();
    form.reset();
    await element.updateComplete;
    expect(fieldOf(element).value).to.equal(KEY);
    expect(element.licenseKey).to.equal(KEY);
  });
});

describe('the focus', () => {
  for (const [way, submit] of Object.entries(ways)) {
    it(`stays where it was through a check by ${way}`, async () => {
      const api = await createApi({ hold: true, body: validMembership() });
      const element = await tag({ 'api-base': api.base, 'license-key': KEY });
      await click(fieldOf(element));
      await submit(element);
      await api.next();
      const control = way.includes('button') ? 'button' : 'input';
      expect(element.state).to.equal('checking');
      expect(focused()).to.equal(control);
      await release({ element, api });
      expect(focused()).to.equal(control);
    });
  }

  it('is not taken from the rest of the page', async () => {
    const other = document.createElement('input');
    other.id = 'other';
    stage().append(other);
    const check = await tagThatChecks();
    other.focus();
    expect(focused()).to.equal('#other');
    await release(check);
    expect(focused()).to.equal('#other');
  });

  it('goes to the field by focus()', async () => {
    const element = await tag();
    element.focus();
    expect(document.activeElement === element).to.equal(true);
    expect(focused()).to.equal('input');
  });

  it('goes to the field by focus() right after the tag came into the page', () => {
    const element = document.createElement('whop-license-check');
    element.setAttribute('api-key', API_KEY);
    stage().append(element);
    element.focus();
    expect(focused()).to.equal('input');
  });

  it('goes nowhere by focus() outside of a page', () => {
    const element = document.createElement('whop-license-check');
    element.focus();
    expect(focused()).to.equal('body');
  });
});

async function openLoadedPage(): Promise<{ window: Window & typeof globalThis; document: Document }> {
  const page = await openPage();
  await page.load();
  return page;
}

/** Each way in which the window begins to go elsewhere. */
function departuresOf(window: Window & typeof globalThis): string[] {
  const left: string[] = [];
  window.navigation.addEventListener('navigate', ({ destination }) => left.push(destination.url));
  for (const type of ['beforeunload', 'pagehide']) window.addEventListener(type, () => left.push(type));
  return left;
}
