import { own } from './read-json.js';
import { readRecord, writeRecord, type RememberedLicense } from './remembered-license.js';

/** Where a licence is remembered: nowhere, as long as the tab is there, or in this browser. */
export type Remember = '' | 'session' | 'local';

/** What a record stands for: each of them has one of its own in the page's origin. */
export interface Scope {
  apiBase: string;
  products: readonly string[];
  plans: readonly string[];
}

/**
 * Keeps one licence. The later word stands: a check that took long does not bring back what was refused, forgotten or
 * checked again meanwhile. A storage that is missing, denied, full or broken keeps nothing, and nobody hears of it.
 */
export class LicenseStorage {
  /** The name of the record. */
  readonly name: string;
  readonly #remember: Remember;

  constructor(remember: Remember, { apiBase, products, plans }: Scope) {
    this.#remember = remember;
    this.name = ['whop-license-check', apiBase, ...[...products].sort(), ...[...plans].sort()].join(' ');
  }

  read(): RememberedLicense | null {
    return readRecord(this.#text());
  }

  /** @returns Whether it is what is remembered now. */
  keep(license: RememberedLicense): boolean {
    const text = this.#text();
    const lastWord = Math.max(readDrop(text), +(readRecord(text)?.checkedAt ?? 0));
    // A word of the future comes of a clock that was put back, and counts for nothing.
    if (lastWord >= +license.checkedAt && lastWord <= Date.now()) return text === writeRecord(license);
    return this.#write(writeRecord(license));
  }

  /** Forgets the licence, and all that was checked before now. */
  drop(): void {
    if (!this.#write(JSON.stringify({ droppedAt: Date.now() }))) this.#write(null);
  }

  #text(): unknown {
    try {
      return this.#storage?.getItem(this.name);
    } catch {
      return null;
    }
  }

  #write(text: string | null): boolean {
    try {
      if (text === null) this.#storage?.removeItem(this.name);
      else this.#storage?.setItem(this.name, text);
    } catch {
      // as if there were none
    }
    return this.#text() === text;
  }

  /** Asked for each time: a page may be denied it at any time. */
  get #storage(): Storage | null {
    if (this.#remember === 'local') return globalThis.localStorage;
    return this.#remember === 'session' ? globalThis.sessionStorage : null;
  }
}

/** When the licence was dropped, in ms of the Unix epoch; 0: it was not. */
function readDrop(text: unknown): number {
  try {
    const droppedAt = typeof text === 'string' ? own(JSON.parse(text) as Record<string, unknown>, 'droppedAt') : 0;
    return typeof droppedAt === 'number' ? droppedAt : 0;
  } catch {
    return 0;
  }
}
