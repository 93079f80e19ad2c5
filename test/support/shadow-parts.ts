import type { WhopLicenseCheck } from '../../src/index.js';

type Part = 'form' | 'label' | 'input' | 'button' | 'message' | 'link' | 'spinner';

/** What a page may style by `::part(name)`; fails where there is none. */
export function partOf(element: WhopLicenseCheck, name: Part): HTMLElement {
  const part = element.shadowRoot!.querySelector<HTMLElement>(`[part~=${name}]`);
  if (!part) throw new Error(`There is no part ${name}.`);
  return part;
}

/** The live region. */
export function statusOf(element: WhopLicenseCheck): HTMLElement {
  return element.shadowRoot!.querySelector<HTMLElement>('[role=status]')!;
}
