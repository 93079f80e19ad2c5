import { Page } from './page.mjs';
import { checkNaively, putTag } from './tag.mjs';

const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;

/** @typedef {import('./scenario.mjs').Run & { tally: import('./tally.mjs').Tally, whop: import('./whop.mjs').Fetch }} Fleet */

/** One visitor in a browser, with one page at a time: what tabs share is tested in real browsers. */
export class Visitor {
  /** The last one. @type {Page | null} */
  page = null;
  /** What the browser remembers. @type {Map<string, string>} */
  storage = new Map();
  /** When Whop last confirmed the license. In ms of the Unix epoch. */
  confirmedAt = -Infinity;
  #wasRefused = false;

  /**
   * @param {Fleet} fleet
   * @param {import('./plan.mjs').License} license
   * @param {import('./dice.mjs').Dice} dice What happens on the pages.
   */
  constructor(fleet, license, dice) {
    this.fleet = fleet;
    this.license = license;
    this.dice = dice;
  }

  /**
   * @param {import('./dice.mjs').Dice} dice Where the visitor goes, whatever the pages say.
   * @param {number[]} visits
   * @param {number} medianPages
   */
  async live(dice, visits, medianPages) {
    for (const at of visits) {
      await this.#sleep(at - this.fleet.clock.now);
      await this.#visit(dice, medianPages);
    }
  }

  /** @param {number} ms */
  #sleep(ms) {
    return new Promise((resolve) => this.fleet.clock.setTimeout(resolve, ms));
  }

  /**
   * Looks at one page after another. The last one may stay open, behind other windows, until the next visit.
   *
   * @param {import('./dice.mjs').Dice} dice
   * @param {number} medianPages
   */
  async #visit(dice, medianPages) {
    let page = this.page?.isOpen && dice.chance(0.45) ? this.page : this.#open();
    page.show(true);
    for (let rest = Math.min(Math.round(dice.lognormal(medianPages, 0.85)), 60); ; rest--) {
      await this.#read(page, dice, 45 * SECOND_MS);
      if (rest <= 1) break;
      await this.#sleep(dice.between(200, 1500));
      page = this.#open();
    }
    // Some keep the page in view while they work.
    if (dice.chance(0.04)) await this.#read(page, dice, 50 * MINUTE_MS);
    if (dice.chance(0.45)) page.close();
    else page.show(false);
  }

  /**
   * Some turn to something else meanwhile.
   *
   * @param {Page} page
   * @param {import('./dice.mjs').Dice} dice
   * @param {number} medianMs
   */
  async #read(page, dice, medianMs) {
    const ms = Math.min(dice.lognormal(medianMs, 1.1), 10 * HOUR_MS);
    const first = ms * dice.random();
    await this.#sleep(first);
    if (dice.chance(0.12)) {
      page.show(false);
      await this.#sleep(Math.min(dice.lognormal(3 * MINUTE_MS, 1.2), 4 * HOUR_MS));
      page.show(true);
    }
    await this.#sleep(ms - first);
  }

  #open() {
    this.page?.close();
    const page = new Page(this);
    this.page = page;
    this.fleet.tally.countView();
    if (this.fleet.strategy.isNaive) void checkNaively(page);
    else putTag(page);
    void this.#fillIn(page);
    return page;
  }

  /**
   * Enters the key where the page asks for it. Whoever was refused doesn't try again.
   *
   * @param {Page} page
   */
  async #fillIn(page) {
    await this.#sleep(this.dice.between(3 * SECOND_MS, 15 * SECOND_MS));
    if (!page.isSeen || page.tag.state !== 'idle' || this.#wasRefused) return;
    page.field.value = this.license.key;
    void page.tag.check();
  }

  /**
   * Some try again after a check that could not be completed.
   *
   * @param {Page} page
   * @param {import('../../src/check/verdict.js').Verdict} verdict
   */
  async reactTo(page, { outcome, checkedAt }) {
    if (outcome === 'valid') this.confirmedAt = Math.max(this.confirmedAt, +checkedAt);
    if (outcome === 'invalid') this.#wasRefused = true;
    if (outcome !== 'unverified' || this.fleet.strategy.isNaive || !this.dice.chance(0.35)) return;
    await this.#sleep(this.dice.between(10 * SECOND_MS, 40 * SECOND_MS));
    if (page.isSeen && page.tag.state === 'unverified') void page.tag.check();
  }
}
