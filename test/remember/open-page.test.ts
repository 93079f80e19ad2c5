import { expect } from '@open-wc/testing';
import { createApi, type Api, type Reply } from '../support/api.js';
import { validMembership } from '../support/membership.js';
import { recordFetches } from '../support/override-global.js';
import { BrowserClock, openTab, type Tab } from '../support/tab.js';
import { formatVerdict, KEY, NO_TIMEOUT, OTHER_KEY, typeKey, checkKey } from '../support/tag.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const VALID = { body: validMembership() };
const SERVER_ERROR = { status: 503 };

interface OpenPage {
  api: Api;
  clock: BrowserClock;
  tab: Tab;
  /** The `fetch` calls since the page was opened. */
  fetchCalls: unknown[];
  countPosts(): Promise<number>;
}

/** Opens a page in which the visitor has just submitted a key. */
async function openCheckedPage(
  replies: Reply[] = [VALID],
  attributes: Record<string, string> = {},
  prepare?: Parameters<typeof openTab>[2],
): Promise<OpenPage> {
  const api = await createApi(...replies);
  const clock = new BrowserClock();
  const tab = await openTab(clock, { 'api-base': api.base, ...attributes }, prepare);
  await checkKey(tab.element);
  tab.events.length = tab.verdicts.length = 0;
  return { api, clock, tab, fetchCalls: recordFetches(tab.window), countPosts: async () => (await api.posts()).length };
}

/** The timers of re-checks. The license ends much later. */
const recheckTimersMs = (clock: BrowserClock): number[] => clock.pendingTimersMs.filter((ms) => ms < 24 * HOUR);

/** Advances the clock and waits for the verdict of the check that this starts. */
async function advanceAndGetVerdict({ clock, tab }: OpenPage, ms: number): Promise<string> {
  const next = tab.nextVerdict();
  clock.advance(ms);
  await next;
  return tab.verdicts.at(-1)!;
}

for (const remember of ['', 'local']) {
  describe(`an open page${remember && ' with a remembered license'}`, () => {
    it('rechecks when max-age runs out, and keeps its state until the response arrives', async () => {
      const page = await openCheckedPage([VALID], { remember });
      expect(recheckTimersMs(page.clock)).to.have.length(1);
      expect(page.clock.pendingTimersMs[0]).to.be.within(0.89 * HOUR, 1.1 * HOUR);
      expect(await advanceAndGetVerdict(page, 1.1 * HOUR)).to.equal('valid');
      expect(page.tab.events).to.deep.equal(['valid']);
      expect(await page.countPosts()).to.equal(2);
    });

    it('locks and announces it when a recheck is refused', async () => {
      const page = await openCheckedPage([VALID, { body: validMembership({ valid: false, status: 'canceled' }) }], {
        remember,
      });
      expect(await advanceAndGetVerdict(page, 1.1 * HOUR)).to.equal('invalid:inactive');
      expect(page.tab.events).to.deep.equal(['statechange:invalid', 'invalid:inactive']);
      page.clock.advance(100 * HOUR);
      expect(await page.countPosts()).to.equal(2);
    });

    it('stays unlocked when a recheck fails', async () => {
      for (const [fault, postCount] of [
        [SERVER_ERROR, 2],
        [{ status: 401 }, 1],
        [{ status: 429 }, 1],
        [{ status: 200, body: '<p>' }, 1],
        [{ status: 410 }, 1],
      ] as const) {
        const page = await openCheckedPage([VALID, fault], { remember });
        expect(await advanceAndGetVerdict(page, 1.1 * HOUR)).to.equal('valid+stale');
        expect(page.tab.element.state).to.equal('valid');
        expect(page.tab.events).to.deep.equal(['valid']);
        expect(await page.countPosts()).to.equal(1 + postCount);
        page.tab.element.forget();
      }
    });

    it('stays unlocked when a check by the visitor fails', async () => {
      const page = await openCheckedPage([VALID, SERVER_ERROR], { remember });
      page.clock.jump(1000);
      const verdict = await page.tab.element.check();
      expect(verdict).to.include({ outcome: 'valid', stale: true });
    });

    it('locks when a recheck fails after the license has expired', async () => {
      const expiresAt = Math.floor(Date.now() / 1000) + 5400;
      const page = await openCheckedPage([{ body: validMembership({ expires_at: expiresAt }) }, SERVER_ERROR], {
        remember,
      });
      expect(await advanceAndGetVerdict(page, 1.1 * HOUR)).to.equal('valid+stale');
      for (let verdict = 'valid+stale'; verdict === 'valid+stale';)
        verdict = await advanceAndGetVerdict(page, 30 * MINUTE);
      expect(page.tab.verdicts.at(-1)).to.equal('unverified:server-error');
      expect(page.clock.now()).to.be.above(expiresAt * 1000);
    });
  });
}

