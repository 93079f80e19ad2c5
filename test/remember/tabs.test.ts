import { expect } from '@open-wc/testing';
import { createApi, type Api, type Reply } from '../support/api.js';
import { validMembership } from '../support/membership.js';
import type { Page } from '../support/page.js';
import { BrowserClock, openTab, type Tab } from '../support/tab.js';
import { formatVerdict, KEY, createDetachedTag, nextVerdict, OTHER_KEY, checkKey } from '../support/tag.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** No tab is to grow impatient on a slow machine. In ms. */
const LONG = '19000';
const GOOD = { body: validMembership() };
const REFUSED = { status: 404, body: { message: 'License not found' } };

interface Browser {
  api: Api;
  clock: BrowserClock;
  open(more?: Record<string, string>, prepare?: (page: Page) => void): Promise<Tab>;
  posts(): Promise<number>;
}

async function browser(...replies: Reply[]): Promise<Browser> {
  const api = await createApi(...replies);
  const clock = new BrowserClock();
  return {
    api,
    clock,
    open: (more = {}, prepare) => openTab(clock, { 'api-base': api.base, remember: 'local', ...more }, prepare),
    posts: async () => (await api.posts()).length,
  };
}

/** A browser in which the key is remembered, no longer fresh. */
async function returning(reply: Reply): Promise<Browser> {
  const given = await browser(GOOD);
  const tab = await given.open();
  await checkKey(tab.element);
  await given.api.nextPost();
  tab.element.remove();
  given.clock.jump(HOUR);
  await given.api.reply(reply);
  return given;
}

/** Four tabs, the first of which has its answer when all of them wait for it. */
async function openAtOnce(api: Api, reply: Reply, open: () => Promise<Tab>): Promise<Tab[]> {
  await api.reply({ hold: true, ...reply }, reply);
  const tabs = await Promise.all([1, 2, 3, 4].map(open));
  await Promise.all(tabs.map(async (tab) => tab.element.state === 'checking' || (await hasStateChanged(tab))));
  const told = Promise.all(tabs.map((tab) => tab.nextVerdict()));
  await api.nextPost();
  await api.release();
  await told;
  return tabs;
}

function hasStateChanged({ element }: Tab): Promise<unknown> {
  return new Promise((resolve) => element.addEventListener('statechange', resolve, { once: true }));
}

describe('several tabs', () => {
  for (const [said, reply, requests] of [
    ['valid', GOOD, 1],
    ['invalid:not-found', REFUSED, 1],
    ['unverified:server-error', { status: 503 }, 2],
    ['unverified:rate-limited', { status: 429 }, 1],
    ['unverified:unauthorized', { status: 401 }, 1],
  ] as const) {
    it(`ask once on load, and all hear ${said}`, async () => {
      const { api, open, posts } = await returning(reply);
      const tabs = await openAtOnce(api, reply, () => open({ timeout: LONG }));
      expect(tabs.map(({ verdicts }) => verdicts)).to.deep.equal([[said], [said], [said], [said]]);
      expect(await posts()).to.equal(1 + requests);
    });
  }

  it('ask once about a given key that is refused, and leave it nowhere', async () => {
    const { api, open, posts } = await browser();
    const tabs = await openAtOnce(api, REFUSED, () => open({ 'license-key': KEY, 'auto-check': '', timeout: LONG }));
    expect(tabs.map(({ verdicts }) => verdicts.join())).to.deep.equal(Array(4).fill('invalid:not-found'));
    expect(await posts()).to.equal(1);
    expect(JSON.stringify({ ...localStorage })).not.to.include(KEY);
  });

  it('ask about different keys each for itself', async () => {
    const { api, open } = await browser(GOOD);
    await api.replyTo(OTHER_KEY, REFUSED);
    const tabs = await Promise.all([KEY, OTHER_KEY].map((key) => open({ 'license-key': key, 'auto-check': '' })));
    await Promise.all(tabs.map(async (tab) => tab.verdicts.length || tab.nextVerdict()));
    expect(tabs.map(({ verdicts }) => verdicts.join())).to.deep.equal(['valid', 'invalid:not-found']);
  });

  it('ask once when max-age runs out in all of them', async () => {
    const { clock, open, posts } = await returning(GOOD);
    const tabs = await Promise.all([1, 2, 3].map(() => open({})));
    await Promise.all(tabs.map(async (tab) => tab.verdicts.length || tab.nextVerdict()));
    const next = Promise.all(tabs.map((tab) => tab.nextVerdict()));
    clock.advance(1.1 * HOUR);
    await next;
    expect(tabs.map(({ verdicts }) => verdicts.join())).to.deep.equal(Array(3).fill('valid,valid'));
    expect(await posts()).to.equal(3);
  });

  it('wait for none that is frozen', async () => {
    const { api, open, posts } = await returning({ stall: 'headers' });
    await open({});
    await api.nextPost();
    await api.reply(GOOD);
    const tab = await open({ timeout: '1000' });
    expect(formatVerdict(await tab.nextVerdict())).to.equal('valid');
    expect(await posts()).to.equal(3);
  });
});

