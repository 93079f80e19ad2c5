import { readItem, writeItem } from './browser-storage.js';
import { own, type Json } from './read-json.js';
import { LONGEST_COOLDOWN } from './read-verdict.js';
import { mayPass } from './recheck-time.js';
import { readAnswer, writeAnswer, type Refusal } from './shared-answer.js';
import { coolDown, secondsOfCooldown, type Cooldown } from './validate-license.js';
import type { Ruling } from './verdict.js';

/** How the API did lately: when it answered, until when it may not be asked, how many checks in a row came to nothing. */
interface Health extends Cooldown {
  faults: number;
}

/** What the tabs of one browser tell each other, beside the licence that they remember: in localStorage, or not at all. */
export class OtherTabs {
  readonly #answer: string;
  readonly #health: string;
  readonly #apiBase: string;

  /** @param name Of the licence's record. */
  constructor(name: string, apiBase: string) {
    this.#apiBase = apiBase;
    this.#answer = `${name} answer`;
    this.#health = `whop-license-check health ${apiBase}`;
  }

  /** @param asked The key, and all that the answer depends on. */
  tell(ruling: Ruling, asked: string): void {
    if (ruling.outcome === 'unverified' && ruling.reason === 'superseded') return;
    if (ruling.outcome !== 'valid') writeItem('local', this.#answer, writeAnswer(ruling, asked));
    const health = this.#readHealth();
    if (ruling.outcome === 'unverified' && mayPass(ruling.reason)) {
      const since = +ruling.checkedAt;
      this.#writeHealth({ since, until: Math.max(health?.until ?? 0, since + (ruling.retryAfter ?? 0) * 1000), faults: this.faults + 1 });
    } else if (health?.faults) {
      this.#writeHealth({ ...health, faults: 0 });
    }
  }

  /**
   * What another one was told last, other than `valid`, when it asked the same.
   *
   * @param since In ms of the Unix epoch. An answer of the future comes of a clock that was put back, and counts for nothing.
   */
  heard(asked: string, since: number): Refusal | null {
    const answer = readAnswer(readItem('local', this.#answer), asked);
    return answer && +answer.checkedAt >= since && +answer.checkedAt <= Date.now() ? answer : null;
  }

  /** How many checks in a row came to nothing lately, by a fault that may pass. */
  get faults(): number {
    return this.#readHealth()?.faults ?? 0;
  }

  /** None is asked within a cooldown that another was told of. */
  heedCooldown(): void {
    const health = this.#readHealth();
    if (health && !secondsOfCooldown(this.#apiBase)) coolDown(this.#apiBase, health);
  }

  forget(): void {
    writeItem('local', this.#answer, null);
  }

  /** @returns `null`: nothing that we wrote in the last two hours. */
  #readHealth(): Health | null {
    try {
      const json = JSON.parse(readItem('local', this.#health) as string) as Json;
      const [since, until, faults] = ['since', 'until', 'faults'].map((name) => Number(own(json, name))) as [number, number, number];
      const isOurs = until - since <= LONGEST_COOLDOWN * 1000 && since <= Date.now() && since > Date.now() - 2 * LONGEST_COOLDOWN * 1000;
      return isOurs && faults >= 0 ? { since, until, faults } : null;
    } catch {
      return null;
    }
  }

  #writeHealth(health: Health): void {
    writeItem('local', this.#health, JSON.stringify(health));
  }
}
