const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** How busy each hour is, in UTC: visitors live in America, Europe and Asia. */
const HOURS = [9, 8, 8, 7, 6, 5, 5, 6, 7, 8, 8, 8, 9, 10, 11, 12, 12, 12, 11, 11, 11, 11, 11, 10];
/** How busy each day is, from Monday on. */
const DAYS = [10, 10, 10, 10, 9, 7, 7];
const BUSIEST = Math.max(...HOURS) * Math.max(...DAYS);
/** A newsletter on the second day, and the share of visitors who come for it. */
const NEWSLETTER = { at: DAY_MS + 16 * HOUR_MS, share: 0.2, meanDelayMs: 45 * MINUTE_MS };
/** The share of visitors who have come before. */
const RETURNING = 0.75;
export const MAX_BEFORE_MS = 20 * DAY_MS;
/** What happens to a license: the share that never was one, that is canceled, and that ends on a day known before. */
const FATES = { fake: 0.01, canceled: 0.03, ends: 0.03 };

/** @typedef {{ key: string, goodUntil: number, isEndKnown: boolean }} License `goodUntil` in ms of the Unix epoch. */

/**
 * @param {import('./dice.mjs').Dice} dice
 * @param {number} index
 * @param {import('./scenario.mjs').Period} period
 * @param {typeof FATES} [fates]
 * @returns {License}
 */
export function planLicense(dice, index, { from, until }, { fake, canceled, ends } = FATES) {
  const key = `FLEET-${String(index).padStart(6, '0')}-0123ABCD-012345W`;
  const fate = dice.random();
  const isEndKnown = fate >= fake + canceled && fate < fake + canceled + ends;
  const endsAt = Math.round(dice.between(from, until) / 1000) * 1000;
  const goodUntil = fate < fake ? -Infinity : fate < fake + canceled + ends ? endsAt : Infinity;
  return { key, goodUntil, isEndKnown };
}

/**
 * When a visitor comes, in ms of the Unix epoch.
 *
 * @param {import('./dice.mjs').Dice} dice
 * @param {import('./scenario.mjs').Period} period
 */
export function planVisits(dice, { from, until }) {
  const perWeek = Math.min(dice.pareto(1.6), 60);
  const before = Math.max(dice.exponential((7 * DAY_MS) / perWeek), 2 * HOUR_MS);
  const count = 1 + dice.poisson(((perWeek - 1) * (until - from)) / (7 * DAY_MS));
  const visits = Array.from({ length: count }, () => planVisit(dice, { from, until }));
  if (dice.chance(RETURNING)) visits.push(from - Math.min(before, MAX_BEFORE_MS));
  if (dice.chance(NEWSLETTER.share)) visits.push(from + NEWSLETTER.at + dice.exponential(NEWSLETTER.meanDelayMs));
  return visits.sort((one, other) => one - other);
}

/**
 * @param {import('./dice.mjs').Dice} dice
 * @param {import('./scenario.mjs').Period} period
 */
function planVisit(dice, { from, until }) {
  for (;;) {
    const ms = dice.between(0, until - from);
    const business = DAYS[Math.floor(ms / DAY_MS) % 7] * HOURS[Math.floor(ms / HOUR_MS) % 24];
    if (dice.chance(business / BUSIEST)) return from + ms;
  }
}
