import { Browser } from './browser.mjs';
import { FATES } from './license.mjs';
import { NaivePage } from './naive-page.mjs';
import { Page } from './page.mjs';
import { PageModules } from './page-modules.mjs';
import { seeded } from './random.mjs';
import { FEW_PAGES, outageOf, STRATEGIES, timeOf } from './scenarios.mjs';
import { Tag } from './tag.mjs';
import { Tally } from './tally.mjs';
import { VirtualClock } from './virtual-clock.mjs';
import { MAX_BEFORE_MS } from './visit-times.mjs';
import { makeVisitor } from './visitor.mjs';
import { Whop } from './whop.mjs';

/**
 * Simulates one fleet with one strategy in one scenario.
 *
 * @param {object} options
 * @param {number} options.visitors
 * @param {number} options.days
 * @param {string} options.seed
 * @param {string} options.strategy - A name in `STRATEGIES`. `options.scenario` is a name in `SCENARIOS`.
 * @param {Function} options.load - From `compileModules`.
 * @param {Record<string, number>} [options.fates] - See `License`.
 * @param {number} [options.pages] - Median number of pages in a visit.
 * @param {boolean} [options.isApart] - See `PageModules`.
 * @param {number} [options.pauses] - See `VirtualClock.run`.
 * @returns The counts; see `Tally`.
 */
export async function runFleet({
  visitors,
  days,
  seed,
  strategy,
  scenario,
  load,
  fates = FATES,
  pages = FEW_PAGES,
  isApart,
  pauses,
}) {
  const time = timeOf(days);
  const clock = new VirtualClock(time.begin - MAX_BEFORE_MS);
  const tally = new Tally({ clock, time, strategy: STRATEGIES[strategy] });
  const licenses = new Map();
  const whop = new Whop({
    clock,
    licenses,
    random: seeded(seed, 'whop'),
    outage: outageOf(scenario, time),
    count: (status, page) => tally.recordRequest(status, page),
  });
  const modules = new PageModules(load, clock, isApart);
  const open = (browser, number, isVisible) => {
    const random = seeded(seed, 'page', browser.visitor.index, number);
    const page = new Page(browser, { isVisible, random, modules });
    tally.recordPageView(page);
    page.run(() => (STRATEGIES[strategy].isNaive ? new NaivePage(page) : new Tag(modules.open(page), page, strategy)));
    return page;
  };
  for (let index = 0; index < visitors; index++) {
    const visitor = makeVisitor(seed, index, time, fates, pages);
    licenses.set(visitor.license.key, visitor.license);
    scheduleVisits(new Browser({ clock, whop, tally, visitor, random: seeded(seed, 'behavior', index) }), time, open);
  }
  await clock.run(pauses);
  return tally.result();
}

/** Schedules a visitor's actions one after another. At the end of the simulated time, closes all pages. */
function scheduleVisits(browser, { end }, open) {
  const { clock, visitor } = browser;
  const pages = new Map();
  const actions = {
    open: ({ page, isVisible }) => pages.set(page, open(browser, page, isVisible)),
    show: ({ page }) => pages.get(page).show(),
    hide: ({ page }) => pages.get(page).hide(),
    close: ({ page }) => {
      pages.get(page).close();
      pages.delete(page);
    },
    sleep: () => browser.sleep(),
    wake: () => browser.wake(),
    offline: () => browser.setOnline(false),
    online: () => browser.setOnline(true),
  };
  let next = 0;
  const wait = () => {
    const moment = visitor.moments[next++];
    if (!moment) return;
    clock.at(moment.at, () => {
      actions[moment.act](moment);
      wait();
    });
  };
  wait();
  clock.at(end, () => {
    for (const page of browser.pages) clock.at(end, () => page.close());
  });
}