describe('the expiration of a license on an open page', () => {
  it('triggers a recheck', async () => {
    const page = await openCheckedPage([
      { body: validMembership({ expires_at: Math.floor(Date.now() / 1000) + 600 }) },
    ]);
    expect(page.clock.pendingTimersMs[0]).to.be.within(590_000, 600_001);
  });

  it('triggers no recheck if it is in the past by the local clock', async () => {
    const page = await openCheckedPage([{ body: validMembership({ expires_at: 1_000_000_000 }) }]);
    expect(page.clock.pendingTimersMs[0]).to.be.above(0.89 * HOUR);
  });
});

describe('max-age="0" on an open page', () => {
  it('never triggers a recheck', async () => {
    const { clock } = await openCheckedPage([VALID], { 'max-age': '0' });
    expect(recheckTimersMs(clock)).to.be.empty;
  });
});

describe('a changed max-age', () => {
  it('takes effect at once', async () => {
    const { clock, tab } = await openCheckedPage();
    tab.element.maxAge = 60;
    await tab.element.updateComplete;
    expect(recheckTimersMs(clock)).to.have.length(1);
    expect(clock.pendingTimersMs[0]).to.be.below(1.1 * MINUTE);
  });

  for (const nonsense of ['', 'soon', '-1', 'NaN', 'Infinity']) {
    it(`falls back to an hour for "${nonsense}"`, async () => {
      const { clock } = await openCheckedPage([VALID], { 'max-age': nonsense });
      expect(clock.pendingTimersMs[0]).to.be.within(0.89 * HOUR, 1.1 * HOUR);
    });
  }
});

describe('a hidden page', () => {
  it('sends nothing, and rechecks once when it is shown again', async () => {
    const page = await openCheckedPage();
    page.tab.setVisible(false);
    page.clock.advance(5 * HOUR);
    expect(page.fetchCalls).to.be.empty;
    const next = page.tab.nextVerdict();
    for (let times = 0; times < 50; times++) {
      page.tab.setVisible(true);
      page.tab.setVisible(false);
      page.tab.setVisible(true);
      page.tab.fire('pageshow');
    }
    await next;
    expect(page.tab.events).to.deep.equal(['valid']);
    page.tab.setVisible(true);
    expect(await page.countPosts()).to.equal(2);
  });

  it('rechecks once after the computer slept, whatever event comes first', async () => {
    const page = await openCheckedPage();
    page.clock.jump(9 * HOUR);
    const next = page.tab.nextVerdict();
    page.tab.setVisible(true);
    page.tab.fire('online');
    page.clock.advance(2 * HOUR);
    page.tab.setVisible(true);
    await next;
    expect(await page.countPosts()).to.equal(2);
  });

  it('rechecks after the clock was set back', async () => {
    const page = await openCheckedPage();
    page.clock.jump(-24 * HOUR);
    const next = page.tab.nextVerdict();
    page.tab.setVisible(true);
    await next;
    expect(await page.countPosts()).to.equal(2);
  });

  it('sends nothing when it is shown before max-age runs out', async () => {
    const page = await openCheckedPage();
    page.clock.advance(HOUR / 2);
    page.tab.setVisible(false);
    page.tab.setVisible(true);
    page.tab.fire('online');
    expect(page.fetchCalls).to.be.empty;
  });

  it('sends nothing once its element is removed, and rechecks when it is put back', async () => {
    const page = await openCheckedPage();
    page.tab.element.remove();
    page.clock.advance(5 * HOUR);
    page.tab.setVisible(true);
    expect(page.clock.pendingTimersMs).to.be.empty;
    expect(await page.countPosts()).to.equal(1);
    page.tab.document.body.append(page.tab.element);
    await page.tab.nextVerdict();
    expect(await page.countPosts()).to.equal(2);
  });

  it('sets no timer for an element that was never in the page', async () => {
    const page = await openCheckedPage();
    const loose = page.tab.document.createElement('whop-license-check');
    loose.apiBase = page.api.base;
    loose.licenseKey = KEY;
    loose.timeout = Number(NO_TIMEOUT);
    page.tab.element.remove();
    expect((await loose.check()).outcome).to.equal('valid');
    expect(page.clock.pendingTimersMs).to.be.empty;
  });
});

