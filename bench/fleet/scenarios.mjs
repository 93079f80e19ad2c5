const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Monday, 00:00 UTC. */
const BEGIN = Date.UTC(2026, 0, 5);

/** Pages of a visit, in the median: of a shop, and of a course or a manual, where one page leads to the next. */
export const FEW_PAGES = 3.5;
export const MANY_PAGES = 20;

/** @returns The time that is simulated. */
export function timeOf(days) {
  return { begin: BEGIN, end: BEGIN + days * DAY, days };
}

/** What happens to Whop, by name: for how long, and what it answers meanwhile. */
const OUTAGES = {
  none: null,
  '10 minutes of 503': { ms: 10 * MINUTE, by: 503 },
  '3 hours, no network': { ms: 3 * HOUR, by: 'network' },
  '2 days of 503': { ms: 2 * DAY, by: 503 },
  'v2 gone for good (410)': { ms: Infinity, by: 410 },
};

export const SCENARIOS = Object.keys(OUTAGES);
/** That of which a license that lasts a day must not notice anything, and that is drawn. */
export const THREE_HOURS = SCENARIOS[2];

/** It begins on the fourth day, or the middle one of a shorter time, at 15:00 UTC: when both Europe and America are awake. */
export function outageOf(scenario, { begin, days }) {
  const outage = OUTAGES[scenario];
  if (!outage) return null;
  const from = begin + Math.min(3, Math.floor(days / 2)) * DAY + 15 * HOUR;
  return { from, until: from + outage.ms, by: outage.by };
}

/** What a seller may put into a page. In s: `maxAge`, `staleIfError`. */
export const STRATEGIES = {
  naive: { isNaive: true, remember: '', maxAge: Infinity, staleIfError: 0 },
  'auto-check': { isGiven: true, remember: '', maxAge: 3600, staleIfError: 0 },
  remember: { remember: 'local', maxAge: 3600, staleIfError: 0 },
  'remember, stale 1 day': { remember: 'local', maxAge: 3600, staleIfError: 86_400 },
  'remember, stale 7 days': { remember: 'local', maxAge: 3600, staleIfError: 604_800 },
  'the recipe for a static site': { remember: 'local', maxAge: 86_400, staleIfError: 604_800 },
};
export const [NAIVE, AUTO_CHECK, REMEMBER, STALE_DAY, STALE_WEEK, STATIC_SITE] = Object.keys(STRATEGIES);
/** Those that are measured in each scenario. */
export const COMPARED = [NAIVE, AUTO_CHECK, REMEMBER, STALE_DAY, STALE_WEEK];
