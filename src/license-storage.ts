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

/** Beside the record, under its name. */
const ANSWER = ' answer';
const FORGOTTEN = ' forgotten';

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
    return this.#write(' trial', '') && this.#write(' trial', null);
  }

  read(): RememberedLicense | null {
    return readRecord(this.#read(''));
  }

  /**
   * @param asked All that the ruling depends on, the key included. It stands in the storage as a fingerprint only.
   */
  tell(ruling: Ruling, licenseKey: string, asked: string): void {
    if (ruling.outcome === 'valid') {
      const { membership, checkedAt } = ruling;
      this.#write('', writeRecord({ licenseKey, membership, checkedAt }));
      // A word of a clock that was ahead must not come true later.
      this.#write(ANSWER, null);
      this.#write(FORGOTTEN, null);
    } else {
      this.#write(ANSWER, writeAnswer(ruling, asked));
      if (ruling.outcome === 'invalid' && this.read()?.licenseKey === licenseKey) this.#write('', null);
    }
  }

  /** The last word, if that was not `valid`. One of the future comes of a clock that was put back, and counts for nothing. */
  heard(asked: string, since: number): Refusal | null {
    const answer = readAnswer(this.#read(ANSWER), asked);
    return answer && +answer.checkedAt >= since && +answer.checkedAt <= Date.now() ? answer : null;
  }

  forget(): void {
    this.#write('', null);
    this.#write(FORGOTTEN, `${Date.now()}`);
  }

  isForgotten(since: number): boolean {
    const time = Number(this.#read(FORGOTTEN));
    return time >= since && time <= Date.now();
  }

  #read(what: string): unknown {
    return readItem(this.#remember, this.name + what);
  }

  #write(what: string, text: string | null): boolean {
    return writeItem(this.#remember, this.name + what, text);
  }
}
