import { between, exponential, lognormal } from './random.mjs';

const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;

/**
 * Plans everything that a visitor does, independent of the pages' verdicts. Pages are numbered. Extra tabs are opened in the
 * background and visited one after another.
 *
 * @typedef {{ at: number, act: 'open' | 'show' | 'hide' | 'close', page: number, isVisible?: boolean }
 *   | { at: number, act: 'sleep' | 'wake' | 'online' | 'offline' }} Moment
 */
export class VisitPlan {
  /** @type {Moment[]} */
  moments = [];
  #random;
  #isPhone;
  #medianPages;
  #now = 0;
  #pages = 0;
  /** The page that the last visit left open, and whether it is hidden. */
  #left = null;
  #isHidden = false;
  #isAsleep = false;

  /** @param {number} pages - The median number of pages in a visit. */
  constructor(random, isPhone, pages) {
    this.#random = random;
    this.#isPhone = isPhone;
    this.#medianPages = pages;
  }

  /** Plans a visit of one page. */
  look(at) {
    this.#now = at;
    const page = this.#open(true);
    this.#pass(between(this.#random, 1 * MINUTE_MS, 5 * MINUTE_MS));
    this.#add('close', page);
  }

  /**
   * Plans a visit.
   *
   * @param {number} next - When the next visit starts.
   */
  visit(at, next) {
    const random = this.#random;
    this.#now = Math.max(at, this.#now + 5 * MINUTE_MS);
    if (this.#isAsleep) this.#wake();
    let page = this.#returnToOpenPage() ?? this.#open(true);
    // The browser restores yesterday's tabs, or the visitor opens several links at once.
    const tabs = this.#chance(0.08) ? this.#openTabs(2 + Math.floor(4 * random())) : [];
    for (let left = Math.min(Math.round(lognormal(random, this.#medianPages, 0.85)), 60); ; left--) {
      this.#read(page, lognormal(random, 45 * SECOND_MS, 1.1));
      if (left <= 1) break;
      page = this.#navigate(page);
    }
    // Some visitors keep the page in view while they work.
    if (!this.#isPhone && this.#chance(0.06)) this.#read(page, lognormal(random, 50 * MINUTE_MS, 0.8));
    for (const tab of tabs) page = this.#switchToTab(tab, page);
    this.#end(page, next);
  }

  #returnToOpenPage() {
    const page = this.#left;
    this.#left = null;
    if (page === null) return null;
    if (this.#chance(this.#isPhone ? 0.35 : 0.5)) {
      if (this.#isHidden) this.#add('show', page);
      return page;
    }
    this.#add('close', page);
    return null;
  }

  /** Goes to another page in the same tab. */
  #navigate(page) {
    this.#add('close', page);
    this.#pass(between(this.#random, 200, 1500));
    return this.#open(true);
  }

  #openTabs(count) {
    return Array.from({ length: count }, () => {
      this.#pass(between(this.#random, 20, 400));
      return this.#open(false);
    });
  }

  /** Switches to another tab and closes the first one. */
  #switchToTab(tab, page) {
    this.#add('hide', page);
    this.#add('show', tab);
    this.#pass(SECOND_MS);
    this.#add('close', page);
    this.#read(tab, lognormal(this.#random, 30 * SECOND_MS, 1.1));
    return tab;
  }

  /** Reads a page for a while. Visitors sometimes switch to something else, and phones sometimes lose their network. */
  #read(page, time) {
    const random = this.#random;
    const ms = Math.min(time, 10 * HOUR_MS);
    const first = ms * random();
    this.#pass(first);
    if (this.#chance(0.12)) {
      this.#add('hide', page);
      this.#pass(Math.min(lognormal(random, 3 * MINUTE_MS, 1.2), 4 * HOUR_MS));
      this.#add('show', page);
    }
    if (this.#isPhone && this.#chance(0.02)) {
      this.#add('offline');
      this.#pass(between(random, 5 * SECOND_MS, 3 * MINUTE_MS));
      this.#add('online');
    }
    this.#pass(ms - first);
  }

  #end(page, next) {
    const choice = this.#random();
    const isShut = !this.#isPhone && choice < 0.12;
    if (!isShut && choice < (this.#isPhone ? 0.2 : 0.6)) return this.#add('close', page);
    this.#left = page;
    this.#isHidden = !isShut;
    if (!isShut) this.#add('hide', page);
    if (this.#isPhone) return;
    const rest = isShut ? 0 : exponential(this.#random, 20 * MINUTE_MS);
    if (!isShut && (this.#now + rest + HOUR_MS > next || this.#chance(0.3))) return;
    this.#pass(rest);
    this.#add('sleep');
    this.#isAsleep = true;
  }

  /** Wakes the laptop. Its network usually takes a moment longer. */
  #wake() {
    const isLate = this.#chance(0.9);
    if (isLate) this.#add('offline');
    this.#add('wake');
    this.#isAsleep = false;
    if (!isLate) return;
    this.#pass(between(this.#random, 200, 5000));
    this.#add('online');
  }

  #open(isVisible) {
    const page = this.#pages++;
    this.moments.push({ at: this.#now, act: 'open', page, isVisible });
    return page;
  }

  #add(act, page) {
    this.moments.push({ at: this.#now, act, page });
  }

  #pass(ms) {
    this.#now += ms;
  }

  #chance(share) {
    return this.#random() < share;
  }
}
