/** A page in a visitor's browser. */
export class Page {
  visitor;
  isOpen = true;
  isVisible = true;
  /** Where its scripts listen: window and document in one. */
  events = new EventTarget();
  /** The timers that its scripts have set. @type {Set<import('@sinonjs/fake-timers').TimerId>} */
  timers = new Set();
  /** Where the visitor types. */
  field = { value: '' };
  /** The tag's controller. @type {any} */
  tag = null;
  /** Since when somebody has seen it unlocked, and since when a check has been running; in ms of the Unix epoch. */
  unlockedSince = NaN;
  checkingSince = NaN;

  /** @param {import('./visitor.mjs').Visitor} visitor */
  constructor(visitor) {
    this.visitor = visitor;
  }

  get isSeen() {
    return this.isOpen && this.isVisible;
  }

  /**
   * Its requests. Once it's closed, it hears of no response.
   *
   * @param {string} url
   * @param {RequestInit} init
   * @returns {Promise<Response>}
   */
  fetch(url, init) {
    const { whop, tally } = this.visitor.fleet;
    tally.countRequest();
    const response = whop(url, init);
    return new Promise((resolve, reject) => {
      response.then(
        (value) => this.isOpen && resolve(value),
        (error) => this.isOpen && reject(error),
      );
    });
  }

  close() {
    if (!this.isOpen) return;
    this.isOpen = false;
    for (const timer of this.timers) this.visitor.fleet.clock.clearTimeout(timer);
    this.visitor.fleet.tally.look(this);
  }

  /** @param {import('../../src/check/verdict.js').Verdict} verdict */
  onVerdict(verdict) {
    this.visitor.fleet.tally.countVerdict(this, verdict);
    void this.visitor.reactTo(this, verdict);
  }

  /** @param {boolean} isVisible */
  show(isVisible) {
    if (isVisible === this.isVisible) return;
    this.isVisible = isVisible;
    this.visitor.fleet.tally.look(this);
    this.events.dispatchEvent(new Event('visibilitychange'));
  }
}
