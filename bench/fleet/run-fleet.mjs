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
import { LONGEST_BEFORE } from './visit-times.mjs';
import { makeVisitor } from './visitor.mjs';
import { Whop } from './whop.mjs';

/**
 * One fleet, one strategy, one scenario.
 *
 * @param {object} options
 * @param {number} options.visitors
 * @param {number} options.days
 * @param {string} options.seed
 * @param {string} options.strategy By its name, as `options.scenario`.
 * @param {Function} options.load From `compileModules`.
 * @param {Record<string, number>} [options.fates] See `License`.
 * @param {number} [options.pages] Of a visit, in the median.
 * @param {boolean} [options.isApart] See `PageModules`.
 * @param {number} [options.pauses] See `VirtualClock.run`.
 * @returns What was counted; see `Tally`.
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
  const clock = new VirtualClock(time.begin - LONGEST_BEFORE);
  const tally = new Tally({ clock, time, strategy: STRATEGIES[strategy] });
  const licenses = new Map();
  const whop = new Whop({
    clock,
    licenses,
    random: seeded(seed, 'whop'),
    outage: outageOf(scenario, time),
    count: (status, page) => tally.asked(status, page),
  });
  const modules = new PageModules(load, clock, isApart);
  const open = (browser, number, isVisible) => {
    const random = seeded(seed, 'page', browser.visitor.index, number);
    const page = new Page(browser, { isVisible, random, modules });
    tally.opened(page);
    page.run(() => (STRATEGIES[strategy].isNaive ? new NaivePage(page) : new Tag(modules.open(page), page, strategy)));
    return page;
  };
  for (let index = 0; index < visitors; index++) {
    const visitor = makeVisitor(seed, index, time, fates, pages);
    licenses.set(visitor.license.key, visitor.license);
    live(new Browser({ clock, whop, tally, visitor, random: seeded(seed, 'behavior', index) }), time, open);
  }
  await clock.run(pauses);
  return tally.result();
}

/** A visitor goes from moment to moment. At the end of the time all is closed. */
function live(browser, { end }, open) {
  const { clock, visitor } = browser;
  const pages = new Map();
  const acts = {
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
      acts[moment.act](moment);
      wait();
    });
  };
  wait();
  clock.at(end, () => {
    for (const page of browser.pages) clock.at(end, () => page.close());
  });
}
