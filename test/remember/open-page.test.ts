import { expect } from '@open-wc/testing';
import { createApi, type Api, type Reply } from '../support/api.js';
import { validMembership } from '../support/membership.js';
import { shortestJitter, watchFetch } from '../support/override-global.js';
import { BrowserClock, openTab, type Tab } from '../support/tab.js';
import { inShort, KEY, OTHER_KEY, type, verdictOn } from '../support/tag.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const GOOD = { body: validMembership() };
const DOWN = { status: 503 };

interface Open {
  api: Api;
  clock: BrowserClock;
  tab: Tab;
  /** What was sent since it was opened. */
  calls: unknown[];
  posts(): Promise<number>;
}

/** A page in which the visitor has just submitted a key; remembered or not is all the same here. */
async function openPage(
  replies: Reply[] = [GOOD],
  attributes: Record<string, string> = {},
  prepare?: Parameters<typeof openTab>[2],
): Promise<Open> {
  const api = await createApi(...replies);
  const clock = new BrowserClock();
  const tab = await openTab(clock, { 'api-base': api.base, ...attributes }, prepare);
  await verdictOn(tab.element);
  tab.events.length = tab.told.length = 0;
  return { api, clock, tab, calls: watchFetch(tab.window), posts: async () => (await api.posts()).length };
}

/** Rings the timers of that time, and waits for the verdict of the check that they start. */
async function verdictAfter({ clock, tab }: Open, ms: number): Promise<string> {
  const next = tab.next();
  clock.pass(ms);
  await next;
  return tab.told.at(-1)!;
}

for (const remember of ['', 'local']) {
  describe(`an open page${remember && ', remembered'}`, () => {
    it('asks again when max-age runs out, and leaves the state until it is answered', async () => {
      const open = await openPage([GOOD], { remember });
      expect(open.clock.waits).to.have.length(1);
      expect(open.clock.waits[0]).to.be.within(0.89 * HOUR, 1.1 * HOUR);
      expect(await verdictAfter(open, 1.1 * HOUR)).to.equal('valid');
      expect(open.tab.events).to.deep.equal(['valid']);
      expect(await open.posts()).to.equal(2);
    });

    it('is locked by a refusal, and says so', async () => {
      const open = await openPage([GOOD, { body: validMembership({ valid: false, status: 'canceled' }) }], {
        remember,
      });
      expect(await verdictAfter(open, 1.1 * HOUR)).to.equal('invalid:inactive');
      expect(open.tab.events).to.deep.equal(['statechange:invalid', 'invalid:inactive']);
      open.clock.pass(100 * HOUR);
      expect(await open.posts()).to.equal(2);
    });

    it('is not locked by a fault', async () => {
      for (const [fault, times] of [
        [DOWN, 2],
        [{ status: 401 }, 1],
        [{ status: 429 }, 1],
        [{ status: 200, body: '<p>' }, 1],
        [{ status: 410 }, 1],
      ] as const) {
        const open = await openPage([GOOD, fault], { remember });
        expect(await verdictAfter(open, 1.1 * HOUR)).to.equal('valid+stale');
        expect(open.tab.element.state).to.equal('valid');
        expect(open.tab.events).to.deep.equal(['valid']);
        expect(await open.posts()).to.equal(1 + times);
        open.tab.element.forget();
      }
    });

    it('is not locked by a fault after a click either', async () => {
      const open = await openPage([GOOD, DOWN], { remember });
      const verdict = await open.tab.element.check();
      expect(verdict).to.include({ outcome: 'valid', stale: true });
    });

    it('is locked by a fault once the license has ended', async () => {
      const open = await openPage(
        [{ body: validMembership({ expires_at: Math.floor(Date.now() / 1000) + 5400 }) }, DOWN],
        { remember },
      );
      expect(await verdictAfter(open, 1.1 * HOUR)).to.equal('valid+stale');
      for (let told = 'valid+stale'; told === 'valid+stale';) told = await verdictAfter(open, 30 * MINUTE);
      expect(open.tab.told.at(-1)).to.equal('unverified:server-error');
      expect(open.clock.now()).to.be.above(+new Date(Math.floor(Date.now() / 1000) * 1000) + 5400_000 - 1000);
    });
  });
}

describe('the end of a license, on an open page', () => {
  it('is a reason to ask', async () => {
    const open = await openPage([{ body: validMembership({ expires_at: Math.floor(Date.now() / 1000) + 600 }) }]);
    expect(open.clock.waits[0]).to.be.within(590_000, 600_001);
  });

  it('that has passed by this clock is none', async () => {
    const open = await openPage([{ body: validMembership({ expires_at: 1_000_000_000 }) }]);
    expect(open.clock.waits[0]).to.be.above(0.89 * HOUR);
  });
});

describe('max-age="0", on an open page', () => {
  it('is never asked again', async () => {
    const { clock } = await openPage([GOOD], { 'max-age': '0' });
    expect(clock.waits).to.be.empty;
  });
});

