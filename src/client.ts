/**
 * The check without an element: for browsers, workers, Node 20 or newer, Deno and Bun. It needs no DOM.
 *
 * @module whop-license-check/client
 */
import { askApi, judgeWithoutAsking } from './check/ask-api.js';
import { readCheckSettings, type CheckOptions, type CheckSettings } from './check/check-settings.js';
import { fetchAnywhere } from './check/fetch-anywhere.js';
import { cleanLicenseKey } from './check/license-key.js';
import { unverified, type CheckResult, type Verdict } from './check/verdict.js';
import { englishRefusals, toVerdict } from './i18n/refusals.js';

export type { CheckOptions } from './check/check-settings.js';
export type {
  InvalidReason,
  InvalidVerdict,
  Membership,
  UnverifiedReason,
  UnverifiedVerdict,
  ValidVerdict,
  Verdict,
} from './check/verdict.js';

/** What {@link validateLicense} is asked: a key, and the settings that the tag has as attributes. */
export interface ValidateLicenseOptions extends CheckOptions {
  /**
   * The key as the buyer gave it. What mail programs and word processors add is removed, as in the tag's field: invisible
   * characters, quotation marks, spaces around it.
   */
  licenseKey: string;
}

/**
 * Asks Whop, or the seller's relay, whether a license key is good. Its messages are English.
 *
 * It sends one request, and one more when the network or the server failed. It remembers nothing.
 *
 * @param options - The key, and `apiKey` or `apiBase`.
 * @returns The verdict. It never rejects: whatever goes wrong is an `unverified` verdict.
 * @example
 * ```js
 * import { validateLicense } from 'whop-license-check/client';
 *
 * const verdict = await validateLicense({
 *   licenseKey: 'A1B2C3-D4E5F6-G7H8I9',
 *   apiKey: 'apik_…',
 *   product: 'prod_…',
 * });
 * if (verdict.outcome === 'valid') console.log('Licensed until', verdict.membership.expiresAt);
 * else console.log(verdict.message);
 * ```
 */
export async function validateLicense(options: ValidateLicenseOptions): Promise<Verdict> {
  let licenseKey = '';
  let result: CheckResult;
  try {
    licenseKey = cleanLicenseKey((options as ValidateLicenseOptions | null | undefined)?.licenseKey);
    const settings = readCheckSettings(options);
    result =
      judgeWithoutAsking(licenseKey, settings) ??
      (await askApi(licenseKey, settings as CheckSettings, undefined, fetchAnywhere));
  } catch {
    result = unverified('unexpected-response');
  }
  return toVerdict(result, licenseKey, englishRefusals, 'en');
}
