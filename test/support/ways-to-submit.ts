import type { WhopLicenseCheck } from '../../src/index.js';
import { partOf } from './shadow-parts.js';
import { click, press } from './user-input.js';

/** How a visitor whose focus is in the field has the key checked. */
export const waysToSubmit: Record<string, (element: WhopLicenseCheck) => Promise<void>> = {
  'Enter in the field': () => press('Enter'),
  'a click on the button': (element) => click(partOf(element, 'button')),
  'Space on the button': () => press('Tab', ' '),
  'Enter on the button': () => press('Tab', 'Enter'),
};
