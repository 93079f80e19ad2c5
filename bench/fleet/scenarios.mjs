const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** Monday, 00:00 UTC. */
const BEGIN = Date.UTC(2026, 0, 5);

/** Median number of pages in a visit: to a shop, and to a course or a manual. */
export const FEW_PAGES = 3.5;
export const MANY_PAGES = 20;

/** Returns the simulated period, in ms since the Unix epoch. */
export function timeOf(days) {
  return { begin: BEGIN, end: BEGIN + days * DAY_MS, days };
}

/** Whop's outages by name: their duration, and how Whop responds. */
const OUTAGES = {
  none: null,
  '10 minutes of 503': { ms: 10 * MINUTE_MS, by: 503 },
  '3 hours, no network': { ms: 3 * HOUR_MS, by: 'network' },
  '2 days of 503': { ms: 2 * DAY_MS, by: 503 },
  'v2 gone for good (410)': { ms: Infinity, by: 410 },
};

export const SCENARIOS = Object.keys(OUTAGES);
/** The outage in the picture. A license that may be stale for a day must survive it. */
export const THREE_HOURS = SCENARIOS[2];

/** The outage starts at 15:00 UTC, when Europe and America are both awake, on day 4 or, in a shorter period, halfway through. */
export function outageOf(scenario, { begin, days }) {
  const outage = OUTAGES[scenario];
  if (!outage) return null;
  const from = begin + Math.min(3, Math.floor(days / 2)) * DAY_MS + 15 * HOUR_MS;
  return { from, until: from + outage.ms, by: outage.by };
}

/** The settings that a seller may choose. `maxAge` and `staleIfError` are in seconds. */
export const STRATEGIES = {
  naive: { isNaive: true, remember: '', maxAge: Infinity, staleIfError: 0 },
  'auto-check': { isGiven: true, remember: '', maxAge: 3600, staleIfError: 0 },
  remember: { remember: 'local', maxAge: 3600, staleIfError: 0 },
  'remember, stale 1 day': { remember: 'local', maxAge: 3600, staleIfError: 86_400 },
  'remember, stale 7 days': { remember: 'local', maxAge: 3600, staleIfError: 604_800 },
  'recipe for a static site': { remember: 'local', maxAge: 86_400, staleIfError: 604_800 },
};
export const [NAIVE, AUTO_CHECK, REMEMBER, STALE_DAY, STALE_WEEK, STATIC_SITE] = Object.keys(STRATEGIES);
/** The strategies that are measured in every scenario. */
export const COMPARED = [NAIVE, AUTO_CHECK, REMEMBER, STALE_DAY, STALE_WEEK];
