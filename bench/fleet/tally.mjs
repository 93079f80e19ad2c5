import { judgeSight } from './judge-sight.mjs';
import { isReturning } from './returning.mjs';
import { Rates } from './rates.mjs';

/** Ms until a page that is looked at again has heard what there is to hear. */
const FIRST_GLANCE = 1500;
/** Ms that a check takes at most, with what browsers add. */
const LONGEST_CHECK = 10_500;
/** Ms that one takes at most while Whop answers. */
const SLOW = 2000;

/** What is counted in one run. Before `begin` nothing is. */
export class Tally {
  pageViews = 0;
  rates;
  /** Requests by what they were for, and by the status of their answer; 0: none came. */
  purposes = {};
  statuses = {};
  /** Views of a page, and visitors, that were locked though the license was good, because nobody could say. */
  locked = { views: 0, visitors: new Set(), returning: new Set(), returningViews: 0 };
  /** Good licenses that were called invalid. */
  refusedWrongly = 0;
  /** By what is wrong about it: views of a page that was open, and must not have been. */
  wrongUnlocks = {};
  /** A license that was good no more, and of which the page had not heard yet. */
  late = { views: 0, visitors: new Set(), longest: 0 };
  /** Ms for which a page was seen open past the end that it knew, while it asked. */
  longestPastEnd = 0;
  /** Checks that had no end in time, and the longest one, in ms. */
  stuck = 0;
  longestCheck = 0;
  /** Checks that somebody waited for longer than Whop takes to answer: where there are Web Locks, and where there are none. */
  slow = { withLocks: 0, without: 0 };
  /** Loads that no page could do without a request: the last was `max-age` ago. */
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

  opened(page) {
    const { browser } = page;
    const { now } = this.#clock;
    page.sight = null;
    page.lookedAtSince = page.isVisible ? now : Infinity;
    const isDue = !(now - browser.askedAt < this.#strategy.maxAge * 1000);
    if (isDue) browser.askedAt = now;
    if (now < this.#begin) return;
    this.pageViews++;
    if (isDue) this.leastRequests++;
  }

  asked(status, page) {
    const { now } = this.#clock;
    if (now < this.#begin) return;
    this.rates.count(now);
    const purpose = now - page.faultAt <= 1000 ? 'retry' : page.purpose;
    this.purposes[purpose] = (this.purposes[purpose] ?? 0) + 1;
    this.statuses[status] = (this.statuses[status] ?? 0) + 1;
  }

  /** What Whop said has come to a page. */
  heard(page, { status, json }) {
    const { heard } = page.browser;
    if (status !== 201 || json.license_key !== page.browser.visitor.license.key) return;
    if (json.valid) {
      heard.validAt = this.#clock.now;
      heard.endsAt = json.expires_at === null ? Infinity : json.expires_at * 1000;
    } else {
      page.refusedAt = Math.min(page.refusedAt ?? Infinity, this.#clock.now);
      heard.refusedAt = Math.min(heard.refusedAt, this.#clock.now);
    }
  }

  /** The page's content, or whether somebody sees it, may have changed. */
  look(page) {
    const { now } = this.#clock;
    const isSeen = page.isVisible && !page.isFrozen && !page.isClosed;
    if (page.sight && now >= this.#begin) judgeSight(this, page, page.sight, now);
    if (!isSeen) {
      page.lookedAtSince = Infinity;
    } else if (page.lookedAtSince === Infinity) {
      page.lookedAtSince = now;
      this.#clock.at(
        now + FIRST_GLANCE,
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

  /** A check has ended. */
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

  /** How long somebody waits. */
  #watchCheck(page) {
    const { now } = this.#clock;
    const isRunning = Boolean(page.content?.isChecking) && !page.isFrozen;
    if (page.checkingSince !== undefined && !page.wasFrozen) {
      const took = now - page.checkingSince;
      this.longestCheck = Math.max(this.longestCheck, took);
      if (!isRunning && !page.isClosed && took > SLOW)
        this.slow[page.browser.visitor.hasLocks ? 'withLocks' : 'without']++;
      if (took > LONGEST_CHECK && !this.#strategy.isNaive) this.stuck++;
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
