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

const createAcceptingApi = () => createApi({ body: validMembership() });
const getForm = (element: WhopLicenseCheck): HTMLFormElement => getPart(element, 'form') as HTMLFormElement;

describe('a typed key', () => {
  for (const [method, submit] of Object.entries(waysToSubmit)) {
    it(`is checked once by ${method}`, async () => {
      const api = await createAcceptingApi();
      const element = await createTag({ 'api-base': api.base });
      const events = recordEvents(element);
      await click(getField(element));
      await typeText(KEY);
      expect(element.licenseKey).to.equal(KEY);
      const pendingVerdict = nextVerdict(element);
      await submit(element);
      expect(await pendingVerdict).to.include({ outcome: 'valid' });
      expect(events).to.deep.equal(ONE_CHECK);
      expect(await api.posts()).to.have.length(1);
    });
  }

  it('is checked once by clicks in quick succession and Enter', async () => {
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

  it('is checked when a script submits the form', async () => {
    const api = await createAcceptingApi();
    const element = await createTag({ 'api-base': api.base, 'license-key': KEY });
    const events = recordEvents(element);
    const pendingVerdict = nextVerdict(element);
    getForm(element).requestSubmit();
    await pendingVerdict;
    expect(events).to.deep.equal(ONE_CHECK);
    expect(await api.posts()).to.have.length(1);
  });

  it('is not checked before the visitor submits it', async () => {
    const api = await createAcceptingApi();
    const element = await createTag({ 'api-base': api.base });
    const events = recordEvents(element);
    await click(getField(element));
    await typeText(KEY);
    // Without this button, the focus would leave the page, and the next tests need it there.
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
  for (const [place, open] of Object.entries(pages)) {
    for (const [method, submit] of Object.entries(waysToSubmit)) {
      it(`does not navigate ${place}, after ${method}`, async () => {
        const { window, document } = await open();
        const api = await createAcceptingApi();
        const element = await createTag({ 'api-base': api.base, 'license-key': KEY }, document.body);
        const navigations = recordNavigations(window);
        const events = recordEvents(element);
        await click(getField(element));
        const pendingVerdict = nextVerdict(element);
        await submit(element);
        await pendingVerdict;
        expect(events).to.deep.equal(ONE_CHECK);
        expect(await api.posts()).to.have.length(1);
        expect(navigations).to.be.empty;
      });
    }
  }

  for (const method of ['submit', 'requestSubmit'] as const) {
    it(`does not navigate when a script calls ${method}()`, async () => {
      const { window, document } = await openLoadedPage();
      const api = await createAcceptingApi();
      const element = await createTag({ 'api-base': api.base, 'license-key': KEY }, document.body);
      const navigations = recordNavigations(window);
      submitByScript(element, method);
      expect(await element.check()).to.include({ outcome: 'valid' });
      expect(navigations).to.be.empty;
      expect(document.defaultView === window).to.equal(true);
    });
  }

  it('keeps a dialog open when the form inside it is submitted', async () => {
    const api = await createAcceptingApi();
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
    getForm(element)[method]();
  } catch {
    // Firefox throws if there is no dialog to close.
  }
}

async function openLoadedPage(): Promise<{ window: Window & typeof globalThis; document: Document }> {
  const page = await openPage();
  await page.load();
  return page;
}

/** Records every sign that the window starts to navigate. */
function recordNavigations(window: Window & typeof globalThis): string[] {
  const navigations: string[] = [];
  // Not every engine has the Navigation API.
  (window as { navigation?: Navigation }).navigation?.addEventListener('navigate', ({ destination }) =>
    navigations.push(destination.url),
  );
  for (const type of ['beforeunload', 'pagehide']) window.addEventListener(type, () => navigations.push(type));
  return navigations;
}
