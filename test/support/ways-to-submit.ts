import type { WhopLicenseCheck } from '../../src/index.js';
import { getPart } from './shadow-parts.js';
import { click, press } from './user-input.js';

/** The ways in which a visitor with the focus in the field can submit the key. */
export const waysToSubmit: Record<string, (element: WhopLicenseCheck) => Promise<void>> = {
  'Enter in the field': () => press('Enter'),
  'a click on the button': (element) => click(getPart(element, 'button')),
  'Space on the button': () => press('Tab', ' '),
  'Enter on the button': () => press('Tab', 'Enter'),
};
