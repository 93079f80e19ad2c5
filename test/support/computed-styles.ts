import type { WhopLicenseCheck } from '../../src/index.js';
import { stage } from './tag.js';

/** Sets an inline style on the element that holds a test's content. */
export function setStageStyle(style: string): void {
  stage().setAttribute('style', style);
}

/** Returns the icon next to the message, if there is one. */
export function getStatusIcon(element: WhopLicenseCheck): SVGElement | null {
  return element.shadowRoot!.querySelector('svg');
}
