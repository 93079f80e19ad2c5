/** Ms in which a refusal reaches the other tabs of a browser. */
const SPREAD = 1000;
/** Ms in which a page that has to ask, for its license has just ended or it is looked at again, hears something. */
const ASKING = 15_000;
/** Ms, beside the longest pause and its jitter. */
const MARGIN = 120_000;
const JITTER = 1.1;

/**
 * Somebody saw a page open: was that right?
 *
 * @param {{ verdict: object, since: number }} sight What it was opened by, and since when it was seen.
 * @param {number} until When it was seen no more, or another verdict came.
 */
export function judgeSight(tally, page, { verdict, since }, until) {
  const { license } = page.browser.visitor;
  const { maxAge, remember, isNaive } = tally.strategy;
  const checkedAt = +verdict.checkedAt;
  if (!license.wasEverGood) blame(tally, page, 'never good');

  // Tabs that keep nothing cannot know what another was told.
  const refusedAt = remember ? page.browser.heard.refusedAt : (page.refusedAt ?? Infinity);
  if (refusedAt > checkedAt && until - Math.max(since, refusedAt) > SPREAD) blame(tally, page, 'refused');

  const end = +(verdict.membership?.expiresAt ?? Infinity);
  // Where Whop said "valid" after the end that it named, that is its word.
  if (checkedAt < end && until > end) {
    const past = until - Math.max(since, end);
    if (past > ASKING) blame(tally, page, 'past its end');
    else tally.longestPastEnd = Math.max(tally.longestPastEnd, past);
  }

  if (until <= license.goodUntil || !license.wasEverGood) return;
  const isAsking =
    until - checkedAt > maxAge * 1000 && until - Math.max(page.lookedAtSince, license.goodUntil) <= ASKING;
  if (isAsking && !verdict.stale) return;
  tally.late.longest = Math.max(tally.late.longest, until - license.goodUntil);
  tally.late.visitors.add(page.browser.visitor.index);
  if (!page.wasLate) tally.late.views++;
  page.wasLate = true;
  // Since it is looked at, since it heard "valid", or since it heard that nobody can say: an hour, or `max-age`.
  const known = Math.max(checkedAt, page.lookedAtSince, page.toldFaultAt ?? -Infinity);
  const longest = Math.max(maxAge, 3600) * 1000 * JITTER + MARGIN;
  if (!isNaive && until - Math.max(known, license.goodUntil) > longest) blame(tally, page, 'asked too late');
}

function blame(tally, page, fault) {
  page.faults ??= new Set();
  if (page.faults.has(fault)) return;
  page.faults.add(fault);
  tally.wrongUnlocks[fault] = (tally.wrongUnlocks[fault] ?? 0) + 1;
}
