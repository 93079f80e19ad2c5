import type { FakeLicense } from './fake-license.js';
import { membershipId } from './fake-membership.js';
import { brokenLicenses } from './licenses/broken.js';
import { invalidLicenses } from './licenses/invalid.js';
import { refusedLicenses } from './licenses/refused.js';
import { validLicenses } from './licenses/valid.js';

/**
 * All licenses of the test API: one key for everything that can happen to a license check. Any other key is "not found".
 *
 * @example
 * ```js
 * import { fakeLicenses } from 'whop-license-check/testing';
 *
 * for (const { key, shows, verdict } of fakeLicenses) console.log(key, verdict.outcome, shows);
 * ```
 */
export const fakeLicenses: readonly FakeLicense[] = [
  ...validLicenses,
  ...invalidLicenses,
  ...refusedLicenses,
  ...brokenLicenses,
];

/**
 * Finds a fake license.
 *
 * @param id - The license key, or the `mem_…` ID of its membership.
 * @returns `undefined` when there is none.
 */
export function findLicense(id: string): FakeLicense | undefined {
  return fakeLicenses.find(({ key }) => id === key || id === membershipId(key));
}
