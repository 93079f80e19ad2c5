import type { Verdict, WhopLicenseCheck } from '../../src/index.js';
import { createDate, isRetryDelay } from './override-global.js';
import { openPage, type Page } from './page.js';
import { recordEvents, formatVerdict, createDetachedTag, nextVerdict } from './tag.js';

/** Timers of at least this length wait for `advance()`. Shorter ones are real, but for the delay before a retry. */
const LONG_TIMER_MS = 20_000;

/** A browser's clock, shared by every tab that is opened with it. It stands still unless a test sets it forward or back. */
export class BrowserClock {
  #now = Date.now();
  #timers = new Map<number, { at: number; fire: () => void }>();
  #count = 1e6;

  now = (): number => this.#now;

  /** Changes the time without firing timers, like a computer that slept or a clock that was set. */
  jump(ms: number): void {
    this.#now += ms;
  }

  /** Lets this time pass and fires the timers that are due, in order. */
  advance(ms: number): void {
    const endTime = this.now() + ms;
    for (;;) {
      const next = [...this.#timers].filter(([, { at }]) => at <= endTime).sort(([, a], [, b]) => a.at - b.at)[0];
      if (!next) break;
      this.#timers.delete(next[0]);
      this.#now = Math.max(next[1].at, this.#now);
      next[1].fire();
    }
    this.#now = Math.max(endTime, this.#now);
  }

  /** The remaining time of each pending timer, shortest first. */
  get pendingTimersMs(): number[] {
    return [...this.#timers.values()].map(({ at }) => at - this.now()).sort((a, b) => a - b);
  }

  install(window: Window & typeof globalThis): void {
    const { now } = this;
    const { setTimeout, clearTimeout } = window;
    window.Date = createDate(now, window.Date);
    window.setTimeout = ((callback: () => void, delay = 0) => {
      if (delay < LONG_TIMER_MS) return setTimeout.call(window, callback, isRetryDelay(delay) ? 0 : delay);
      this.#timers.set(++this.#count, { at: now() + delay, fire: callback });
      return this.#count;
    }) as typeof window.setTimeout;
    window.clearTimeout = ((id?: number) => {
      if (id !== undefined && !this.#timers.delete(id)) clearTimeout.call(window, id);
    }) as typeof window.clearTimeout;
  }
}

/** A browser tab: a separate page that shares storage and locks with the other tabs. */
export interface Tab extends Page {
  element: WhopLicenseCheck;
  events: string[];
  /** The verdicts so far, in short, with `+stale` where they are stale. */
  verdicts: string[];
  nextVerdict(): Promise<Verdict>;
  /** Hides or shows the tab. */
  setVisible(isVisible: boolean): void;
  fire(name: string, target?: EventTarget): void;
}

/** Opens a tab with one license tag in it, as `createDetachedTag` makes it. */
export async function openTab(
  clock: BrowserClock,
  attributes: Record<string, string>,
  prepare?: (page: Page) => void,
): Promise<Tab> {
  const page = await openPage();
  clock.install(page.window);
  let isVisible = true;
  Object.defineProperty(page.document, 'visibilityState', {
    configurable: true,
    get: () => (isVisible ? 'visible' : 'hidden'),
  });
  Object.defineProperty(page.document, 'hidden', { configurable: true, get: () => !isVisible });
  prepare?.(page);
  await page.load();
  const element = createDetachedTag(attributes, page.document) as WhopLicenseCheck;
  const verdicts: string[] = [];
  for (const outcome of ['valid', 'invalid', 'unverified'] as const) {
    element.addEventListener(outcome, (event) => {
      const { detail } = event as CustomEvent<Verdict>;
      verdicts.push(formatVerdict(detail) + (detail.outcome === 'valid' && detail.stale ? '+stale' : ''));
    });
  }
  const tab: Tab = {
    ...page,
    element,
    events: recordEvents(element),
    verdicts,
    nextVerdict: () => nextVerdict(element),
    setVisible(nextIsVisible) {
      isVisible = nextIsVisible;
      tab.fire('visibilitychange', page.document);
    },
    fire: (name, target = page.window) => target.dispatchEvent(new page.window.Event(name, { bubbles: true })),
  };
  page.document.body.append(element);
  await element.updateComplete;
  return tab;
}

/** Clears the browser's storage after each test. */
afterEach(() => {
  for (const storage of [localStorage, sessionStorage]) {
    for (const name of Object.keys(storage)) if (name.startsWith('whop-license-check')) storage.removeItem(name);
  }
});