describe('max-age that is changed', () => {
  it('counts from now on', async () => {
    const { clock, tab } = await openPage();
    tab.element.maxAge = 60;
    await tab.element.updateComplete;
    expect(clock.waits).to.have.length(1);
    expect(clock.waits[0]).to.be.below(1.1 * MINUTE);
  });

  for (const nonsense of ['', 'soon', '-1', 'NaN', 'Infinity']) {
    it(`is an hour where it is "${nonsense}"`, async () => {
      const { clock } = await openPage([GOOD], { 'max-age': nonsense });
      expect(clock.waits[0]).to.be.within(0.89 * HOUR, 1.1 * HOUR);
    });
  }
});

describe('a page that nobody looks at', () => {
  it('asks nothing, and once when it is looked at again', async () => {
    const open = await openPage();
    open.tab.look(false);
    open.clock.pass(5 * HOUR);
    expect(open.calls).to.be.empty;
    const next = open.tab.next();
    for (let times = 0; times < 50; times++) {
      open.tab.look(true);
      open.tab.look(false);
      open.tab.look(true);
      open.tab.fire('pageshow');
    }
    await next;
    expect(open.tab.events).to.deep.equal(['valid']);
    open.tab.look(true);
    expect(await open.posts()).to.equal(2);
  });

  it('asks once after sleep, whatever woke it', async () => {
    const open = await openPage();
    open.clock.jump(9 * HOUR);
    const next = open.tab.next();
    open.tab.look(true);
    open.tab.fire('online');
    open.clock.pass(2 * HOUR);
    open.tab.look(true);
    await next;
    expect(await open.posts()).to.equal(2);
  });

  it('asks when the clock was put back', async () => {
    const open = await openPage();
    open.clock.jump(-24 * HOUR);
    const next = open.tab.next();
    open.tab.look(true);
    await next;
    expect(await open.posts()).to.equal(2);
  });

  it('asks nothing when it is looked at before its time', async () => {
    const open = await openPage();
    open.clock.pass(HOUR / 2);
    open.tab.look(false);
    open.tab.look(true);
    open.tab.fire('online');
    expect(open.calls).to.be.empty;
  });

  it('is heard of no more once its element has gone', async () => {
    const open = await openPage();
    open.tab.element.remove();
    open.clock.pass(5 * HOUR);
    open.tab.look(true);
    expect(open.clock.waits).to.be.empty;
    expect(await open.posts()).to.equal(1);
    open.tab.document.body.append(open.tab.element);
    await open.tab.next();
    expect(await open.posts()).to.equal(2);
  });

  it('is not asked for where the element was never in it', async () => {
    const open = await openPage();
    const loose = open.tab.document.createElement('whop-license-check');
    loose.apiBase = open.api.base;
    loose.licenseKey = KEY;
    open.tab.element.remove();
    expect((await loose.check()).outcome).to.equal('valid');
    expect(open.clock.waits).to.be.empty;
  });
});

describe('after a fault that may pass', () => {
  it('the element asks again by itself, with growing pauses, from a minute to an hour', async () => {
    const open = await openPage([DOWN], {}, ({ window }) => shortestJitter(window));
    const pauses: number[] = [];
    for (let count = 0; count < 9; count++) {
      const [pause] = open.clock.waits;
      pauses.push(Math.round(pause! / MINUTE / 1.1));
      expect(await verdictAfter(open, pause! + 1000)).to.equal('unverified:server-error');
    }
    expect(pauses[0]).to.equal(1);
    expect(pauses.slice(1, 6).every((pause, index) => pause > pauses[index]!)).to.equal(true);
    expect(pauses.at(-1)).to.be.within(49, 60);
    expect(open.tab.events.filter((event) => event.startsWith('state'))).to.be.empty;
    await open.api.reply(GOOD);
    expect(await verdictAfter(open, 66 * MINUTE)).to.equal('valid');
  });

  for (const [by, bring] of [
    ['the browser comes online', (tab: Tab) => tab.fire('online')],
    ['the page is looked at again', (tab: Tab) => tab.look(true)],
  ] as const) {
    it(`it asks at once when ${by}, but not at each time`, async () => {
      const open = await openPage([DOWN]);
      await open.api.reply(DOWN);
      const before = await open.posts();
      const next = open.tab.next();
      bring(open.tab);
      await next;
      for (let times = 0; times < 20; times++) bring(open.tab);
      expect(await open.posts()).to.equal(before + 2);
      expect(open.tab.told).to.deep.equal(['unverified:server-error']);
      await open.api.reply(GOOD);
      open.clock.jump(1.01 * MINUTE);
      const again = open.tab.next();
      bring(open.tab);
      await again;
      expect(open.tab.told.at(-1)).to.equal('valid');
    });
  }

  it('it asks nothing within a cooldown, and after it', async () => {
    const open = await openPage([
      { status: 429, headers: { 'Retry-After': '600', 'Access-Control-Expose-Headers': 'Retry-After' } },
      GOOD,
    ]);
    open.tab.fire('online');
    open.tab.look(true);
    open.clock.pass(9.9 * MINUTE);
    open.tab.fire('online');
    open.tab.look(true);
    expect(open.tab.events).to.be.empty;
    expect(open.calls).to.be.empty;
    expect(await verdictAfter(open, 2 * MINUTE)).to.equal('valid');
  });

  it('it asks nothing while the field is edited', async () => {
    const open = await openPage([DOWN, DOWN, GOOD]);
    type(open.tab.element, 'W-half');
    open.clock.pass(HOUR);
    open.tab.look(true);
    open.tab.fire('online');
    expect(open.calls).to.be.empty;
    expect(inShort(await verdictOn(open.tab.element))).to.equal('valid');
  });

  for (const [fault, said] of [
    [{ status: 401 }, 'unauthorized'],
    [{ status: 403 }, 'forbidden'],
    [{ status: 410 }, 'retired'],
    [{ body: 'nonsense' }, 'unexpected-response'],
  ] as const) {
    it(`it asks no more; not after ${said}, which does not pass by itself`, async () => {
      const open = await openPage([fault]);
      expect(inShort(open.tab.element.verdict!)).to.equal(`unverified:${said}`);
      expect(open.clock.waits).to.be.empty;
      open.tab.look(true);
      open.tab.fire('online');
      expect(open.calls).to.be.empty;
    });
  }

  it('says nothing again to who waits for nothing', async () => {
    const open = await openPage([DOWN]);
    const status = open.tab.element.shadowRoot!.querySelector('[role=status]')!;
    const said = status.firstChild;
    await verdictAfter(open, 1.2 * MINUTE);
    expect(status.firstChild === said).to.equal(true);
  });
});

