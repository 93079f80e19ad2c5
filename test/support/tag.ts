import '../../src/index.js';
import type { Verdict, WhopLicenseCheck } from '../../src/index.js';

/** A license key of the form that Whop makes. */
export const KEY = 'W-A1B2C3-D4E5F6A7-B8C9D0W';
export const OTHER_KEY = 'W-112233-44556677-8899AAW';
export const API_KEY = 'apik_test';

let current: Element | undefined;
afterEach(() => {
  current?.remove();
  current = undefined;
});

/** Holds what a test puts into the page, until it ends. */
export function stage(): Element {
  current ??= document.body.appendChild(document.createElement('div'));
  return current;
}

/** A tag with these attributes: in the page until the test ends, or where it is told. */
export async function tag(
  attributes: Record<string, string> = {},
  parent: ParentNode & Node = stage(),
): Promise<WhopLicenseCheck> {
  const element = looseTag(attributes, parent.ownerDocument!);
  parent.append(element);
  await element.updateComplete;
  return element;
}

/** The same, in no page yet. An API key is among the attributes, unless they have another. */
export function looseTag(attributes: Record<string, string> = {}, page = document): WhopLicenseCheck {
  const element = page.createElement('whop-license-check');
  for (const [name, value] of Object.entries({ 'api-key': API_KEY, ...attributes })) element.setAttribute(name, value);
  return element;
}

/** Types, in place of what stands in the field. */
export function type(element: WhopLicenseCheck, text: string): void {
  const field = fieldOf(element);
  field.value = text;
  field.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
}

/** Types a key and presses the button. */
export async function submit(element: WhopLicenseCheck, key = KEY): Promise<void> {
  type(element, key);
  await element.updateComplete;
  element.shadowRoot!.querySelector('button')!.click();
}

/** Types a key, presses the button, and hears the verdict. */
export async function verdictOn(element: WhopLicenseCheck, key = KEY): Promise<Verdict> {
  const heard = nextVerdict(element);
  await submit(element, key);
  return heard;
}

/** The verdict that the next event brings. */
export function nextVerdict(target: EventTarget): Promise<Verdict> {
  return new Promise((resolve) => {
    const listener = (event: Event): void => {
      for (const outcome of OUTCOMES) target.removeEventListener(outcome, listener);
      resolve((event as CustomEvent<Verdict>).detail);
    };
    for (const outcome of OUTCOMES) target.addEventListener(outcome, listener);
  });
}

/** Writes down, as they come, `statechange:checking`, `valid`, `invalid:not-found`, `unverified:timeout`. */
export function eventsOf(target: EventTarget): string[] {
  const log: string[] = [];
  target.addEventListener('statechange', ({ target: element }) =>
    log.push(`statechange:${(element as WhopLicenseCheck).state}`),
  );
  for (const outcome of OUTCOMES) {
    target.addEventListener(outcome, (event) => log.push(inShort((event as CustomEvent<Verdict>).detail)));
  }
  return log;
}

/** `valid`, `invalid:not-found`, `unverified:timeout`. */
export function inShort(verdict: Verdict): string {
  return verdict.outcome === 'valid' ? verdict.outcome : `${verdict.outcome}:${verdict.reason}`;
}

export function fieldOf(element: WhopLicenseCheck): HTMLInputElement {
  return element.shadowRoot!.querySelector('input')!;
}

/** The message on the screen. */
export function shownBy(element: WhopLicenseCheck): string {
  return element.shadowRoot!.querySelector('[role=status]')!.textContent;
}

const OUTCOMES = ['valid', 'invalid', 'unverified'] as const;
