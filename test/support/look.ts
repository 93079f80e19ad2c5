import type { WhopLicenseCheck } from '../../src/index.js';
import { partOf } from './part.js';
import { stage } from './tag.js';

/** Gives what a test puts into the page a style around it. */
export function dress(style: string): void {
  stage().setAttribute('style', style);
}

/** Lets what fades come to its end. */
export function settle(element: WhopLicenseCheck): void {
  partOf(element, 'button').getBoundingClientRect();
  for (const animation of element.shadowRoot!.getAnimations()) if (animation instanceof CSSTransition) animation.finish();
}

/** The sign beside the message. */
export function signOf(element: WhopLicenseCheck): SVGElement | null {
  return element.shadowRoot!.querySelector('svg:not([hidden])');
}