describe('a page that opened by what was remembered', () => {
  it('is not locked by a bare "Not found", though nothing is remembered any more', async () => {
    const api = await createApi(GOOD, { status: 404, body: { message: 'Not found' } });
    const clock = new BrowserClock();
    const attributes = { 'api-base': api.base, remember: 'local' };
    const first = await openTab(clock, attributes);
    await verdictOn(first.element, KEY);
    first.element.remove();
    const tab = await openTab(clock, attributes);
    expect(tab.told).to.deep.equal(['valid']);
    localStorage.clear();
    const next = tab.next();
    clock.pass(1.1 * HOUR);
    await next;
    expect(tab.told).to.deep.equal(['valid', 'valid+stale']);
  });
});

describe('a background check', () => {
  it('gives way to another key', async () => {
    const open = await openPage();
    await open.api.replyTo(KEY, { stall: 'headers' });
    open.clock.pass(1.1 * HOUR);
    await open.api.next();
    await open.api.next();
    await open.api.replyTo(OTHER_KEY, { status: 404, body: { message: 'License not found' } });
    expect(inShort(await verdictOn(open.tab.element, OTHER_KEY))).to.equal('invalid:not-found');
    open.clock.pass(5 * HOUR);
    expect(open.tab.told).to.deep.equal(['invalid:not-found']);
  });

  it('is joined by a click: one request, one event', async () => {
    const open = await openPage();
    await open.api.reply({ hold: true, ...GOOD });
    open.clock.pass(1.1 * HOUR);
    await open.api.next();
    await open.api.next();
    expect(open.tab.element.state).to.equal('valid');
    const verdict = open.tab.element.check();
    expect(open.tab.element.state).to.equal('checking');
    await open.api.release();
    expect((await verdict).outcome).to.equal('valid');
    expect(open.tab.events).to.deep.equal(['statechange:checking', 'statechange:valid', 'valid']);
    expect(await open.posts()).to.equal(2);
  });

  it('neither moves the focus nor changes the field', async () => {
    const open = await openPage();
    open.tab.element.focus();
    const { activeElement } = open.tab.element.shadowRoot!;
    type(open.tab.element, 'W-half');
    expect(await verdictAfter(open, 1.1 * HOUR)).to.equal('valid');
    expect(open.tab.element.licenseKey).to.equal('W-half');
    expect(open.tab.element.shadowRoot!.activeElement === activeElement).to.equal(true);
  });
});

describe('a prerendered page', () => {
  it('asks nothing until it is looked at', async () => {
    const api = await createApi(GOOD);
    let isAhead = true;
    const tab = await openTab(
      new BrowserClock(),
      { 'api-base': api.base, 'license-key': KEY, 'auto-check': '', remember: 'local' },
      ({ document }) => Object.defineProperty(document, 'prerendering', { get: () => isAhead }),
    );
    await tab.element.updateComplete;
    expect(tab.element.state).to.equal('idle');
    isAhead = false;
    const next = tab.next();
    tab.fire('prerenderingchange', tab.document);
    expect((await next).outcome).to.equal('valid');
    expect((await api.posts()).length).to.equal(1);
  });
});
