import { expect } from '@open-wc/testing';
import { createApi, type Api, type Reply } from '../support/api.js';
import { validMembership } from '../support/membership.js';
import type { Page } from '../support/page.js';
import { BrowserClock, openTab, type Tab } from '../support/tab.js';
import { formatVerdict, KEY, createDetachedTag, nextVerdict, OTHER_KEY, checkKey } from '../support/tag.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const VALID = { body: validMembership() };
const REFUSED = { status: 404, body: { message: 'License not found' } };

interface Browser {
  api: Api;
  clock: BrowserClock;
  openTab(more?: Record<string, string>, prepare?: (page: Page) => void): Promise<Tab>;
  countPosts(): Promise<number>;
}

async function openBrowser(...replies: Reply[]): Promise<Browser> {
  const api = await createApi(...replies);
  const clock = new BrowserClock();
  return {
    api,
    clock,
    openTab: (more = {}, prepare) => openTab(clock, { 'api-base': api.base, remember: 'local', ...more }, prepare),
    countPosts: async () => (await api.posts()).length,
  };
}

/** Opens a browser that remembers the key, though it is no longer fresh. */
async function openBrowserWithStaleLicense(reply: Reply): Promise<Browser> {
  const given = await openBrowser(VALID);
  const tab = await given.openTab();
  await checkKey(tab.element);
  await given.api.nextPost();
  tab.element.remove();
  given.clock.jump(HOUR);
  await given.api.reply(reply);
  return given;
}

/** Opens four tabs and sends the first reply only when all of them are waiting for it. */
async function openTabsAtOnce(api: Api, reply: Reply, open: () => Promise<Tab>): Promise<Tab[]> {
  await api.reply({ hold: true, ...reply }, reply);
  const tabs = await Promise.all([1, 2, 3, 4].map(open));
  await Promise.all(tabs.map(async (tab) => tab.element.state === 'checking' || (await waitForStateChange(tab))));
  const pendingVerdicts = Promise.all(tabs.map((tab) => tab.nextVerdict()));
  await api.nextPost();
  await api.release();
  await pendingVerdicts;
  return tabs;
}

function waitForStateChange({ element }: Tab): Promise<unknown> {
  return new Promise((resolve) => element.addEventListener('statechange', resolve, { once: true }));
}

describe('several tabs', () => {
  for (const [verdict, reply, requests] of [
    ['valid', VALID, 1],
    ['invalid:not-found', REFUSED, 1],
    ['unverified:server-error', { status: 503 }, 2],
    ['unverified:rate-limited', { status: 429 }, 1],
    ['unverified:unauthorized', { status: 401 }, 1],
  ] as const) {
    it(`send one request on load and all receive ${verdict}`, async () => {
      const { api, openTab, countPosts } = await openBrowserWithStaleLicense(reply);
      const tabs = await openTabsAtOnce(api, reply, () => openTab());
      expect(tabs.map(({ verdicts }) => verdicts)).to.deep.equal([[verdict], [verdict], [verdict], [verdict]]);
      expect(await countPosts()).to.equal(1 + requests);
    });
  }

  it('send one request for a given key that is refused, and do not store it', async () => {
    const { api, openTab, countPosts } = await openBrowser();
    const tabs = await openTabsAtOnce(api, REFUSED, () => openTab({ 'license-key': KEY, 'auto-check': '' }));
    expect(tabs.map(({ verdicts }) => verdicts.join())).to.deep.equal(Array(4).fill('invalid:not-found'));
    expect(await countPosts()).to.equal(1);
    expect(JSON.stringify({ ...localStorage })).not.to.include(KEY);
  });

  it('send one request each for different keys', async () => {
    const { api, openTab } = await openBrowser(VALID);
    await api.replyTo(OTHER_KEY, REFUSED);
    const tabs = await Promise.all([KEY, OTHER_KEY].map((key) => openTab({ 'license-key': key, 'auto-check': '' })));
    await Promise.all(tabs.map(async (tab) => tab.verdicts.length || tab.nextVerdict()));
    expect(tabs.map(({ verdicts }) => verdicts.join())).to.deep.equal(['valid', 'invalid:not-found']);
  });

  it('send one request when max-age runs out in all of them', async () => {
    const { clock, openTab, countPosts } = await openBrowserWithStaleLicense(VALID);
    const tabs = await Promise.all([1, 2, 3].map(() => openTab({})));
    await Promise.all(tabs.map(async (tab) => tab.verdicts.length || tab.nextVerdict()));
    const next = Promise.all(tabs.map((tab) => tab.nextVerdict()));
    clock.advance(1.1 * HOUR);
    await next;
    expect(tabs.map(({ verdicts }) => verdicts.join())).to.deep.equal(Array(3).fill('valid,valid'));
    expect(await countPosts()).to.equal(3);
  });

  it('do not wait for a frozen tab', async () => {
    const { api, clock, openTab, countPosts } = await openBrowserWithStaleLicense({ stall: 'headers' });
    await openTab();
    await api.nextPost();
    await api.reply(VALID);
    const tab = await openTab({ timeout: '60000' });
    expect(tab.element.state).to.equal('checking');
    const pendingVerdict = tab.nextVerdict();
    clock.advance(31_000);
    expect(formatVerdict(await pendingVerdict)).to.equal('valid');
    expect(await countPosts()).to.equal(3);
  });
});