describe('tabs without Web Locks', () => {
  it('ask each for itself', async () => {
    const { open, posts } = await returning(GOOD);
    const tabs = await Promise.all(
      [1, 2].map(() =>
        open({}, ({ window }) => Object.defineProperty(window.navigator, 'locks', { value: undefined })),
      ),
    );
    await Promise.all(tabs.map(async (tab) => tab.verdicts.length || tab.nextVerdict()));
    expect(tabs.map(({ verdicts }) => verdicts.join())).to.deep.equal(['valid', 'valid']);
    expect(await posts()).to.be.within(2, 3);
  });
});

describe('a cooldown', () => {
  it('is for all tabs', async () => {
    const { clock, open, posts } = await browser({ status: 429 }, GOOD);
    const [first, second] = await Promise.all([open(), open()]);
    expect(formatVerdict(await checkKey(first.element))).to.equal('unverified:rate-limited');
    const verdict = await checkKey(second.element, OTHER_KEY);
    expect(formatVerdict(verdict)).to.equal('unverified:rate-limited');
    expect(verdict.outcome === 'unverified' && verdict.retryAfter).to.be.within(55, 60);
    expect(second.events, 'at once').to.deep.equal(['statechange:unverified', 'unverified:rate-limited']);
    expect(await posts()).to.equal(1);
    first.element.remove();
    clock.jump(MINUTE);
    expect(formatVerdict(await checkKey(second.element))).to.equal('valid');
  });

  it('does not grow by being asked within it', async () => {
    const { clock, open } = await browser({ status: 429 }, GOOD);
    const tab = await open();
    await checkKey(tab.element);
    for (let times = 0; times < 5; times++) {
      clock.jump(10_500);
      await checkKey(tab.element);
      await checkKey((await open()).element);
    }
    clock.jump(7500);
    expect(formatVerdict(await checkKey((await open()).element))).to.equal('valid');
  });

  it('is for no page without remember="local"', async () => {
    const { open } = await browser({ status: 429 }, GOOD);
    await checkKey((await open()).element);
    expect(formatVerdict(await checkKey((await open({ remember: 'session' })).element))).to.equal('valid');
  });

  for (const left of [
    '{}',
    'null',
    'x',
    '0 1e15',
    `${Date.now()} ${Date.now() + 4e6}`,
    `${Date.now() + 1e6} ${Date.now() + 2e6}`,
  ]) {
    it(`that stands in storage as ${left} is none`, async () => {
      const { api, open } = await browser(GOOD);
      localStorage.setItem(`whop-license-check cooldown ${api.base}`, left);
      expect(formatVerdict(await checkKey((await open()).element))).to.equal('valid');
    });
  }
});