describe('after a temporary fault', () => {
  it('the element retries by itself, with growing delays from a minute to an hour', async () => {
    const page = await openCheckedPage([SERVER_ERROR]);
    const pauses: number[] = [];
    for (let count = 0; count < 9; count++) {
      const [pause] = page.clock.pendingTimersMs;
      pauses.push(Math.round(pause! / MINUTE / 1.1));
      expect(await advanceAndGetVerdict(page, pause! + 1000)).to.equal('unverified:server-error');
    }
    expect(pauses[0]).to.equal(1);
    expect(pauses.slice(1, 6).every((pause, index) => pause > pauses[index]!)).to.equal(true);
    expect(pauses.at(-1)).to.be.within(49, 60);
    expect(page.tab.events.filter((event) => event.startsWith('state'))).to.be.empty;
    await page.api.reply(VALID);
    expect(await advanceAndGetVerdict(page, 66 * MINUTE)).to.equal('valid');
  });

  for (const [occasion, trigger] of [
    ['the browser comes online', (tab: Tab) => tab.fire('online')],
    ['the page is shown again', (tab: Tab) => tab.setVisible(true)],
  ] as const) {
    it(`it retries at once when ${occasion}, but not every time`, async () => {
      const page = await openCheckedPage([SERVER_ERROR]);
      await page.api.reply(SERVER_ERROR);
      const before = await page.countPosts();
      const next = page.tab.nextVerdict();
      trigger(page.tab);
      await next;
      for (let times = 0; times < 20; times++) trigger(page.tab);
      expect(await page.countPosts()).to.equal(before + 2);
      expect(page.tab.verdicts).to.deep.equal(['unverified:server-error']);
      await page.api.reply(VALID);
      page.clock.jump(1.01 * MINUTE);
      const again = page.tab.nextVerdict();
      trigger(page.tab);
      await again;
      expect(page.tab.verdicts.at(-1)).to.equal('valid');
    });
  }

  it('it sends nothing during a cooldown, and retries after it', async () => {
    const page = await openCheckedPage([
      { status: 429, headers: { 'Retry-After': '600', 'Access-Control-Expose-Headers': 'Retry-After' } },
      VALID,
    ]);
    page.tab.fire('online');
    page.tab.setVisible(true);
    page.clock.advance(9.9 * MINUTE);
    page.tab.fire('online');
    page.tab.setVisible(true);
    expect(page.tab.events).to.be.empty;
    expect(page.fetchCalls).to.be.empty;
    expect(await advanceAndGetVerdict(page, 2 * MINUTE)).to.equal('valid');
  });

  it('it sends nothing while the visitor edits the field', async () => {
    const page = await openCheckedPage([SERVER_ERROR, SERVER_ERROR, VALID]);
    typeKey(page.tab.element, 'W-half');
    page.clock.advance(HOUR);
    page.tab.setVisible(true);
    page.tab.fire('online');
    expect(page.fetchCalls).to.be.empty;
    expect(formatVerdict(await checkKey(page.tab.element))).to.equal('valid');
  });

  for (const [fault, reason] of [
    [{ status: 401 }, 'unauthorized'],
    [{ status: 403 }, 'forbidden'],
    [{ status: 410 }, 'retired'],
    [{ body: 'nonsense' }, 'unexpected-response'],
  ] as const) {
    it(`it does not retry after ${reason}, which is not temporary`, async () => {
      const page = await openCheckedPage([fault]);
      expect(formatVerdict(page.tab.element.verdict!)).to.equal(`unverified:${reason}`);
      expect(page.clock.pendingTimersMs).to.be.empty;
      page.tab.setVisible(true);
      page.tab.fire('online');
      expect(page.fetchCalls).to.be.empty;
    });
  }

  it('it does not announce the same message again when a retry fails', async () => {
    const page = await openCheckedPage([SERVER_ERROR]);
    const status = page.tab.element.shadowRoot!.querySelector('[role=status]')!;
    const previousText = status.firstChild;
    await advanceAndGetVerdict(page, 1.2 * MINUTE);
    expect(status.firstChild === previousText).to.equal(true);
  });
});