describe('a check right after another', () => {
  it('asks, although the stored result is of the same millisecond', async () => {
    const { openTab, countPosts } = await openBrowser(VALID, REFUSED);
    const { element } = await openTab();
    await checkKey(element);
    expect(formatVerdict(await element.check())).to.equal('invalid:not-found');
    expect(await countPosts()).to.equal(2);
  });
});

describe('tabs without Web Locks', () => {
  it('each send their own request', async () => {
    const { openTab, countPosts } = await openBrowserWithStaleLicense(VALID);
    const tabs = await Promise.all(
      [1, 2].map(() =>
        openTab({}, ({ window }) => Object.defineProperty(window.navigator, 'locks', { value: undefined })),
      ),
    );
    await Promise.all(tabs.map(async (tab) => tab.verdicts.length || tab.nextVerdict()));
    expect(tabs.map(({ verdicts }) => verdicts.join())).to.deep.equal(['valid', 'valid']);
    expect(await countPosts()).to.be.within(2, 3);
  });
});

describe('a cooldown', () => {
  it('applies to all tabs', async () => {
    const { clock, openTab, countPosts } = await openBrowser({ status: 429 }, VALID);
    const [first, second] = await Promise.all([openTab(), openTab()]);
    expect(formatVerdict(await checkKey(first.element))).to.equal('unverified:rate-limited');
    const verdict = await checkKey(second.element, OTHER_KEY);
    expect(formatVerdict(verdict)).to.equal('unverified:rate-limited');
    expect(verdict.outcome === 'unverified' && verdict.retryAfter).to.equal(60);
    expect(second.events, 'at once').to.deep.equal(['statechange:unverified', 'unverified:rate-limited']);
    expect(await countPosts()).to.equal(1);
    first.element.remove();
    clock.jump(MINUTE);
    expect(formatVerdict(await checkKey(second.element))).to.equal('valid');
  });

  it('is not extended by checks during it', async () => {
    const { clock, openTab } = await openBrowser({ status: 429 }, VALID);
    const tab = await openTab();
    await checkKey(tab.element);
    for (let times = 0; times < 5; times++) {
      clock.jump(10_500);
      await checkKey(tab.element);
      await checkKey((await openTab()).element);
    }
    clock.jump(7500);
    expect(formatVerdict(await checkKey((await openTab()).element))).to.equal('valid');
  });

  it('does not apply to a page without remember="local"', async () => {
    const { openTab } = await openBrowser({ status: 429 }, VALID);
    await checkKey((await openTab()).element);
    expect(formatVerdict(await checkKey((await openTab({ remember: 'session' })).element))).to.equal('valid');
  });

  for (const left of [
    '{}',
    'null',
    'x',
    '0 1e15',
    `${Date.now()} ${Date.now() + 4e6}`,
    `${Date.now() + 1e6} ${Date.now() + 2e6}`,
  ]) {
    it(`is ignored when it is stored as ${left}`, async () => {
      const { api, openTab } = await openBrowser(VALID);
      localStorage.setItem(`whop-license-check cooldown ${api.base}`, left);
      expect(formatVerdict(await checkKey((await openTab()).element))).to.equal('valid');
    });
  }
});