describe('forget()', () => {
  it('locks all tabs, and the other tags of its page', async () => {
    const { api, open } = await returning(GOOD);
    const tabs = await Promise.all([open(), open(), open()]);
    await Promise.all(tabs.map(async (tab) => tab.verdicts.length || tab.nextVerdict()));
    const [first] = tabs;
    const beside = createDetachedTag({ 'api-base': api.base, remember: 'local' }, first.document);
    first.document.body.append(beside);
    await nextVerdict(beside);
    const locked = Promise.all(tabs.slice(1).map(hasStateChanged));
    first.element.forget();
    expect(beside.state).to.equal('idle');
    await locked;
    expect(tabs.map(({ element }) => [element.state, element.licenseKey, element.verdict])).to.deep.equal(
      Array(3).fill(['idle', '', null]),
    );
  });

  it('locks no tab of another product', async () => {
    const { api, open } = await browser(GOOD);
    await api.reply(GOOD);
    const other = await open({ product: 'prod_Wi5LVBzrFG2nE' });
    await checkKey(other.element);
    const [tab, witness] = await Promise.all([open(), open()]);
    const opened = hasStateChanged(witness);
    await checkKey(tab.element);
    await opened;
    const locked = hasStateChanged(witness);
    tab.element.forget();
    await locked;
    expect(other.element.state).to.equal('valid');
  });

  it('is heard of by a page that comes out of the back/forward cache', async () => {
    const { open } = await returning(GOOD);
    const [frozen, tab] = await Promise.all([open(), open()]);
    await Promise.all([frozen, tab].map(async (each) => each.verdicts.length || each.nextVerdict()));
    frozen.window.addEventListener('storage', (event) => event.stopImmediatePropagation(), true);
    tab.element.forget();
    expect(frozen.element.state).to.equal('valid');
    frozen.window.dispatchEvent(new frozen.window.PageTransitionEvent('pageshow', { persisted: true }));
    expect(frozen.element.state).to.equal('idle');
  });

  it('is not undone by a check that was under way elsewhere', async () => {
    const { api, open } = await returning({ hold: true, ...GOOD });
    const [asking, tab] = await Promise.all([open(), open()]);
    await api.nextPost();
    const locked = hasStateChanged(asking);
    tab.element.forget();
    await locked;
    expect([asking.element.state, tab.element.state]).to.deep.equal(['idle', 'idle']);
    expect(JSON.stringify({ ...localStorage })).not.to.include(KEY);
    expect((await open()).element.state).to.equal('idle');
  });
});

describe('a refusal in one tab', () => {
  it('is the verdict of all tabs of that key, and of no other', async () => {
    const { api, clock, open, posts } = await browser(GOOD);
    const [first, second, other] = await Promise.all([open(), open(), open()]);
    await checkKey(other.element, OTHER_KEY);
    await checkKey(first.element);
    await checkKey(second.element);
    await api.reply({ body: validMembership({ valid: false, status: 'canceled' }) });
    const heard = second.nextVerdict();
    const before = await posts();
    clock.jump(1000);
    await first.element.check();
    expect(await heard).to.include({ outcome: 'invalid', reason: 'inactive' });
    expect(second.element.state).to.equal('invalid');
    expect(other.element.state).to.equal('valid');
    expect(await posts()).to.be.within(before + 1, before + 2);
  });

  it('is not forgotten by a page that comes out of the back/forward cache', async () => {
    const { api, clock, open } = await returning(GOOD);
    const [frozen, tab] = await Promise.all([open(), open()]);
    await Promise.all([frozen, tab].map(async (each) => each.verdicts.length || each.nextVerdict()));
    frozen.window.addEventListener('storage', (event) => event.stopImmediatePropagation(), true);
    await api.reply(REFUSED);
    clock.jump(1000);
    await tab.element.check();
    frozen.window.dispatchEvent(new frozen.window.PageTransitionEvent('pageshow', { persisted: true }));
    expect(frozen.verdicts.at(-1)).to.equal('invalid:not-found');
  });
});

describe('a clock that was put back', () => {
  for (const [title, end] of [
    ['a refusal', ({ element }: Tab) => element.check()],
    ['forget()', ({ element }: Tab) => element.forget()],
  ] as const) {
    it(`makes nothing of ${title} of the future`, async () => {
      const { api, clock, open } = await browser(GOOD, REFUSED, GOOD);
      clock.jump(1000 * HOUR);
      const tab = await open();
      await checkKey(tab.element);
      await end(tab);
      tab.element.remove();
      clock.jump(-1000 * HOUR);
      await api.reply(GOOD);
      const now = await open();
      await checkKey(now.element);
      now.setVisible(true);
      now.fire('online');
      expect(now.verdicts).to.deep.equal(['valid']);
      expect((await open()).verdicts).to.deep.equal(['valid']);
    });
  }
});

