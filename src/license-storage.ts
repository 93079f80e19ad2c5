import { readItem, writeItem, type Remember } from './browser-storage.js';
import { readRecord, writeRecord, type RememberedLicense } from './remembered-license.js';
import { readAnswer, writeAnswer, type Refusal } from './shared-answer.js';
import type { Ruling } from './verdict.js';

/** What a record stands for: each of them has one of its own in the page's origin. */
export interface Scope {
  apiBase: string;
  products: readonly string[];
  plans: readonly string[];
}

/**
 * Keeps one licence, and beside it the last word other than `valid`, for the pages that share the storage. One that is
 * missing, denied, full or broken keeps nothing, and nobody hears of it.
 */
export class LicenseStorage {
  /** The name of the record. */
  readonly name: string;
  readonly #remember: Remember;

  constructor(remember: Remember, { apiBase, products, plans }: Scope) {
    this.#remember = remember;
    this.name = ['whop-license-check', apiBase, ...[...products].sort(), ...[...plans].sort()].join(' ');
  }

  /** Pages that can leave nothing for each other have nothing to wait for. */
  isThere(): boolean {
    const trial = `${this.name} trial`;
    return writeItem(this.#remember, trial, '') && writeItem(this.#remember, trial, null);
  }

  read(): RememberedLicense | null {
    return readRecord(readItem(this.#remember, this.name));
  }

  /**
   * @param asked All that the ruling depends on, the key included. It stands in the storage as a fingerprint only.
   */
  tell(ruling: Ruling, licenseKey: string, asked: string): void {
    if (ruling.outcome === 'valid') {
      const { membership, checkedAt } = ruling;
      writeItem(this.#remember, this.name, writeRecord({ licenseKey, membership, checkedAt }));
    } else {
      writeItem(this.#remember, `${this.name} answer`, writeAnswer(ruling, asked));
      if (ruling.outcome === 'invalid' && this.read()?.licenseKey === licenseKey) writeItem(this.#remember, this.name, null);
    }
  }

  /** The last word, if that was not `valid`. One of the future comes of a clock that was put back, and counts for nothing. */
  heard(asked: string, since: number): Refusal | null {
    const answer = readAnswer(readItem(this.#remember, `${this.name} answer`), asked);
    return answer && +answer.checkedAt >= since && +answer.checkedAt <= Date.now() ? answer : null;
  }

  forget(): void {
    writeItem(this.#remember, this.name, null);
    writeItem(this.#remember, `${this.name} forgotten`, `${Date.now()}`);
  }

  isForgotten(since: number): boolean {
    const time = Number(readItem(this.#remember, `${this.name} forgotten`));
    return time >= since && time <= Date.now();
  }
}
