import type { Verdict, WhopLicenseCheck } from '../../src/index.js';
import { openPage, type Page } from './page.js';
import { eventsOf, inShort, looseTag, nextVerdict } from './tag.js';

/** Timers longer than that wait for `pass()`; shorter ones are real. In ms. */
const LONG = 20_000;

/** One browser's clock, which tests set forward, or back: every tab that is opened with it has it. */
export class BrowserClock {
  #shift = 0;
  #timers = new Map<number, { at: number; ring: () => void }>();
  #count = 1e6;

  now = (): number => Date.now() + this.#shift;

  /** The clock is set otherwise, and no timer has noticed. */
  jump(ms: number): void {
    this.#shift += ms;
  }

  /** That time passes: timers ring in their order. */
  pass(ms: number): void {
    const end = this.now() + ms;
    for (;;) {
      const next = [...this.#timers].filter(([, { at }]) => at <= end).sort(([, a], [, b]) => a.at - b.at)[0];
      if (!next) break;
      this.#timers.delete(next[0]);
      this.#shift += Math.max(next[1].at - this.now(), 0);
      next[1].ring();
    }
    this.#shift += Math.max(end - this.now(), 0);
  }

  /** How long, in ms, the timers still wait. */
  get waits(): number[] {
    return [...this.#timers.values()].map(({ at }) => at - this.now()).sort((a, b) => a - b);
  }

  install(window: Window & typeof globalThis): void {
    const { now } = this;
    const { setTimeout, clearTimeout, Date: RealDate } = window;
    window.Date = class extends RealDate {
      constructor(...given: ConstructorParameters<typeof Date> | []) {
        super(...((given.length ? given : [now()]) as [number]));
      }
      static override now = now;
    } as typeof Date;
    window.setTimeout = ((ring: () => void, delay = 0) => {
      if (delay < LONG) return setTimeout.call(window, ring, delay);
      this.#timers.set(++this.#count, { at: now() + delay, ring });
      return this.#count;
    }) as typeof window.setTimeout;
    window.clearTimeout = ((id?: number) => {
      if (id !== undefined && !this.#timers.delete(id)) clearTimeout.call(window, id);
    }) as typeof window.clearTimeout;
  }
}

/** A tab of the browser: a page of its own, which shares storage and locks with the others. */
export interface Tab extends Page {
  element: WhopLicenseCheck;
  events: string[];
  /** The verdicts told, in short, with `+stale`. */
  told: string[];
  next(): Promise<Verdict>;
  /** Somebody looks away, or looks again. */
  look(isLooking: boolean): void;
  fire(name: string, target?: EventTarget): void;
}

/** Opens a tab with one tag in it. Without an API key of its own it has the tests' one. */
export async function openTab(
  clock: BrowserClock,
  attributes: Record<string, string>,
  prepare?: (page: Page) => void,
): Promise<Tab> {
  const page = await openPage();
  clock.install(page.window);
  let isLooking = true;
  Object.defineProperty(page.document, 'visibilityState', {
    configurable: true,
    get: () => (isLooking ? 'visible' : 'hidden'),
  });
  Object.defineProperty(page.document, 'hidden', { configurable: true, get: () => !isLooking });
  prepare?.(page);
  await page.load();
  const element = looseTag(attributes, page.document) as WhopLicenseCheck;
  const told: string[] = [];
  for (const outcome of ['valid', 'invalid', 'unverified'] as const) {
    element.addEventListener(outcome, (event) => {
      const { detail } = event as CustomEvent<Verdict>;
      told.push(inShort(detail) + (detail.outcome === 'valid' && detail.stale ? '+stale' : ''));
    });
  }
  const tab: Tab = {
    ...page,
    element,
    events: eventsOf(element),
    told,
    next: () => nextVerdict(element),
    look(looks) {
      isLooking = looks;
      tab.fire('visibilitychange', page.document);
    },
    fire: (name, target = page.window) => target.dispatchEvent(new page.window.Event(name, { bubbles: true })),
  };
  page.document.body.append(element);
  await element.updateComplete;
  return tab;
}

/** What a browser remembers ends with the test. */
afterEach(() => {
  for (const storage of [localStorage, sessionStorage]) {
    for (const name of Object.keys(storage)) if (name.startsWith('whop-license-check')) storage.removeItem(name);
  }
});
