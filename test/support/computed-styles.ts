import type { WhopLicenseCheck } from '../../src/index.js';
import { stage } from './tag.js';

/** Gives what a test puts into the page a style around it. */
export function dress(style: string): void {
  stage().setAttribute('style', style);
}

/** The sign beside the message. */
export function signOf(element: WhopLicenseCheck): SVGElement | null {
  return element.shadowRoot!.querySelector('svg');
}
