import type { WhopLicenseCheck } from '../../src/index.js';

type PartName = 'form' | 'label' | 'input' | 'button' | 'message' | 'link' | 'spinner';

/** Returns the element that a page can style with `::part(name)`. Throws if there is none. */
export function getPart(element: WhopLicenseCheck, name: PartName): HTMLElement {
  const part = element.shadowRoot!.querySelector<HTMLElement>(`[part~=${name}]`);
  if (!part) throw new Error(`There is no part ${name}.`);
  return part;
}

/** Returns the live region, which announces the message. */
export function getLiveRegion(element: WhopLicenseCheck): HTMLElement {
  return element.shadowRoot!.querySelector<HTMLElement>('[role=status]')!;
}