describe('a tab that waits for another', () => {
  it('asks nothing any more once its visitor has given up', async () => {
    const { api, open, posts } = await returning(GOOD);
    await api.reply({ hold: true, status: 401 }, GOOD);
    const first = await open({ timeout: LONG });
    await api.nextPost();
    const second = await open({ timeout: LONG });
    second.element.licenseKey = OTHER_KEY;
    void second.element.check();
    second.element.product = 'prod_another';
    await second.element.updateComplete;
    expect(second.element.state).to.equal('idle');
    const told = first.nextVerdict();
    await api.release();
    await told;
    await (await open()).nextVerdict();
    expect(await posts()).to.equal(3);
  });

  it('has the rest of its time, and no more, when it goes alone', async () => {
    const { api, clock, open } = await returning({ stall: 'headers' });
    await open({ timeout: '60000' });
    await api.nextPost();
    const second = await open({ timeout: '60000' });
    expect(second.element.state).to.equal('checking');
    clock.advance(31_000);
    await api.nextPost();
    expect(clock.pendingTimersMs.filter((ms) => ms > 20_000 && ms < 60_000).at(-1)).to.be.within(28_000, 31_000);
  });

  it('hears a refusal once', async () => {
    const { api, clock, open } = await returning(GOOD);
    const [first, second] = await Promise.all([open({ timeout: LONG }), open({ timeout: LONG })]);
    await Promise.all([first, second].map(async (tab) => tab.verdicts.length || tab.nextVerdict()));
    await api.nextPost();
    await api.reply({ hold: true, ...REFUSED });
    clock.jump(1000);
    const asked = first.element.check();
    await api.nextPost();
    const waiting = second.element.check();
    await api.release();
    expect((await asked).outcome).to.equal('invalid');
    expect((await waiting).outcome).to.equal('invalid');
    await checkKey(second.element, '');
    expect(second.verdicts).to.deep.equal(['valid', 'invalid:not-found', 'invalid:empty-key']);
  });
});

describe('a license that proves valid in one tab', () => {
  it('changes nothing where another key was refused', async () => {
    const { api, clock, open } = await browser(GOOD);
    await api.replyTo(OTHER_KEY, REFUSED);
    const [first, second] = await Promise.all([open(), open()]);
    await checkKey(second.element, OTHER_KEY);
    clock.jump(1000);
    await checkKey(first.element);
    second.fire('online');
    second.setVisible(true);
    expect(second.verdicts).to.deep.equal(['invalid:not-found']);
  });

  it('opens those that could not check it, and those in which nothing was typed', async () => {
    const { api, clock, open, posts } = await returning({ status: 401 });
    const [first, second] = await Promise.all([open(), open()]);
    await Promise.all([first, second].map(async (tab) => tab.verdicts.length || tab.nextVerdict()));
    expect(second.verdicts).to.deep.equal(['unverified:unauthorized']);
    await api.reply(GOOD);
    clock.jump(1000);
    const opened = second.nextVerdict();
    const before = await posts();
    await first.element.check();
    expect((await opened).outcome).to.equal('valid');
    expect(await posts()).to.equal(before + 1);
  });

  it('changes nothing where another one is typed', async () => {
    const { open } = await browser(GOOD);
    const [first, second] = await Promise.all([open(), open()]);
    second.element.shadowRoot!.querySelector('input')!.value = 'W-half';
    second.element.shadowRoot!.querySelector('input')!.dispatchEvent(new InputEvent('input'));
    const opened = hasStateChanged(second);
    await checkKey(first.element);
    await opened;
    expect(second.element.licenseKey).to.equal('W-half');
  });
});

describe('storage that is full or denied', () => {
  for (const [title, spoil] of [
    [
      'denied',
      ({ window }: Page) =>
        Object.defineProperty(window, 'localStorage', {
          get: () => {
            throw new DOMException('Denied.', 'SecurityError');
          },
        }),
    ],
    [
      'full',
      ({ window }: Page) =>
        (window.Storage.prototype.setItem = () => {
          throw new DOMException('Full.', 'QuotaExceededError');
        }),
    ],
    ['null', ({ window }: Page) => Object.defineProperty(window, 'localStorage', { value: null })],
  ] as const) {
    it(`keeps nothing, and costs no check: ${title}`, async () => {
      const { api, open, posts } = await browser(GOOD);
      const tab = await open({}, spoil);
      const beside = createDetachedTag({ 'api-base': api.base, remember: 'local' }, tab.document);
      tab.document.body.append(beside);
      beside.licenseKey = tab.element.licenseKey = KEY;
      expect((await Promise.all([tab.element.check(), beside.check()])).map(formatVerdict)).to.deep.equal([
        'valid',
        'valid',
      ]);
      expect(await posts()).to.equal(1);
      tab.element.forget();
      expect(tab.element.state).to.equal('idle');
      expect(tab.uncaught).to.be.empty;
      expect(tab.console).to.be.empty;
    });
  }
});
