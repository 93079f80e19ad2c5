import { WebLocks } from './web-locks.mjs';

/** The delay of a storage event in the other tabs. */
const STORAGE_EVENT_DELAY_MS = 3;

/** One visitor's browser: the state that its pages share. */
export class Browser {
  clock;
  whop;
  tally;
  visitor;
  random;
  /** The open pages. */
  pages = new Set();
  isOnline = true;
  isAsleep = false;
  /** Whether the visitor saw that the key was refused. */
  wasRefused = false;
  /** Whop's latest responses in this browser, for the measurement only. Pages can't see them. */
  lastResults = { validAt: -Infinity, endsAt: Infinity, refusedAt: Infinity };
  /** When a page last needed a request, whatever the tag did. */
  requestNeededAt = -Infinity;
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
      if (!isOnline) page.failRequests();
      page.dispatch(isOnline ? 'online' : 'offline', {});
    }
  }

  #write(page, name, text) {
    if ((this.#items.get(name) ?? null) === text) return;
    if (text === null) this.#items.delete(name);
    else this.#items.set(name, text);
    for (const other of this.pages) {
      if (other !== page)
        this.clock.at(this.clock.now + STORAGE_EVENT_DELAY_MS, () => other.dispatch('storage', { key: name }));
    }
  }
}
