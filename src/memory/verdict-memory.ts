import { readJson } from '../check/read-json.js';
import type { CheckResult } from '../check/verdict.js';
import { writeJson } from '../check/write-json.js';
import { isWritable, itemNames, readItem, writeItem, type Remember } from './browser-storage.js';
import { digest } from './digest.js';
import { MemorySnapshot } from './memory-snapshot.js';
import { cooldownItemName } from './shared-cooldown.js';

/** What is asked, beside the key. */
export interface MemoryScope {
  apiBase: string;
  apiKey: string;
  /** Accepted `prod_…`; empty: any. */
  products: readonly string[];
  /** Accepted `plan_…`; empty: any. */
  plans: readonly string[];
  /** All that a result depends on, beside the key: the API key and the metadata too. Only a digest of it is stored. */
  requirements: string;
}

/**
 * Remembers one license, and beside it the last result other than `valid`, for the pages that share the storage and ask the
 * same. A storage that is missing, denied, full or broken remembers nothing, and nobody hears of it.
 */
export class VerdictMemory {
  /** The name of the storage item. Whoever asks anything else has another. */
  readonly name: string;
  readonly #remember: Remember;
  readonly #apiBase: string;

  constructor(remember: Remember, { apiBase, apiKey, products, plans, requirements }: MemoryScope) {
    this.#remember = remember;
    this.#apiBase = apiBase;
    // The API key is of one seller, and so is a product.
    const seller = products.length ? products : [digest(apiKey)];
    this.name = ['whop-license-check', apiBase, ...seller, ...plans, digest(requirements)].join(' ');
  }

  /** Whether pages can leave anything for each other. */
  isWritable(): boolean {
    return isWritable(this.#remember);
  }

  read(): MemorySnapshot {
    return new MemorySnapshot(readItem(this.#remember, this.name));
  }

  /**
   * A key to ask about: that of a license of the same seller that proved valid when the metadata was another, or, for the same
   * product, the API key.
   */
  findRelatedKey(): string | null {
    for (const name of this.#relatedNames()) {
      const { license } = new MemorySnapshot(readItem(this.#remember, name));
      if (license) return license.licenseKey;
    }
    return null;
  }

  /**
   * Remembers what a check ended with. Of a key that was refused only a digest is stored.
   */
  saveResult(result: CheckResult, licenseKey: string): void {
    // Read again: another tab may have dropped the license while this one waited for the API.
    const stored = this.read();
    // A license that is refused must go even when a full storage takes nothing new.
    if (result.outcome === 'invalid' && stored.license?.licenseKey === licenseKey) this.#write(this.name, null);
    this.#write(this.name, writeJson(stored.with(result, licenseKey)));
  }

  /**
   * Drops all that was stored about the license, whatever else was asked, and tells the other tabs by a storage event.
   *
   * @returns The names of the items.
   */
  forget(): string[] {
    const names = [...new Set([this.name, ...this.#relatedNames()])];
    for (const name of names) {
      this.#write(name, null);
      this.#write(name, writeJson({ forgottenAt: Date.now() }));
      this.#write(name, null);
    }
    this.#write(cooldownItemName(this.#apiBase), null);
    return names;
  }

  /** The items of the same API, seller and plans. */
  #relatedNames(): string[] {
    const withoutDigest = (name: string): string => name.slice(0, name.lastIndexOf(' '));
    return itemNames(this.#remember).filter((name) => withoutDigest(name) === withoutDigest(this.name));
  }

  #write(name: string, text: string | null): void {
    writeItem(this.#remember, name, text);
  }
}

/** Whether the storage has a license of any tag. */
export function hasRemembered(remember: Remember): boolean {
  const names = itemNames(remember).filter((name) => name.startsWith('whop-license-check '));
  return names.some((name) => new MemorySnapshot(readItem(remember, name)).license);
}

/**
 * Reads in a storage event that a license was forgotten.
 *
 * @param text - What was stored.
 * @returns In ms of the Unix epoch; `NaN` when it was anything else.
 */
export function readForgottenAt(text: string | null): number {
  return Number(readJson('application/json', text).forgottenAt ?? NaN);
}
