import { expect } from '@open-wc/testing';
import { createApi, type Api } from '../support/api.js';
import { validMembership } from '../support/membership.js';
import { BrowserClock, openTab, type Tab } from '../support/tab.js';
import { checkKey, createDetachedTag, KEY, nextVerdict, OTHER_KEY, typeKey } from '../support/tag.js';

const HOUR = 3_600_000;
const VALID = { body: validMembership() };
const { product, plan } = validMembership() as { product: string; plan: string };
const REFUSED = { status: 404, body: { message: 'License not found' } };

/** One thing that another tag, tab or visit may ask otherwise. */
interface Difference {
  attributes?: (otherApi: Api) => Record<string, string>;
  key?: string;
}

const DIFFERENCES: Record<string, Difference> = {
  'another key': { key: OTHER_KEY },
  'another api-base': { attributes: (otherApi) => ({ 'api-base': otherApi.base }) },
  'another api-key': { attributes: () => ({ 'api-key': 'apik_another' }) },
  'no api-key': { attributes: () => ({ 'api-key': '' }) },
  'a product': { attributes: () => ({ product }) },
  'a plan': { attributes: () => ({ plan }) },
  metadata: { attributes: () => ({ metadata: '{"hwid":"2"}' }) },
};

interface Scene {
  /** Answers what was asked first, and, unless it is about another `api-base`, the other question too. */
  api: Api;
  clock: BrowserClock;
  openFirst(): Promise<Tab>;
  openOther(): Promise<Tab>;
  createOther(document: Document): ReturnType<typeof createDetachedTag>;
  otherKey: string;
  /** Of both APIs. */
  countPosts(): Promise<number>;
  /** What the other question is answered. */
  replyToOther(reply: object): Promise<void>;
}

async function openScene({ attributes, key = KEY }: Difference): Promise<Scene> {
  const [api, otherApi] = await Promise.all([createApi(VALID), createApi(VALID)]);
  const clock = new BrowserClock();
  const first = { 'api-base': api.base, remember: 'local' };
  const other = { ...first, ...attributes?.(otherApi) };
  return {
    api,
    clock,
    openFirst: () => openTab(clock, first),
    openOther: () => openTab(clock, other),
    createOther: (document) => createDetachedTag(other, document),
    otherKey: key,
    countPosts: async () => (await api.posts()).length + (await otherApi.posts()).length,
    replyToOther: (reply) => (other['api-base'] === api.base ? api : otherApi).reply(reply),
  };
}

/** Waits until the tag has ended a check that it began by itself, if it did. */
async function settled({ element, verdicts }: Tab): Promise<void> {
  if (element.state === 'checking' && !verdicts.length) await nextVerdict(element);
}

/** Resolves when the tab has heard of a result that another tab stored. */
function hearsOfStorage({ window }: Tab): Promise<void> {
  return new Promise((resolve) => {
    window.addEventListener('storage', ({ newValue }) => newValue?.startsWith('{') && resolve());
  });
}

