import { cleanLicenseKey, findKeyFault } from '../check/license-key.js';
import { toNullPrototype, type Json } from '../check/read-json.js';
import type { CheckResult, ValidVerdict } from '../check/verdict.js';
import { digest } from './digest.js';
import { isFresh } from './freshness.js';
import { deserializeResult, serializeResult } from './serialize-result.js';

/** A license that proved valid in this browser. */
export interface RememberedLicense {
  licenseKey: string;
  verdict: ValidVerdict;
}

const MEMBERS = ['key', 'license', 'refused', 'refusal'];

/** What is remembered at one moment, read by one call of the storage. */
export class MemorySnapshot {
  readonly license: RememberedLicense | null;
  readonly #stored: Json;

  constructor(text: unknown) {
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
    const isThatKey = license && (licenseKey === null || licenseKey === license.licenseKey);
    return isThatKey && isFresh(license.verdict, Date.now(), maxAgeS) ? license : null;
  }

  /**
   * The last result other than `valid`, when it is about that key.
   *
   * @param since - In ms of the Unix epoch. Results from the future are ignored: the system clock was set back.
   */
  readRefusalSince(licenseKey: string, since: number): CheckResult | null {
    if (this.#stored.refused !== digest(licenseKey)) return null;
    const result = deserializeResult(this.#stored.refusal);
    const time = result ? +result.checkedAt : NaN;
    return result?.outcome !== 'valid' && time >= since && time <= Date.now() ? result : null;
  }

  /** What stands in the storage after a result. */
  with(result: CheckResult, licenseKey: string): Json {
    if (result.outcome === 'valid') return { key: licenseKey, license: serializeResult(result) };
    const { license } = this;
    const isRefused = result.outcome === 'invalid' && license?.licenseKey === licenseKey;
    const kept = license && !isRefused ? { key: license.licenseKey, license: serializeResult(license.verdict) } : {};
    return { ...kept, refused: digest(licenseKey), refusal: serializeResult(result) };
  }
}

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
