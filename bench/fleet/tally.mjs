import { judgeSight } from './judge-sight.mjs';
import { isReturning } from './returning.mjs';
import { Rates } from './rates.mjs';

/** How long a page that becomes visible again may take to update. */
const UPDATE_MS = 1500;
/** The longest time for a check, including the browser's own delays. */
const MAX_CHECK_MS = 10_500;
/** A check that takes longer is slow: Whop responds faster. */
const SLOW_CHECK_MS = 2000;

/** Counts what happens in one run, starting at `begin`. */
export class Tally {
  pageViews = 0;
  rates;
  /** Requests by purpose, and by the status of their response; 0 if there was none. */
  purposes = {};
  statuses = {};
  /** Page views and visitors that were locked out because a check of a valid license could not be completed. */
  locked = { views: 0, visitors: new Set(), returning: new Set(), returningViews: 0 };
  /** Valid licenses that were called invalid. */
  refusedWrongly = 0;
  /** Page views that were unlocked wrongly, by reason. */
  wrongUnlocks = {};
  /** Pages that were still unlocked after the license had become invalid, because they had not checked again yet. */
  late = { views: 0, visitors: new Set(), longest: 0 };
  /** The longest time that a page stayed unlocked after its license's end date, during the check, in ms. */
  longestPastEnd = 0;
  /** Checks that did not finish in time, and the longest check, in ms. */
  stuck = 0;
  longestCheck = 0;
  /** Slow checks, with and without Web Locks. */
  slow = { withLocks: 0, without: 0 };
  /** Page views that needed a request, because the last one was longer ago than `max-age`. */
  leastRequests = 0;
  #clock;
  #begin;
  #strategy;

  constructor({ clock, time, strategy }) {
    this.#clock = clock;
    this.#begin = time.begin;
    this.#strategy = strategy;
    this.rates = new Rates(time);
  }

  get strategy() {
    return this.#strategy;
  }

  recordPageView(page) {
    const { browser } = page;
    const { now } = this.#clock;
    page.sight = null;
    page.lookedAtSince = page.isVisible ? now : Infinity;
    const isDue = !(now - browser.requestNeededAt < this.#strategy.maxAge * 1000);
    if (isDue) browser.requestNeededAt = now;
    if (now < this.#begin) return;
    this.pageViews++;
    if (isDue) this.leastRequests++;
  }

  recordRequest(status, page) {
    const { now } = this.#clock;
    if (now < this.#begin) return;
    this.rates.count(now);
    const purpose = now - page.faultAt <= 1000 ? 'retry' : page.purpose;
    this.purposes[purpose] = (this.purposes[purpose] ?? 0) + 1;
    this.statuses[status] = (this.statuses[status] ?? 0) + 1;
  }

  /** Records a response that reached a page. */
  recordResponse(page, { status, json }) {
    const { lastResults } = page.browser;
    if (status !== 201 || json.license_key !== page.browser.visitor.license.key) return;
    if (json.valid) {
      lastResults.validAt = this.#clock.now;
      lastResults.endsAt = json.expires_at === null ? Infinity : json.expires_at * 1000;
    } else {
      page.refusedAt = Math.min(page.refusedAt ?? Infinity, this.#clock.now);
      lastResults.refusedAt = Math.min(lastResults.refusedAt, this.#clock.now);
    }
  }

  /** Must be called when the page's content or visibility may have changed. */
  look(page) {
    const { now } = this.#clock;
    const isSeen = page.isVisible && !page.isFrozen && !page.isClosed;
    if (page.sight && now >= this.#begin) judgeSight(this, page, page.sight, now);
    if (!isSeen) {
      page.lookedAtSince = Infinity;
    } else if (page.lookedAtSince === Infinity) {
      page.lookedAtSince = now;
      this.#clock.at(
        now + UPDATE_MS,
        () => page.sight === null && page.lookedAtSince <= now && this.#seenLocked(page, page.content.verdict),
      );
    }
    const verdict = page.content?.verdict;
    page.sight = isSeen && verdict?.outcome === 'valid' ? { verdict, since: now } : null;
    this.#watchCheck(page);
  }

  changed(page) {
    this.look(page);
  }

  /** Records the end of a check. */
  ended(page, verdict) {
    const { now } = this.#clock;
    page.purpose = 'background';
    if (verdict.stale) page.toldFaultAt = now;
    const { license } = page.browser.visitor;
    if (verdict.outcome === 'invalid' && license.isGood(now) && verdict.reason !== 'not-found' && now >= this.#begin)
      this.refusedWrongly++;
    if (page.isVisible && !page.isFrozen) this.#seenLocked(page, verdict);
  }

  #seenLocked(page, verdict) {
    const { now } = this.#clock;
    const { visitor } = page.browser;
    if (page.isClosed || verdict?.outcome !== 'unverified' || !visitor.license.isGood(now) || now < this.#begin) return;
    page.toldFaultAt = now;
    this.locked.visitors.add(visitor.index);
    if (isReturning(page.browser, now)) this.locked.returning.add(visitor.index);
    if (page.wasLocked) return;
    page.wasLocked = true;
    this.locked.views++;
    if (isReturning(page.browser, now)) this.locked.returningViews++;
  }

  /** Measures how long visitors wait for a check. */
  #watchCheck(page) {
    const { now } = this.#clock;
    const isRunning = Boolean(page.content?.isChecking) && !page.isFrozen;
    if (page.checkingSince !== undefined && !page.wasFrozen) {
      const took = now - page.checkingSince;
      this.longestCheck = Math.max(this.longestCheck, took);
      if (!isRunning && !page.isClosed && took > SLOW_CHECK_MS)
        this.slow[page.browser.visitor.hasLocks ? 'withLocks' : 'without']++;
      if (took > MAX_CHECK_MS && !this.#strategy.isNaive) this.stuck++;
    }
    if (!isRunning) page.checkingSince = undefined;
    else page.checkingSince ??= now;
    page.wasFrozen = page.isFrozen;
  }

  result() {
    const { locked, late } = this;
    return {
      pageViews: this.pageViews,
      requests: this.rates.total,
      leastRequests: this.leastRequests,
      purposes: this.purposes,
      statuses: this.statuses,
      refusals: this.statuses[429] ?? 0,
      locked: {
        views: locked.views,
        visitors: locked.visitors.size,
        returning: locked.returning.size,
        returningViews: locked.returningViews,
      },
      refusedWrongly: this.refusedWrongly,
      wrongUnlocks: this.wrongUnlocks,
      late: { views: late.views, visitors: late.visitors.size, longest: late.longest },
      longestPastEnd: this.longestPastEnd,
      longestCheck: this.longestCheck,
      slow: this.slow,
      stuck: this.stuck,
      tenSeconds: this.rates.tenSeconds,
    };
  }
}
