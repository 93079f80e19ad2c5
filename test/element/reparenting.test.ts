import { expect } from '@open-wc/testing';
import { createApi } from '../support/api.js';
import { recordEvents, formatVerdict, KEY, stage, submitKey, createTag, checkKey } from '../support/tag.js';
import { goodReply } from '../support/verdict-rows.js';

/** A check whose answer is on its way, of an element that is about to go somewhere. */
async function running(attributes: Record<string, string> = {}): Promise<Awaited<ReturnType<typeof prepare>>> {
  const prepared = await prepare(attributes);
  await submitKey(prepared.element);
  await prepared.api.nextPost();
  return { ...prepared, promise: prepared.element.check() };
}

async function prepare(attributes: Record<string, string>) {
  const api = await createApi({ ...goodReply(), hold: true });
  stage().innerHTML = '<p hidden></p><div id="one"></div><div id="other"></div>';
  const [one, other] = stage().querySelectorAll('div');
  const element = await createTag({ 'api-base': api.base, unlocks: 'p', ...attributes }, one);
  const events = recordEvents(element);
  const onPage = recordEvents(stage());
  return {
    api,
    element,
    events,
    onPage,
    other: other!,
    gate: stage().querySelector('p')!,
    promise: Promise.resolve() as Promise<unknown>,
  };
}

describe('an element that is taken out of the page while it checks', () => {
  it('says nothing, and leaves the page as it is', async () => {
    const { api, element, events, gate, promise } = await running();
    element.remove();
    await api.release();
    expect(await promise).to.include({ outcome: 'unverified', reason: 'superseded' });
    expect(events.filter((event) => !event.startsWith('statechange'))).to.be.empty;
    expect(element.state).to.equal('idle');
    expect(element.verdict).to.equal(null);
    expect(gate.hidden).to.equal(true);
  });

  it('is asked all the same while it is away, and has its verdict', async () => {
    const api = await createApi(goodReply());
    const element = await createTag({ 'api-base': api.base, 'license-key': KEY });
    element.remove();
    expect(await element.check()).to.include({ outcome: 'valid' });
    expect(element.state).to.equal('valid');
  });

  it('works when it is put back later', async () => {
    const { api, element, events, gate, promise } = await running();
    element.remove();
    await api.release();
    await promise;
    stage().append(element);
    await api.reply(goodReply());
    expect(formatVerdict(await checkKey(element))).to.equal('valid');
    expect(gate.hidden).to.equal(false);
    expect(events.filter((event) => !event.startsWith('statechange'))).to.deep.equal(['valid']);
    expect(await api.posts()).to.have.length(2);
  });

  it('checks again by itself when it is put back, where it did so the first time', async () => {
    const { api, element, onPage, promise } = await running({ 'auto-check': '', 'license-key': KEY });
    element.remove();
    await api.release();
    await promise;
    await api.reply(goodReply());
    const heard = new Promise((resolve) => {
      element.addEventListener('valid', resolve);
    });
    stage().append(element);
    await heard;
    expect(onPage, 'the first one had begun before').to.deep.equal([
      'statechange:checking',
      'statechange:valid',
      'valid',
    ]);
    expect(await api.posts()).to.have.length(2);
  });

  it('keeps the verdict it had', async () => {
    const { api, element, events, gate, promise } = await running();
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
    expect(gate.hidden).to.equal(false);
    expect(events.filter((event) => !event.startsWith('statechange'))).to.deep.equal(['valid']);
  });
});

describe('an element that is moved while it checks', () => {
  const moves: Record<string, (element: Element, other: Element) => unknown> = {
    'at once': (element, other) => other.append(element),
    'by way of nowhere': async (element, other) => {
      element.remove();
      await Promise.resolve();
      other.append(element);
    },
    'with what holds it': (element, other) => other.append(element.parentElement!),
    'into a shadow tree, and out again': (element, other) => {
      other.attachShadow({ mode: 'open' }).append(element);
      stage().append(element);
    },
  };
  for (const [how, move] of Object.entries(moves)) {
    it(`${how} says once what it heard`, async () => {
      const { api, element, events, onPage, gate, other, promise } = await running();
      await move(element, other);
      await api.release();
      expect(await promise).to.equal(element.verdict);
      expect(element.verdict).to.include({ outcome: 'valid' });
      await element.updateComplete;
      expect(gate.hidden).to.equal(false);
      for (const log of [events, onPage])
        expect(log).to.deep.equal(['statechange:checking', 'statechange:valid', 'valid']);
      expect(await api.posts()).to.have.length(1);
    });
  }
});

describe('an element that is moved after its verdict', () => {
  it('says nothing twice, and keeps the page open', async () => {
    const { api, element, onPage, gate, other } = await prepare({ 'auto-check': '', 'license-key': KEY });
    await api.nextPost();
    const heard = new Promise((resolve) => {
      element.addEventListener('valid', resolve);
    });
    await api.release();
    await heard;
    other.append(element);
    await element.updateComplete;
    element.remove();
    stage().append(element);
    await element.updateComplete;
    expect(gate.hidden).to.equal(false);
    expect(onPage.filter((event) => event === 'valid')).to.have.length(1);
    expect(await api.posts()).to.have.length(1);
  });
});
