/** Ms after which a phone stops the scripts of a page that nobody sees. */
const FREEZE = 5000;
/** Ms in which a browser that is offline says so. */
const OFFLINE = 5;

/** A page in a visitor's browser: its timers, requests and events, which end with it and rest while it is frozen. */
export class Page {
  browser;
  openedAt;
  isVisible;
  random;
  locks;
  localStorage;
  isClosed = false;
  isFrozen = false;
  #frozenAt = 0;
  #clock;
  #timers = new Set();
  #flights = new Set();
  #listeners = new Map();
  /** What is to be done when it goes on. */
  #missed = [];
  /** What stands in it: its `verdict`, and whether it `isChecking`. */
  content = null;
  /** What a request is for that somebody waits for. */
  purpose = 'load';
  /** When a request last came to nothing, or to a server's fault: soon after, another is made. */
  faultAt = -Infinity;

  /** Of the modules in it, while another page runs. */
  moduleState = null;
  #modules;

  constructor(browser, { isVisible, random, modules }) {
    this.browser = browser;
    this.#modules = modules;
    this.#clock = browser.clock;
    this.openedAt = this.#clock.now;
    this.isVisible = isVisible;
    this.random = random;
    this.locks = browser.locksFor(this);
    this.localStorage = browser.storageFor(this);
    browser.open(this);
  }

  addEventListener(name, listener) {
    this.#listeners.set(name, [...(this.#listeners.get(name) ?? []), listener]);
  }

  removeEventListener(name, listener) {
    this.#listeners.set(
      name,
      (this.#listeners.get(name) ?? []).filter((each) => each !== listener),
    );
  }

  setTimeout(run, ms) {
    const timer = { run, due: this.#clock.now + ms, isMissed: false, event: null };
    this.#timers.add(timer);
    this.#arm(timer);
    return timer;
  }

  clearTimeout(timer) {
    if (timer && this.#timers.delete(timer)) this.#clock.cancel(timer.event);
  }

  #arm(timer) {
    timer.event = this.#clock.at(timer.due, () => {
      if (this.isFrozen) {
        timer.isMissed = true;
        return;
      }
      this.#timers.delete(timer);
      this.run(timer.run);
    });
  }

  fetch(url, { headers, method, signal } = {}) {
    return new Promise((resolve, reject) => {
      const flight = { event: null, fail: null };
      const end = (settle, value) => {
        this.#flights.delete(flight);
        this.#clock.cancel(flight.event);
        settle(value);
      };
      flight.fail = () => {
        this.faultAt = this.#clock.now;
        end(reject, new TypeError('Failed to fetch'));
      };
      const { answer, ms } = this.browser.isOnline
        ? this.browser.whop.ask(url, { headers, method }, this)
        : { answer: null, ms: OFFLINE };
      this.#flights.add(flight);
      flight.event = this.#clock.at(this.#clock.now + ms, () => {
        if (!answer) return this.run(flight.fail);
        if (answer.status >= 500) this.faultAt = this.#clock.now;
        this.browser.tally.heard(this, answer);
        this.run(() => end(resolve, answer.response()));
      });
      signal?.addEventListener('abort', () => this.#flights.has(flight) && end(reject, signal.reason));
    });
  }

  /** The requests under way come to nothing. */
  loseFlights() {
    for (const { fail } of [...this.#flights]) this.run(fail);
  }

  dispatch(name, event) {
    this.run(() => {
      for (const listener of this.#listeners.get(name) ?? []) listener({ type: name, ...event });
    });
  }

  /** Something happens in the page: now, or once it goes on. */
  run(act) {
    if (this.isClosed) return;
    if (this.isFrozen) this.#missed.push(act);
    else this.#modules.enter(this, act);
  }

  show() {
    if (!this.browser.isAsleep) this.thaw();
    this.isVisible = true;
    this.browser.tally.look(this);
    this.dispatch('visibilitychange', {});
  }

  hide() {
    this.isVisible = false;
    this.browser.tally.look(this);
    this.dispatch('visibilitychange', {});
    if (this.browser.visitor.isPhone) this.#clock.at(this.#clock.now + FREEZE, () => !this.isVisible && this.freeze());
  }

  freeze() {
    if (this.isFrozen || this.isClosed) return;
    this.isFrozen = true;
    this.#frozenAt = this.#clock.now;
    for (const { event } of this.#flights) this.#clock.cancel(event);
    this.browser.tally.look(this);
  }

  /** Timers that were due meanwhile run at once, or all of them as much later: browsers do the one or the other. */
  thaw() {
    if (!this.isFrozen) return;
    this.isFrozen = false;
    const rest = this.#clock.now - this.#frozenAt;
    for (const timer of this.#timers) {
      if (!this.browser.visitor.shiftsTimers && !timer.isMissed) continue;
      if (this.browser.visitor.shiftsTimers) timer.due += rest;
      this.#clock.cancel(timer.event);
      timer.isMissed = false;
      this.#arm(timer);
    }
    this.browser.tally.look(this);
    this.loseFlights();
    for (const act of this.#missed.splice(0)) this.run(act);
  }

  close() {
    if (this.isClosed) return;
    this.dispatch('pagehide', { persisted: false });
    this.isClosed = true;
    this.browser.tally.look(this);
    for (const { event } of [...this.#timers, ...this.#flights]) this.#clock.cancel(event);
    this.#timers.clear();
    this.#flights.clear();
    this.browser.close(this);
  }
}
