import { expect } from '@open-wc/testing';
import type { WhopLicenseCheck } from '../../src/index.js';
import { createApi } from '../support/api.js';
import { validMembership } from '../support/membership.js';
import { openPage } from '../support/page.js';
import { getPart } from '../support/shadow-parts.js';
import { openSandbox } from '../support/sandbox.js';
import { finishCheck } from '../support/states.js';
import { waysToSubmit } from '../support/ways-to-submit.js';
import { KEY, recordEvents, getField, nextVerdict, stage, createTag } from '../support/tag.js';
import { click, press, typeText } from '../support/user-input.js';

const ONE_CHECK = ['statechange:checking', 'statechange:valid', 'valid'];

const accepts = () => createApi({ body: validMembership() });
const formOf = (element: WhopLicenseCheck): HTMLFormElement => getPart(element, 'form') as HTMLFormElement;

describe('a key that is typed', () => {
  for (const [way, submit] of Object.entries(waysToSubmit)) {
    it(`is checked once by ${way}`, async () => {
      const api = await accepts();
      const element = await createTag({ 'api-base': api.base });
      const events = recordEvents(element);
      await click(getField(element));
      await typeText(KEY);
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
    const element = await createTag({ 'api-base': api.base });
    const events = recordEvents(element);
    await click(getField(element));
    await typeText(KEY);
    for (let times = 0; times < 3; times++) await click(getPart(element, 'button'));
    await click(getField(element));
    await press('Enter', 'Enter');
    await api.nextPost();
    await finishCheck({ element, api });
    expect(events).to.deep.equal(ONE_CHECK);
    expect(await api.posts()).to.have.length(1);
  });

  it('is checked by a script that submits the form as the visitor would', async () => {
    const api = await accepts();
    const element = await createTag({ 'api-base': api.base, 'license-key': KEY });
    const events = recordEvents(element);
    const heard = nextVerdict(element);
    formOf(element).requestSubmit();
    await heard;
    expect(events).to.deep.equal(ONE_CHECK);
    expect(await api.posts()).to.have.length(1);
  });

  it('is not asked about before the visitor says so', async () => {
    const api = await accepts();
    const element = await createTag({ 'api-base': api.base });
    const events = recordEvents(element);
    await click(getField(element));
    await typeText(KEY);
    // Without it, the focus goes on to the browser's own window, where the next tests would miss it.
    element.after(document.createElement('button'));
    await press('Tab', 'Tab');
    expect(events).to.be.empty;
    expect(await api.requests()).to.be.empty;
  });
});

describe('the page', () => {
  const pages = {
    'in a frame': openLoadedPage,
    'in a sandbox without forms': () => openSandbox(),
    'in a sandbox with forms': () => openSandbox('allow-forms'),
  };
  for (const [where, open] of Object.entries(pages)) {
    for (const [way, submit] of Object.entries(waysToSubmit)) {
      it(`stays where it is ${where}, after ${way}`, async () => {
        const { window, document } = await open();
        const api = await accepts();
        const element = await createTag({ 'api-base': api.base, 'license-key': KEY }, document.body);
        const left = departuresOf(window);
        const events = recordEvents(element);
        await click(getField(element));
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
      const element = await createTag({ 'api-base': api.base, 'license-key': KEY }, document.body);
      const left = departuresOf(window);
      submitByScript(element, method);
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
    const element = await createTag({ 'api-base': api.base, 'license-key': KEY }, dialog);
    for (const submit of [
      () => press('Enter'),
      () => Promise.resolve(submitByScript(element, 'requestSubmit')),
      () => Promise.resolve(submitByScript(element, 'submit')),
    ]) {
      element.focus();
      await submit();
      await element.check();
      expect(dialog.open).to.equal(true);
    }
  });
});

function submitByScript(element: WhopLicenseCheck, method: 'submit' | 'requestSubmit'): void {
  try {
    formOf(element)[method]();
  } catch {
    // Firefox says so where there is no dialog to close.
  }
}

async function openLoadedPage(): Promise<{ window: Window & typeof globalThis; document: Document }> {
  const page = await openPage();
  await page.load();
  return page;
}

/** Each way in which the window begins to go elsewhere. */
function departuresOf(window: Window & typeof globalThis): string[] {
  const left: string[] = [];
  // Not every engine has one.
  (window as { navigation?: Navigation }).navigation?.addEventListener('navigate', ({ destination }) =>
    left.push(destination.url),
  );
  for (const type of ['beforeunload', 'pagehide']) window.addEventListener(type, () => left.push(type));
  return left;
}