describe('forget()', () => {
  it('locks all tabs and the other tags on its page', async () => {
    const { api, openTab } = await openBrowserWithStaleLicense(VALID);
    const tabs = await Promise.all([openTab(), openTab(), openTab()]);
    await Promise.all(tabs.map(async (tab) => tab.verdicts.length || tab.nextVerdict()));
    const [first] = tabs;
    const beside = createDetachedTag({ 'api-base': api.base, remember: 'local' }, first.document);
    first.document.body.append(beside);
    await nextVerdict(beside);
    const locked = Promise.all(tabs.slice(1).map(waitForStateChange));
    first.element.forget();
    expect(beside.state).to.equal('idle');
    await locked;
    expect(tabs.map(({ element }) => [element.state, element.licenseKey, element.verdict])).to.deep.equal(
      Array(3).fill(['idle', '', null]),
    );
  });

  it('does not lock a tab for another product', async () => {
    const { api, openTab } = await openBrowser(VALID);
    await api.reply(VALID);
    const other = await openTab({ product: 'prod_Wi5LVBzrFG2nE' });
    await checkKey(other.element);
    const [tab, witness] = await Promise.all([openTab(), openTab()]);
    const opened = waitForStateChange(witness);
    await checkKey(tab.element);
    await opened;
    const locked = waitForStateChange(witness);
    tab.element.forget();
    await locked;
    expect(other.element.state).to.equal('valid');
  });

  it('locks a page that comes out of the back/forward cache', async () => {
    const { openTab } = await openBrowserWithStaleLicense(VALID);
    const [frozen, tab] = await Promise.all([openTab(), openTab()]);
    await Promise.all([frozen, tab].map(async (each) => each.verdicts.length || each.nextVerdict()));
    frozen.window.addEventListener('storage', (event) => event.stopImmediatePropagation(), true);
    tab.element.forget();
    expect(frozen.element.state).to.equal('valid');
    frozen.window.dispatchEvent(new frozen.window.PageTransitionEvent('pageshow', { persisted: true }));
    expect(frozen.element.state).to.equal('idle');
  });

  it('is not undone by a check that is running in another tab', async () => {
    const { api, openTab } = await openBrowserWithStaleLicense({ hold: true, ...VALID });
    const [asking, tab] = await Promise.all([openTab(), openTab()]);
    await api.nextPost();
    const locked = waitForStateChange(asking);
    tab.element.forget();
    await locked;
    expect([asking.element.state, tab.element.state]).to.deep.equal(['idle', 'idle']);
    expect(JSON.stringify({ ...localStorage })).not.to.include(KEY);
    expect((await openTab()).element.state).to.equal('idle');
  });
});

describe('a refusal in one tab', () => {
  it('becomes the verdict of all tabs with that key, and of no others', async () => {
    const { api, clock, openTab, countPosts } = await openBrowser(VALID);
    const [first, second, other] = await Promise.all([openTab(), openTab(), openTab()]);
    await checkKey(other.element, OTHER_KEY);
    await checkKey(first.element);
    await checkKey(second.element);
    await api.reply({ body: validMembership({ valid: false, status: 'canceled' }) });
    const pendingVerdict = second.nextVerdict();
    const before = await countPosts();
    clock.jump(1000);
    await first.element.check();
    expect(await pendingVerdict).to.include({ outcome: 'invalid', reason: 'inactive' });
    expect(second.element.state).to.equal('invalid');
    expect(other.element.state).to.equal('valid');
    expect(await countPosts()).to.be.within(before + 1, before + 2);
  });

  it('reaches a page that comes out of the back/forward cache', async () => {
    const { api, clock, openTab } = await openBrowserWithStaleLicense(VALID);
    const [frozen, tab] = await Promise.all([openTab(), openTab()]);
    await Promise.all([frozen, tab].map(async (each) => each.verdicts.length || each.nextVerdict()));
    frozen.window.addEventListener('storage', (event) => event.stopImmediatePropagation(), true);
    await api.reply(REFUSED);
    clock.jump(1000);
    await tab.element.check();
    frozen.window.dispatchEvent(new frozen.window.PageTransitionEvent('pageshow', { persisted: true }));
    expect(frozen.verdicts.at(-1)).to.equal('invalid:not-found');
  });
});

describe('a clock that was set back', () => {
  for (const [title, end] of [
    ['a refusal', ({ element }: Tab) => element.check()],
    ['forget()', ({ element }: Tab) => element.forget()],
  ] as const) {
    it(`makes the page ignore ${title} from the future`, async () => {
      const { api, clock, openTab } = await openBrowser(VALID, REFUSED, VALID);
      clock.jump(1000 * HOUR);
      const tab = await openTab();
      await checkKey(tab.element);
      await end(tab);
      tab.element.remove();
      clock.jump(-1000 * HOUR);
      await api.reply(VALID);
      const now = await openTab();
      await checkKey(now.element);
      now.setVisible(true);
      now.fire('online');
      expect(now.verdicts).to.deep.equal(['valid']);
      expect((await openTab()).verdicts).to.deep.equal(['valid']);
    });
  }
});

