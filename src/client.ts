import { cleanLicenseKey } from './license-key.js';
import { englishRefusals, inWords } from './messages.js';
import { sendAnywhere } from './send-anywhere.js';
import { askWhop, judgeWithoutAsking } from './validate-license.js';
import { readSettings, type CheckSettings, type Settings } from './validation-request.js';
import type { Verdict } from './verdict.js';

export type { CheckSettings } from './validation-request.js';
export type * from './verdict.js';

/** What the headless client is asked. */
export interface ValidateLicenseOptions extends CheckSettings {
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
  const licenseKey = cleanLicenseKey(options.licenseKey);
  const settings = readSettings(options);
  const ruling =
    judgeWithoutAsking(licenseKey, settings) ??
    (await askWhop(licenseKey, settings as Settings, undefined, sendAnywhere));
  return inWords(ruling, licenseKey, englishRefusals, 'en');
}
