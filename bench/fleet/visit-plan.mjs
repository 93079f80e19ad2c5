import { between, exponential, lognormal } from './random.mjs';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/**
 * What a visitor does, moment by moment, whatever the pages say. Pages are numbered; `tab`s beside the first are opened
 * unseen and looked at one after the other.
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
  /** The page that was left open, and whether it was left hidden. */
  #left = null;
  #isHidden = false;
  #isAsleep = false;

  /** @param {number} pages As many as half of the visits have, or more. */
  constructor(random, isPhone, pages) {
    this.#random = random;
    this.#isPhone = isPhone;
    this.#medianPages = pages;
  }

  /** One page, closed after a while. */
  look(at) {
    this.#now = at;
    const page = this.#open(true);
    this.#pass(between(this.#random, 1 * MINUTE, 5 * MINUTE));
    this.#add('close', page);
  }

  /** @param {number} next When the next visit is. */
  visit(at, next) {
    const random = this.#random;
    this.#now = Math.max(at, this.#now + 5 * MINUTE);
    if (this.#isAsleep) this.#wake();
    let page = this.#comeBack() ?? this.#open(true);
    // The browser brings back what was open yesterday, or all of a list is opened at once.
    const tabs = this.#chance(0.08) ? this.#openTabs(2 + Math.floor(4 * random())) : [];
    for (let left = Math.min(Math.round(lognormal(random, this.#medianPages, 0.85)), 60); ; left--) {
      this.#read(page, lognormal(random, 45 * SECOND, 1.1));
      if (left <= 1) break;
      page = this.#navigate(page);
    }
    // Some keep it before them while they work.
    if (!this.#isPhone && this.#chance(0.06)) this.#read(page, lognormal(random, 50 * MINUTE, 0.8));
    for (const tab of tabs) page = this.#turnTo(tab, page);
    this.#end(page, next);
  }

  #comeBack() {
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

  /** To another page in the same tab. */
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

  /** From one tab to another; the first is closed. */
  #turnTo(tab, page) {
    this.#add('hide', page);
    this.#add('show', tab);
    this.#pass(SECOND);
    this.#add('close', page);
    this.#read(tab, lognormal(this.#random, 30 * SECOND, 1.1));
    return tab;
  }

  /** Looks at a page for a time, and at something else meanwhile; in a train without a network now and then. */
  #read(page, time) {
    const random = this.#random;
    const ms = Math.min(time, 10 * HOUR);
    const first = ms * random();
    this.#pass(first);
    if (this.#chance(0.12)) {
      this.#add('hide', page);
      this.#pass(Math.min(lognormal(random, 3 * MINUTE, 1.2), 4 * HOUR));
      this.#add('show', page);
    }
    if (this.#isPhone && this.#chance(0.02)) {
      this.#add('offline');
      this.#pass(between(random, 5 * SECOND, 3 * MINUTE));
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
    const rest = isShut ? 0 : exponential(this.#random, 20 * MINUTE);
    if (!isShut && (this.#now + rest + HOUR > next || this.#chance(0.3))) return;
    this.#pass(rest);
    this.#add('sleep');
    this.#isAsleep = true;
  }

  /** Mostly the network comes a little later. */
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
