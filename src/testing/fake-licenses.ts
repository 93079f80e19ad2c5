import type { FakeLicense } from './fake-license.js';
import { brokenLicenses } from './licenses/broken.js';
import { invalidLicenses } from './licenses/invalid.js';
import { refusedLicenses } from './licenses/refused.js';
import { validLicenses } from './licenses/valid.js';

/** All licences of the test API: a key for each thing that an API can do to a licence check. Any other key is unknown to it. */
export const fakeLicenses: readonly FakeLicense[] = [...validLicenses, ...invalidLicenses, ...refusedLicenses, ...brokenLicenses];
