import { readItem, writeItem } from './browser-storage.js';
import { own } from './read-json.js';
import { LONGEST_COOLDOWN } from './read-verdict.js';
import { readAnswer, writeAnswer, type Refusal } from './shared-answer.js';
import { coolDown, secondsOfCooldown } from './validate-license.js';

/** What the tabs of one browser tell each other, beside the licence that they remember: in localStorage, or not at all. */
export class OtherTabs {
  readonly #answer: string;
  readonly #cooldown: string;
  readonly #apiBase: string;

  /** @param name Of the licence's record. */
  constructor(name: string, apiBase: string) {
    this.#apiBase = apiBase;
    this.#answer = `${name} answer`;
    this.#cooldown = `whop-license-check cooldown ${apiBase}`;
  }

  /** @param asked The key, and all that the answer depends on. */
  tell(ruling: Refusal, asked: string): void {
    if (ruling.outcome === 'unverified' && ruling.reason === 'superseded') return;
    writeItem('local', this.#answer, writeAnswer(ruling, asked));
    if (ruling.outcome === 'unverified' && ruling.retryAfter) {
      const since = +ruling.checkedAt;
      writeItem('local', this.#cooldown, JSON.stringify({ since, until: since + ruling.retryAfter * 1000 }));
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

  /** None is asked within a cooldown that another was told of. */
  heedCooldown(): void {
    const text = readItem('local', this.#cooldown);
    if (!text) return;
    try {
      const json = JSON.parse(text as string) as Record<string, unknown>;
      const since = Number(own(json, 'since'));
      const until = Number(own(json, 'until'));
      if (until - since <= LONGEST_COOLDOWN * 1000 && !secondsOfCooldown(this.#apiBase)) coolDown(this.#apiBase, { since, until });
    } catch {
      // nothing that we wrote
    }
  }

  forget(): void {
    writeItem('local', this.#answer, null);
  }
}
