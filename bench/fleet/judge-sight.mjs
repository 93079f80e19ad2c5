/** How long a refusal may take to reach the browser's other tabs. */
const TAB_SYNC_MS = 1000;
/** How long a check may take that starts when the license ends, or when the page becomes visible again. */
const CHECK_MS = 15_000;
/** Added to the longest re-check interval and its jitter. */
const MARGIN_MS = 120_000;
const JITTER = 1.1;

/**
 * Decides whether a page was unlocked rightly while somebody saw it.
 *
 * @param {{ verdict: object, since: number }} sight - The verdict that unlocked the page, and when the visitor began to see it.
 * @param {number} until - When the visitor stopped seeing it, or another verdict replaced this one.
 */
export function judgeSight(tally, page, { verdict, since }, until) {
  const { license } = page.browser.visitor;
  const { maxAge, remember, isNaive } = tally.strategy;
  const checkedAt = +verdict.checkedAt;
  if (!license.wasEverGood) recordMistake(tally, page, 'never good');

  // Tabs without storage can't know another tab's result.
  const refusedAt = remember ? page.browser.lastResults.refusedAt : (page.refusedAt ?? Infinity);
  if (refusedAt > checkedAt && until - Math.max(since, refusedAt) > TAB_SYNC_MS) recordMistake(tally, page, 'refused');

  const end = +(verdict.membership?.expiresAt ?? Infinity);
  // If Whop says "valid" after the end date that it gave, believe it.
  if (checkedAt < end && until > end) {
    const past = until - Math.max(since, end);
    if (past > CHECK_MS) recordMistake(tally, page, 'past its end');
    else tally.longestPastEnd = Math.max(tally.longestPastEnd, past);
  }

  if (until <= license.goodUntil || !license.wasEverGood) return;
  const isAsking =
    until - checkedAt > maxAge * 1000 && until - Math.max(page.lookedAtSince, license.goodUntil) <= CHECK_MS;
  if (isAsking && !verdict.stale) return;
  tally.late.longest = Math.max(tally.late.longest, until - license.goodUntil);
  tally.late.visitors.add(page.browser.visitor.index);
  if (!page.wasLate) tally.late.views++;
  page.wasLate = true;
  // The page must check again within an hour or `max-age` after it became visible, got "valid" or got no response.
  const known = Math.max(checkedAt, page.lookedAtSince, page.toldFaultAt ?? -Infinity);
  const longest = Math.max(maxAge, 3600) * 1000 * JITTER + MARGIN_MS;
  if (!isNaive && until - Math.max(known, license.goodUntil) > longest) recordMistake(tally, page, 'asked too late');
}

function recordMistake(tally, page, mistake) {
  page.mistakes ??= new Set();
  if (page.mistakes.has(mistake)) return;
  page.mistakes.add(mistake);
  tally.wrongUnlocks[mistake] = (tally.wrongUnlocks[mistake] ?? 0) + 1;
}