describe('a tab that waits for another', () => {
  it('sends nothing once its check was superseded', async () => {
    const { api, clock, openTab, countPosts } = await openBrowserWithStaleLicense(VALID);
    await api.reply({ hold: true, status: 401 }, VALID);
    const first = await openTab();
    await api.nextPost();
    const second = await openTab();
    second.element.licenseKey = OTHER_KEY;
    void second.element.check();
    second.element.product = 'prod_another';
    await second.element.updateComplete;
    expect(second.element.state).to.equal('idle');
    const pendingVerdicts = first.nextVerdict();
    await api.release();
    await pendingVerdicts;
    clock.jump(1000);
    await (await openTab()).nextVerdict();
    expect(await countPosts()).to.equal(3);
  });

  it('has only its remaining time when it sends its own request', async () => {
    const { api, clock, openTab } = await openBrowserWithStaleLicense({ stall: 'headers' });
    await openTab({ timeout: '60000' });
    await api.nextPost();
    const second = await openTab({ timeout: '60000' });
    expect(second.element.state).to.equal('checking');
    clock.advance(31_000);
    await api.nextPost();
    expect(clock.pendingTimersMs.filter((ms) => ms > 20_000 && ms < 60_000).at(-1)).to.equal(30_000);
  });

  it('receives a refusal once', async () => {
    const { api, clock, openTab } = await openBrowserWithStaleLicense(VALID);
    const [first, second] = await Promise.all([openTab(), openTab()]);
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

describe('a license that becomes valid in one tab', () => {
  it('changes nothing in a tab where another key was refused', async () => {
    const { api, clock, openTab } = await openBrowser(VALID);
    await api.replyTo(OTHER_KEY, REFUSED);
    const [first, second] = await Promise.all([openTab(), openTab()]);
    await checkKey(second.element, OTHER_KEY);
    clock.jump(1000);
    await checkKey(first.element);
    second.fire('online');
    second.setVisible(true);
    expect(second.verdicts).to.deep.equal(['invalid:not-found']);
  });

  it('unlocks a tab that could not check it', async () => {
    const { api, clock, openTab, countPosts } = await openBrowserWithStaleLicense({ status: 401 });
    const [first, second] = await Promise.all([openTab(), openTab()]);
    await Promise.all([first, second].map(async (tab) => tab.verdicts.length || tab.nextVerdict()));
    expect(second.verdicts).to.deep.equal(['unverified:unauthorized']);
    await api.reply(VALID);
    clock.jump(1000);
    const opened = second.nextVerdict();
    const before = await countPosts();
    await first.element.check();
    expect((await opened).outcome).to.equal('valid');
    expect(await countPosts()).to.equal(before + 1);
  });

  it('does not replace a key that the visitor is typing in another tab', async () => {
    const { openTab } = await openBrowser(VALID);
    const [first, second] = await Promise.all([openTab(), openTab()]);
    second.element.shadowRoot!.querySelector('input')!.value = 'W-half';
    second.element.shadowRoot!.querySelector('input')!.dispatchEvent(new InputEvent('input'));
    const opened = waitForStateChange(second);
    await checkKey(first.element);
    await opened;
    expect(second.element.licenseKey).to.equal('W-half');
  });
});

describe('storage that is full or denied', () => {
  for (const [title, breakStorage] of [
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
    it(`stores nothing and still allows checks: ${title}`, async () => {
      const { api, openTab, countPosts } = await openBrowser(VALID);
      const tab = await openTab({}, breakStorage);
      const beside = createDetachedTag({ 'api-base': api.base, remember: 'local' }, tab.document);
      tab.document.body.append(beside);
      beside.licenseKey = tab.element.licenseKey = KEY;
      expect((await Promise.all([tab.element.check(), beside.check()])).map(formatVerdict)).to.deep.equal([
        'valid',
        'valid',
      ]);
      expect(await countPosts()).to.equal(1);
      tab.element.forget();
      expect(tab.element.state).to.equal('idle');
      expect(tab.uncaught).to.be.empty;
      expect(tab.console).to.be.empty;
    });
  }
});
