import { expect } from '@open-wc/testing';
import { createApi } from '../support/api.js';
import { recordEvents, formatVerdict, KEY, stage, submitKey, createTag, checkKey } from '../support/tag.js';
import { goodReply } from '../support/verdict-rows.js';

/** Starts a check of an element that is about to be moved. The response is held. */
async function startCheck(
  attributes: Record<string, string> = {},
): Promise<Awaited<ReturnType<typeof createTagInPage>>> {
  const prepared = await createTagInPage(attributes);
  await submitKey(prepared.element);
  await prepared.api.nextPost();
  return { ...prepared, promise: prepared.element.check() };
}

async function createTagInPage(attributes: Record<string, string>) {
  const api = await createApi({ ...goodReply(), hold: true });
  stage().innerHTML = '<p hidden></p><div id="one"></div><div id="other"></div>';
  const [one, other] = stage().querySelectorAll('div');
  const element = await createTag({ 'api-base': api.base, unlocks: 'p', ...attributes }, one);
  const events = recordEvents(element);
  const pageEvents = recordEvents(stage());
  return {
    api,
    element,
    events,
    pageEvents,
    other: other!,
    lockedElement: stage().querySelector('p')!,
    promise: Promise.resolve() as Promise<unknown>,
  };
}

describe('an element that is removed during a check', () => {
  it('dispatches no verdict and leaves the page as it is', async () => {
    const { api, element, events, lockedElement, promise } = await startCheck();
    element.remove();
    await api.release();
    expect(await promise).to.include({ outcome: 'unverified', reason: 'superseded' });
    expect(events.filter((event) => !event.startsWith('statechange'))).to.be.empty;
    expect(element.state).to.equal('idle');
    expect(element.verdict).to.equal(null);
    expect(lockedElement.hidden).to.equal(true);
  });

  it('can still check while it is outside of the page', async () => {
    const api = await createApi(goodReply());
    const element = await createTag({ 'api-base': api.base, 'license-key': KEY });
    element.remove();
    expect(await element.check()).to.include({ outcome: 'valid' });
    expect(element.state).to.equal('valid');
  });

  it('works when it is put back later', async () => {
    const { api, element, events, lockedElement, promise } = await startCheck();
    element.remove();
    await api.release();
    await promise;
    stage().append(element);
    await api.reply(goodReply());
    expect(formatVerdict(await checkKey(element))).to.equal('valid');
    expect(lockedElement.hidden).to.equal(false);
    expect(events.filter((event) => !event.startsWith('statechange'))).to.deep.equal(['valid']);
    expect(await api.posts()).to.have.length(2);
  });

  it('checks again by itself when it is put back, if it has auto-check', async () => {
    const { api, element, pageEvents, promise } = await startCheck({ 'auto-check': '', 'license-key': KEY });
    element.remove();
    await api.release();
    await promise;
    await api.reply(goodReply());
    const validEvent = new Promise((resolve) => {
      element.addEventListener('valid', resolve);
    });
    stage().append(element);
    await validEvent;
    expect(pageEvents, 'events of the second check').to.deep.equal([
      'statechange:checking',
      'statechange:valid',
      'valid',
    ]);
    expect(await api.posts()).to.have.length(2);
  });

  it('keeps its earlier verdict', async () => {
    const { api, element, events, lockedElement, promise } = await startCheck();
    await api.release();
    await promise;
    await api.reply({ ...goodReply({ valid: false }), hold: true });
    const second = element.check();
    await api.nextPost();
    element.remove();
    await api.release();
    expect(await second).to.include({ reason: 'superseded' });
    expect(element.state).to.equal('valid');
    expect(element.verdict).to.include({ outcome: 'valid' });
    expect(lockedElement.hidden).to.equal(false);
    expect(events.filter((event) => !event.startsWith('statechange'))).to.deep.equal(['valid']);
  });
});

describe('an element that is moved during a check', () => {
  const moves: Record<string, (element: Element, other: Element) => unknown> = {
    directly: (element, other) => other.append(element),
    'by removing and appending it': async (element, other) => {
      element.remove();
      await Promise.resolve();
      other.append(element);
    },
    'with its container': (element, other) => other.append(element.parentElement!),
    'into a shadow tree and out again': (element, other) => {
      other.attachShadow({ mode: 'open' }).append(element);
      stage().append(element);
    },
  };
  for (const [description, move] of Object.entries(moves)) {
    it(`${description} dispatches its verdict once`, async () => {
      const { api, element, events, pageEvents, lockedElement, other, promise } = await startCheck();
      await move(element, other);
      await api.release();
      expect(await promise).to.equal(element.verdict);
      expect(element.verdict).to.include({ outcome: 'valid' });
      await element.updateComplete;
      expect(lockedElement.hidden).to.equal(false);
      for (const log of [events, pageEvents])
        expect(log).to.deep.equal(['statechange:checking', 'statechange:valid', 'valid']);
      expect(await api.posts()).to.have.length(1);
    });
  }
});

describe('an element that is moved after its verdict', () => {
  it('dispatches nothing twice and keeps the page unlocked', async () => {
    const { api, element, pageEvents, lockedElement, other } = await createTagInPage({
      'auto-check': '',
      'license-key': KEY,
    });
    await api.nextPost();
    const validEvent = new Promise((resolve) => {
      element.addEventListener('valid', resolve);
    });
    await api.release();
    await validEvent;
    other.append(element);
    await element.updateComplete;
    element.remove();
    stage().append(element);
    await element.updateComplete;
    expect(lockedElement.hidden).to.equal(false);
    expect(pageEvents.filter((event) => event === 'valid')).to.have.length(1);
    expect(await api.posts()).to.have.length(1);
  });
});
