import type { FakeLicense } from './fake-license.js';
import { membershipId } from './fake-membership.js';
import { brokenLicenses } from './licenses/broken.js';
import { invalidLicenses } from './licenses/invalid.js';
import { refusedLicenses } from './licenses/refused.js';
import { validLicenses } from './licenses/valid.js';

/** All licenses of the test API: a key for each thing that an API can do to a license check. Any other key is unknown to it. */
export const fakeLicenses: readonly FakeLicense[] = [
  ...validLicenses,
  ...invalidLicenses,
  ...refusedLicenses,
  ...brokenLicenses,
];

/** @param id The license key, or the `mem_…` id of its membership. */
export function findLicense(id: string): FakeLicense | undefined {
  return fakeLicenses.find(({ key }) => id === key || id === membershipId(key));
}
