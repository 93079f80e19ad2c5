import { WebLocks } from './web-locks.mjs';

/** Ms until the other tabs hear what was written. */
const STORAGE_EVENT = 3;

/** The browser of one visitor: what its pages have in common. */
export class Browser {
  clock;
  whop;
  tally;
  visitor;
  random;
  /** Those that are open. */
  pages = new Set();
  isOnline = true;
  isAsleep = false;
  /** The visitor saw that the key is not good. */
  wasRefused = false;
  /** What Whop said last in here: for those who measure, no page sees it. */
  heard = { validAt: -Infinity, endsAt: Infinity, refusedAt: Infinity };
  /** When a page could not do without a request. */
  askedAt = -Infinity;
  #items = new Map();
  #locks;

  constructor({ clock, whop, tally, visitor, random }) {
    Object.assign(this, { clock, whop, tally, visitor, random });
    this.#locks = visitor.hasLocks ? new WebLocks(clock) : null;
  }

  locksFor(page) {
    return this.#locks?.for(page);
  }

  storageFor(page) {
    return {
      getItem: (name) => this.#items.get(name) ?? null,
      setItem: (name, text) => this.#write(page, name, text),
      removeItem: (name) => this.#write(page, name, null),
    };
  }

  open(page) {
    this.pages.add(page);
  }

  close(page) {
    this.pages.delete(page);
    this.#locks?.leave(page);
  }

  sleep() {
    this.isAsleep = true;
    for (const page of this.pages) page.freeze();
  }

  wake() {
    this.isAsleep = false;
    for (const page of this.pages) page.thaw();
  }

  setOnline(isOnline) {
    this.isOnline = isOnline;
    for (const page of this.pages) {
      if (!isOnline) page.loseFlights();
      page.dispatch(isOnline ? 'online' : 'offline', {});
    }
  }

  #write(page, name, text) {
    if ((this.#items.get(name) ?? null) === text) return;
    if (text === null) this.#items.delete(name);
    else this.#items.set(name, text);
    for (const other of this.pages) {
      if (other !== page) this.clock.at(this.clock.now + STORAGE_EVENT, () => other.dispatch('storage', { key: name }));
    }
  }
}
