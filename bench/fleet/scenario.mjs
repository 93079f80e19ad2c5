const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/**
 * @typedef {object} Strategy What a seller's page does about a license.
 * @property {boolean} [isNaive] It asks on every load, without the tag.
 * @property {boolean} [autoCheck] It is given the key. Otherwise the visitor types it.
 * @property {'' | 'local'} [remember]
 * @property {number} [maxAge] In s.
 * @property {number} [staleIfError] In s.
 */

/** @type {Record<string, Strategy>} By what they are called. */
export const STRATEGIES = {
  'a plain fetch on every load': { isNaive: true },
  'the tag, remembering nothing': { autoCheck: true },
  remember: { remember: 'local' },
  'remember, stale-if-error 1 day': { remember: 'local', staleIfError: 86_400 },
  'recipe for a static site': { remember: 'local', maxAge: 86_400, staleIfError: 604_800 },
};
export const [NAIVE, FORGETFUL, REMEMBER, STALE_DAY, STATIC_SITE] = Object.keys(STRATEGIES);

/** A Monday, in ms of the Unix epoch. */
export const BEGIN = Date.UTC(2026, 0, 5);

/**
 * Three hours from 15:00 UTC on, when Europe and America are both awake: on Thursday or, in a shorter period, halfway
 * through.
 *
 * @typedef {{ from: number, until: number }} Period In ms of the Unix epoch.
 * @param {number} days
 * @returns {Period}
 */
export function outageOf(days) {
  const from = BEGIN + Math.min(3, Math.floor(days / 2)) * DAY_MS + 15 * HOUR_MS;
  return { from, until: from + 3 * HOUR_MS };
}

/**
 * @param {number} days
 * @returns {Period}
 */
export const daysFromMonday = (days) => ({ from: BEGIN, until: BEGIN + days * DAY_MS });

/**
 * What a simulation runs under.
 *
 * @typedef {object} Run
 * @property {import('@sinonjs/fake-timers').Clock} clock
 * @property {Strategy} strategy
 * @property {Period} period
 * @property {Period | null} outage
 */
