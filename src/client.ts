import { askApi, judgeWithoutAsking } from './check/ask-api.js';
import { readCheckSettings, type CheckOptions, type CheckSettings } from './check/check-settings.js';
import { fetchAnywhere } from './check/fetch-anywhere.js';
import { cleanLicenseKey } from './check/license-key.js';
import { unverified, type CheckResult, type Verdict } from './check/verdict.js';
import { englishRefusals, toVerdict } from './i18n/refusals.js';

export type { CheckOptions } from './check/check-settings.js';
export type * from './check/verdict.js';

/** What the headless client is asked. */
export interface ValidateLicenseOptions extends CheckOptions {
  /** The key as the buyer gave it. */
  licenseKey: string;
}

/**
 * Asks Whop, or the seller's relay, whether a license key is good: the tag's check without the tag, for browsers,
 * workers, Node ≥ 20, Deno and Bun. Its messages are English.
 *
 * @returns Never rejects: whatever goes wrong is an `unverified` verdict.
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