describe('a page that a remembered license unlocked', () => {
  it('is not locked by a bare "Not found", even after its storage was cleared', async () => {
    const api = await createApi(VALID, { status: 404, body: { message: 'Not found' } });
    const clock = new BrowserClock();
    const attributes = { 'api-base': api.base, remember: 'local' };
    const first = await openTab(clock, attributes);
    await checkKey(first.element, KEY);
    first.element.remove();
    const tab = await openTab(clock, attributes);
    expect(tab.verdicts).to.deep.equal(['valid']);
    localStorage.clear();
    const next = tab.nextVerdict();
    clock.advance(1.1 * HOUR);
    await next;
    expect(tab.verdicts).to.deep.equal(['valid', 'valid+stale']);
  });
});

describe('a background recheck', () => {
  it('is superseded by a check of another key', async () => {
    const page = await openCheckedPage();
    await page.api.replyTo(KEY, { stall: 'headers' });
    page.clock.advance(1.1 * HOUR);
    await page.api.nextPost();
    await page.api.nextPost();
    await page.api.replyTo(OTHER_KEY, { status: 404, body: { message: 'License not found' } });
    expect(formatVerdict(await checkKey(page.tab.element, OTHER_KEY))).to.equal('invalid:not-found');
    page.clock.advance(5 * HOUR);
    expect(page.tab.verdicts).to.deep.equal(['invalid:not-found']);
  });

  it('is shared with a check by the visitor: one request, one event', async () => {
    const page = await openCheckedPage();
    await page.api.reply({ hold: true, ...VALID });
    page.clock.advance(1.1 * HOUR);
    await page.api.nextPost();
    await page.api.nextPost();
    expect(page.tab.element.state).to.equal('valid');
    const verdict = page.tab.element.check();
    expect(page.tab.element.state).to.equal('checking');
    await page.api.release();
    expect((await verdict).outcome).to.equal('valid');
    expect(page.tab.events).to.deep.equal(['statechange:checking', 'statechange:valid', 'valid']);
    expect(await page.countPosts()).to.equal(2);
  });

  it('does not move the focus or change the field', async () => {
    const page = await openCheckedPage();
    page.tab.element.focus();
    const { activeElement } = page.tab.element.shadowRoot!;
    typeKey(page.tab.element, 'W-half');
    expect(await advanceAndGetVerdict(page, 1.1 * HOUR)).to.equal('valid');
    expect(page.tab.element.licenseKey).to.equal('W-half');
    expect(page.tab.element.shadowRoot!.activeElement === activeElement).to.equal(true);
  });
});

describe('a prerendered page', () => {
  it('sends nothing until it is shown', async () => {
    const api = await createApi(VALID);
    let isPrerendering = true;
    const tab = await openTab(
      new BrowserClock(),
      { 'api-base': api.base, 'license-key': KEY, 'auto-check': '', remember: 'local' },
      ({ document }) => Object.defineProperty(document, 'prerendering', { get: () => isPrerendering }),
    );
    await tab.element.updateComplete;
    expect(tab.element.state).to.equal('idle');
    isPrerendering = false;
    const next = tab.nextVerdict();
    tab.fire('prerenderingchange', tab.document);
    expect((await next).outcome).to.equal('valid');
    expect((await api.posts()).length).to.equal(1);
  });
});