for (const [difference, how] of Object.entries(DIFFERENCES)) {
  describe(`a yes, where ${difference} is asked about`, () => {
    it('opens nothing on load without a request', async () => {
      const scene = await openScene(how);
      const first = await scene.openFirst();
      await checkKey(first.element);
      first.element.remove();
      const other = await scene.openOther();
      const isOtherKey = scene.otherKey !== KEY;
      if (isOtherKey) typeKey(other.element, scene.otherKey);
      else await settled(other);
      expect(other.verdicts.length).to.equal((await scene.countPosts()) - 1 + (isOtherKey ? 1 : 0));
    });

    it('opens no other tag and no other tab', async () => {
      const scene = await openScene(how);
      const [first, tab] = await Promise.all([scene.openFirst(), scene.openOther()]);
      const tag = scene.createOther(first.document);
      first.document.body.append(tag);
      if (scene.otherKey !== KEY) {
        await scene.replyToOther(REFUSED);
        await Promise.all([checkKey(tag, scene.otherKey), checkKey(tab.element, scene.otherKey)]);
        await scene.replyToOther(VALID);
      }
      const states = [tag.state, tab.element.state];
      const stored = hearsOfStorage(tab);
      await checkKey(first.element);
      await stored;
      expect([tag.state, tab.element.state]).to.deep.equal(states);
      expect(states).not.to.include('valid');
    });

    it('answers no check that begins at the same time', async () => {
      const scene = await openScene(how);
      const [first, other] = await Promise.all([scene.openFirst(), scene.openOther()]);
      await Promise.all([checkKey(first.element), checkKey(other.element, scene.otherKey)]);
      expect(await scene.countPosts()).to.equal(2);
    });

    it('answers no re-check', async () => {
      const scene = await openScene(how);
      const [first, other] = await Promise.all([scene.openFirst(), scene.openOther()]);
      await checkKey(first.element);
      scene.clock.jump(HOUR / 2);
      await checkKey(other.element, scene.otherKey);
      const before = await scene.countPosts();
      const next = first.nextVerdict();
      other.element.remove();
      scene.clock.advance(0.7 * HOUR);
      await next;
      expect(await scene.countPosts()).to.equal(before + 1);
    });

    it('is not ended by a refusal', async () => {
      const scene = await openScene(how);
      const first = await scene.openFirst();
      await checkKey(first.element);
      const other = await scene.openOther();
      await settled(other);
      await scene.replyToOther(REFUSED);
      expect((await checkKey(other.element, scene.otherKey)).outcome).to.equal('invalid');
      expect(first.element.state).to.equal('valid');
      const before = await scene.countPosts();
      expect((await scene.openFirst()).verdicts).to.deep.equal(['valid']);
      expect(await scene.countPosts()).to.equal(before);
    });
  });
}

describe('a remembered license, when the api-key or the metadata has changed since', () => {
  for (const [name, value] of [
    ['api-key', 'apik_another'],
    ['metadata', '{"hwid":"2"}'],
  ] as const) {
    it(`is asked about by itself: ${name}`, async () => {
      const api = await createApi(VALID);
      const clock = new BrowserClock();
      const attributes = { 'api-base': api.base, remember: 'local', product };
      const first = await openTab(clock, attributes);
      await checkKey(first.element);
      first.element.remove();
      const after = await openTab(clock, { ...attributes, [name]: value });
      await settled(after);
      expect(after.verdicts).to.deep.equal(['valid']);
      expect((await api.posts()).length).to.equal(2);
      expect((await openTab(clock, { ...attributes, [name]: value })).verdicts).to.deep.equal(['valid']);
      expect((await api.posts()).length).to.equal(2);
    });

    it(`is not asked about again once it was refused: ${name}`, async () => {
      const api = await createApi(VALID, REFUSED);
      const clock = new BrowserClock();
      const attributes = { 'api-base': api.base, remember: 'local', product };
      const first = await openTab(clock, attributes);
      await checkKey(first.element);
      const after = await openTab(clock, { ...attributes, [name]: value });
      await settled(after);
      expect(after.verdicts).to.deep.equal(['invalid:not-found']);
      expect((await openTab(clock, { ...attributes, [name]: value })).element.state).to.equal('idle');
      expect((await api.posts()).length).to.equal(2);
    });
  }
});

describe('a license of another seller, where no product says so', () => {
  it('is neither asked about nor shown nor forgotten', async () => {
    const api = await createApi(VALID);
    const clock = new BrowserClock();
    const attributes = { 'api-base': api.base, remember: 'local' };
    const first = await openTab(clock, attributes);
    await checkKey(first.element);
    const other = await openTab(clock, { ...attributes, 'api-key': 'apik_another' });
    expect([other.element.state, other.element.licenseKey, other.events.length]).to.deep.equal(['idle', '', 0]);
    other.element.forget();
    expect((await openTab(clock, attributes)).verdicts).to.deep.equal(['valid']);
    expect((await api.posts()).length).to.equal(1);
  });
});

describe('a key whose question looks like another in 32 bits', () => {
  it('locks no page of that other key', async () => {
    const api = await createApi(VALID);
    const clock = new BrowserClock();
    const attributes = { 'api-base': api.base, remember: 'local' };
    const [first, other] = await Promise.all([openTab(clock, attributes), openTab(clock, attributes)]);
    await checkKey(first.element, 'DEMO-AO');
    await api.reply(REFUSED);
    clock.jump(1000);
    const stored = hearsOfStorage(first);
    await checkKey(other.element, 'DEMO-B0');
    await stored;
    expect(first.element.state).to.equal('valid');
  });
});
