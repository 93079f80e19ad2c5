/** How long a phone keeps running a hidden page's scripts. */
const FREEZE_DELAY_MS = 5000;
/** How long a request takes to fail while the browser is offline. */
const OFFLINE_FAILURE_MS = 5;

/** A page in a visitor's browser: its timers, requests and events. They pause while it is frozen and end when it closes. */
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
  #requests = new Set();
  #listeners = new Map();
  /** Work to do when the page is thawed. */
  #missed = [];
  /** The tag or its naive replacement: `verdict` and `isChecking`. */
  content = null;
  /** The purpose of the current check: `load`, `typed`, `button` or `background`. */
  purpose = 'load';
  /** When a request last failed or got a server error. A retry follows soon after. */
  faultAt = -Infinity;

  /** The state of its modules while another page runs. */
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
      const request = { event: null, fail: null };
      const end = (settle, value) => {
        this.#requests.delete(request);
        this.#clock.cancel(request.event);
        settle(value);
      };
      request.fail = () => {
        this.faultAt = this.#clock.now;
        end(reject, new TypeError('Failed to fetch'));
      };
      const { response, ms } = this.browser.isOnline
        ? this.browser.whop.respond(url, { headers, method }, this)
        : { response: null, ms: OFFLINE_FAILURE_MS };
      this.#requests.add(request);
      request.event = this.#clock.at(this.#clock.now + ms, () => {
        if (!response) return this.run(request.fail);
        if (response.status >= 500) this.faultAt = this.#clock.now;
        this.browser.tally.recordResponse(this, response);
        this.run(() => end(resolve, response.toResponse()));
      });
      signal?.addEventListener('abort', () => this.#requests.has(request) && end(reject, signal.reason));
    });
  }

  /** Makes all running requests fail. */
  failRequests() {
    for (const { fail } of [...this.#requests]) this.run(fail);
  }

  dispatch(name, event) {
    this.run(() => {
      for (const listener of this.#listeners.get(name) ?? []) listener({ type: name, ...event });
    });
  }

  /** Runs code in the page, now or when it is thawed. */
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
    if (this.browser.visitor.isPhone)
      this.#clock.at(this.#clock.now + FREEZE_DELAY_MS, () => !this.isVisible && this.freeze());
  }

  freeze() {
    if (this.isFrozen || this.isClosed) return;
    this.isFrozen = true;
    this.#frozenAt = this.#clock.now;
    for (const { event } of this.#requests) this.#clock.cancel(event);
    this.browser.tally.look(this);
  }

  /** Runs the timers that became due at once, or delays all timers by the time that the page was frozen. Browsers do either. */
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
    this.failRequests();
    for (const act of this.#missed.splice(0)) this.run(act);
  }

  close() {
    if (this.isClosed) return;
    this.dispatch('pagehide', { persisted: false });
    this.isClosed = true;
    this.browser.tally.look(this);
    for (const { event } of [...this.#timers, ...this.#requests]) this.#clock.cancel(event);
    this.#timers.clear();
    this.#requests.clear();
    this.browser.close(this);
  }
}
