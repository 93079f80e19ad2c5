import { readItem, writeItem, type Remember } from './browser-storage.js';
import { isObject, own, type Json } from './read-json.js';
import { readRecord, writeRecord, type RememberedLicense } from './remembered-license.js';

/** What a record stands for: each of them has one of its own in the page's origin. */
export interface Scope {
  apiBase: string;
  products: readonly string[];
  plans: readonly string[];
}

/** That a licence was dropped: by its refusal, or because somebody wished it to be forgotten. */
export interface Drop {
  /** In ms of the Unix epoch. */
  droppedAt: number;
  isRefused: boolean;
}

/**
 * Keeps one licence. The later word stands: a check that took long does not bring back what was refused, forgotten or
 * checked again meanwhile. A storage that is missing, denied, full or broken keeps nothing, and nobody hears of it.
 */
export class LicenseStorage {
  /** The name of the record. */
  readonly name: string;
  readonly remember: Remember;

  constructor(remember: Remember, { apiBase, products, plans }: Scope) {
    this.remember = remember;
    this.name = ['whop-license-check', apiBase, ...[...products].sort(), ...[...plans].sort()].join(' ');
  }

  read(): RememberedLicense | null {
    return readRecord(this.#text());
  }

  /** @returns Whether it is what is remembered now. */
  keep(license: RememberedLicense): boolean {
    const text = this.#text();
    const lastWord = Math.max(readDrop(text)?.droppedAt ?? 0, +(readRecord(text)?.checkedAt ?? 0));
    // A word of the future comes of a clock that was put back, and counts for nothing.
    if (lastWord >= +license.checkedAt && lastWord <= Date.now()) return text === writeRecord(license);
    return writeItem(this.remember, this.name, writeRecord(license));
  }

  /** Forgets the licence, and all that was checked before now. */
  drop(isRefused = false): void {
    if (!writeItem(this.remember, this.name, JSON.stringify({ droppedAt: Date.now(), isRefused }))) writeItem(this.remember, this.name, null);
  }

  /** What stands in a dropped licence's place. */
  readDrop(): Drop | null {
    return readDrop(this.#text());
  }

  #text(): unknown {
    return readItem(this.remember, this.name);
  }
}

function readDrop(text: unknown): Drop | null {
  try {
    const json: unknown = typeof text === 'string' && JSON.parse(text);
    const droppedAt = isObject(json) && own(json, 'droppedAt');
    return typeof droppedAt === 'number' ? { droppedAt, isRefused: own(json as Json, 'isRefused') === true } : null;
  } catch {
    return null;
  }
}
