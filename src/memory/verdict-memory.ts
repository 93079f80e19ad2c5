import { readItem, writeItem, type Remember } from './browser-storage.js';
import type { RememberedLicense } from './freshness.js';
import { cleanLicenseKey, findKeyFault } from '../check/license-key.js';
import type { CheckResult } from '../check/verdict.js';
import { readRuling, writeRuling } from './serialize-result.js';

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
 * Keeps one license, and beside it the last word other than `valid`, for the pages that share the storage. One that is
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
    const { of: licenseKey = '', ruling: verdict } = readRuling(this.#read('')) ?? {};
    return verdict?.outcome === 'valid' && cleanLicenseKey(licenseKey) === licenseKey && !findKeyFault(licenseKey)
      ? { licenseKey, verdict }
      : null;
  }

  /**
   * @param asked The key, and all else that the ruling depends on. It stands in the storage as a fingerprint only: a key that
   *   was refused is kept nowhere.
   */
  tell(ruling: CheckResult, licenseKey: string, asked: string): void {
    if (ruling.outcome === 'valid') {
      this.#write('', writeRuling(ruling, licenseKey));
      // A word of a clock that was ahead must not come true later.
      this.#write(ANSWER, null);
      this.#write(FORGOTTEN, null);
    } else {
      this.#write(ANSWER, writeRuling(ruling, fingerprint(asked)));
      if (ruling.outcome === 'invalid' && this.read()?.licenseKey === licenseKey) this.#write('', null);
    }
  }

  /** The last word, if that was not `valid`. One of the future comes of a clock that was put back, and counts for nothing. */
  heard(asked: string, since: number): CheckResult | null {
    const { of, ruling } = readRuling(this.#read(ANSWER)) ?? {};
    return ruling &&
      ruling.outcome !== 'valid' &&
      of === fingerprint(asked) &&
      +ruling.checkedAt >= since &&
      +ruling.checkedAt <= Date.now()
      ? ruling
      : null;
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

/** 32 bits: enough to tell two questions of the same minute apart, far too few to tell the key. */
function fingerprint(text: string): number {
  let hash = 0;
  for (let index = 0; index < text.length; index++) hash = Math.imul(hash, 31) + text.charCodeAt(index);
  return hash | 0;
}
