import { cleanLicenseKey, findKeyFault } from '../check/license-key.js';
import { toNullPrototype, type Json } from '../check/read-json.js';
import type { CheckResult } from '../check/verdict.js';
import { isWritable, readItem, writeItem, type Remember } from './browser-storage.js';
import { isFresh, type RememberedLicense, type Requirements } from './freshness.js';
import { deserializeResult, serializeResult } from './serialize-result.js';

/** What a memory is about. Each scope has an item of its own in the page's origin. */
export interface MemoryScope extends Requirements {
  apiBase: string;
}

/** What is remembered at one moment, read by one call of the storage. */
export class MemorySnapshot {
  readonly license: RememberedLicense | null;
  readonly #stored: Json;
  readonly #requirements: Requirements;

  constructor(text: unknown, requirements: Requirements) {
    this.#requirements = requirements;
    this.#stored = parse(text);
    const { key, license } = this.#stored;
    const verdict = deserializeResult(license);
    const isKey = typeof key === 'string' && cleanLicenseKey(key) === key && !findKeyFault(key);
    this.license = isKey && verdict?.outcome === 'valid' ? { licenseKey: key, verdict } : null;
  }

  /**
   * The remembered license, when it is no older than `maxAgeS`.
   *
   * @param licenseKey - The key that it must have; `null` for any.
   */
  findFresh(licenseKey: string | null, maxAgeS: number): RememberedLicense | null {
    const { license } = this;
    return license && isFresh(license, this.#requirements, licenseKey, Date.now(), maxAgeS) ? license : null;
  }

  /**
   * The last result other than `valid` of that very question.
   *
   * @param question - The key, and all else that the result depends on.
   * @param since - In ms of the Unix epoch. Results from the future are ignored: the system clock was set back.
   */
  readRefusalSince(question: string, since: number): CheckResult | null {
    const { question: fingerprint, refusal } = this.#stored;
    if (fingerprint !== fingerprintOf(question)) return null;
    const result = deserializeResult(refusal);
    return result && result.outcome !== 'valid' && isBetween(since, +result.checkedAt) ? result : null;
  }

  /** Whether somebody wished the license forgotten since that time, in ms of the Unix epoch. */
  isForgottenSince(since: number): boolean {
    return isBetween(since, Number(this.#stored.forgottenAt ?? NaN));
  }

  /** What stands in the storage after a result. */
  with(result: CheckResult, licenseKey: string, question: string): Json {
    if (result.outcome === 'valid') return { key: licenseKey, license: serializeResult(result) };
    const { key, license, forgottenAt } = this.#stored;
    const refusal = { question: fingerprintOf(question), refusal: serializeResult(result), forgottenAt };
    return result.outcome === 'invalid' && key === licenseKey ? refusal : { key, license, ...refusal };
  }
}

/**
 * Remembers one license, and beside it the last result other than `valid`, for the pages that share the storage. A storage
 * that is missing, denied, full or broken remembers nothing, and nobody hears of it.
 */
export class VerdictMemory {
  /** The name of the storage item. */
  readonly name: string;
  readonly #remember: Remember;
  readonly #scope: MemoryScope;

  constructor(remember: Remember, scope: MemoryScope) {
    const { apiBase, products, plans } = scope;
    this.#remember = remember;
    this.#scope = scope;
    this.name = ['whop-license-check', apiBase, ...[...products].sort(), ...[...plans].sort()].join(' ');
  }

  /** Whether pages can leave anything for each other. */
  isWritable(): boolean {
    return isWritable(this.#remember);
  }

  read(): MemorySnapshot {
    return new MemorySnapshot(readItem(this.#remember, this.name), this.#scope);
  }

  /**
   * Remembers what a check ended with. A key that was refused is stored nowhere.
   *
   * @param question - The key, and all else that the result depends on. It is stored as a fingerprint.
   */
  saveResult(result: CheckResult, licenseKey: string, question: string): void {
    // Read again: another tab may have dropped the license while this one waited for the API.
    const stored = this.read();
    // A license that is refused must go even when a full storage takes nothing new.
    if (result.outcome === 'invalid' && stored.license?.licenseKey === licenseKey) this.#write(null);
    this.#write(stored.with(result, licenseKey, question));
  }

  /** Drops the license, and leaves word of it for the other tabs. */
  forget(): void {
    this.#write(null);
    this.#write({ forgottenAt: Date.now() });
  }

  #write(stored: Json | null): void {
    writeItem(this.#remember, this.name, stored && JSON.stringify(stored));
  }
}

const MEMBERS = ['key', 'license', 'question', 'refusal', 'forgottenAt'];

/** Reads an item that anybody may have written. One of a newer version, with members that this one does not know, is ignored. */
function parse(text: unknown): Json {
  try {
    const stored = toNullPrototype(typeof text === 'string' && JSON.parse(text));
    if (Object.keys(stored).every((name) => MEMBERS.includes(name))) return stored;
  } catch {
    // It is not JSON.
  }
  return toNullPrototype(null);
}

function isBetween(since: number, time: number): boolean {
  return time >= since && time <= Date.now();
}

/** 32 bits: enough to tell two questions of the same minute apart, and far too few to reveal the key. */
function fingerprintOf(text: string): number {
  let hash = 0;
  for (let index = 0; index < text.length; index++) hash = Math.imul(hash, 31) + text.charCodeAt(index);
  return hash | 0;
}
