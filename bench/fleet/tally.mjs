const DAY_MS = 86_400_000;
const TEN_SECONDS_MS = 10_000;
/** How long the check may take that is due when a license ends, or when its page is looked at again. */
const CHECK_MS = 15_000;
/** How much later than `max-age`, or an hour after a fault, an open page may ask again. */
const JITTER = 1.1;

/** Counts what happens in a period. */
export class Tally {
  pageViews = 0;
  requests = 0;
  /** Requests in each ten seconds. */
  tenSeconds;
  /** Visitors with a valid license who saw a page locked; and those among them who had been let in within a day. */
  locked = new Set();
  lockedReturning = new Set();
  /** Valid licenses that were called invalid, and pages that stood open to nobody's right. */
  refusedWrongly = 0;
  unlockedWrongly = 0;
  /** In ms. */
  longestCheck = 0;
  #run;

  /** @param {import('./scenario.mjs').Run} run */
  constructor(run) {
    this.#run = run;
    this.tenSeconds = new Uint32Array((run.period.until - run.period.from) / TEN_SECONDS_MS);
  }

  get #hasBegun() {
    return this.#run.clock.now >= this.#run.period.from;
  }

  get per100Views() {
    return (100 * this.requests) / this.pageViews;
  }

  countView() {
    if (this.#hasBegun) this.pageViews++;
  }

  countRequest() {
    if (!this.#hasBegun) return;
    this.requests++;
    this.tenSeconds[Math.floor((this.#run.clock.now - this.#run.period.from) / TEN_SECONDS_MS)]++;
  }

  /**
   * @param {import('./page.mjs').Page} page
   * @param {import('../../src/check/verdict.js').Verdict} verdict
   */
  countVerdict({ isVisible, visitor }, { outcome }) {
    const { now } = this.#run.clock;
    const { license, confirmedAt } = visitor;
    if (!this.#hasBegun || now >= license.goodUntil) return;
    if (outcome === 'invalid') this.refusedWrongly++;
    if (outcome !== 'unverified' || !isVisible) return;
    this.locked.add(license.key);
    if (now - confirmedAt <= DAY_MS) this.lockedReturning.add(license.key);
  }

  /**
   * Looks at a page that may have changed.
   *
   * @param {import('./page.mjs').Page} page
   */
  look(page) {
    const { now } = this.#run.clock;
    const { state } = page.tag;
    if (this.#hasBegun && this.#isWrong(page, now)) this.unlockedWrongly++;
    page.unlockedSince = page.isSeen && state === 'valid' ? page.unlockedSince || now : NaN;
    if (page.isOpen && page.checkingSince) this.longestCheck = Math.max(this.longestCheck, now - page.checkingSince);
    page.checkingSince = state === 'checking' ? page.checkingSince || now : NaN;
  }

  /**
   * Whether a page stands open for longer after its license's end than it takes to notice.
   *
   * @param {import('./page.mjs').Page} page
   * @param {number} now
   */
  #isWrong({ unlockedSince, visitor: { license, confirmedAt } }, now) {
    const { strategy, outage } = this.#run;
    if (!unlockedSince || strategy.isNaive) return false;
    if (license.goodUntil === -Infinity) return true;
    const { from = Infinity, until = 0 } = outage ?? {};
    const unansweredUntil = now > from ? Math.min(now, until) : -Infinity;
    const mayStandUntil = license.isEndKnown
      ? license.goodUntil
      : Math.max(license.goodUntil, confirmedAt, unansweredUntil) +
        Math.max(strategy.maxAge ?? 0, 3600) * 1000 * JITTER;
    return now - Math.max(mayStandUntil, unlockedSince) > CHECK_MS;
  }
}
