import '../../src/index.js';
import type { Verdict, WhopLicenseCheck } from '../../src/index.js';

/** A license key in Whop's format. */
export const KEY = 'W-A1B2C3-D4E5F6A7-B8C9D0W';
export const OTHER_KEY = 'W-112233-44556677-8899AAW';
export const API_KEY = 'apik_test';
/** The longest timeout. No check ends with it, not even on a slow machine. */
export const NO_TIMEOUT = String(2 ** 31 - 1);

let stageElement: Element | undefined;
afterEach(() => {
  stageElement?.remove();
  stageElement = undefined;
});

/** Returns the element that holds a test's content until the test ends. */
export function stage(): Element {
  stageElement ??= document.body.appendChild(document.createElement('div'));
  return stageElement;
}

/** Creates a tag with these attributes, in the page until the test ends, or in another parent. */
export async function createTag(
  attributes: Record<string, string> = {},
  parent: ParentNode & Node = stage(),
): Promise<WhopLicenseCheck> {
  const element = createDetachedTag(attributes, parent.ownerDocument!);
  parent.append(element);
  await element.updateComplete;
  return element;
}

/** Creates a tag that is not in a page yet. It has the tests' API key and no timeout unless `attributes` has others. */
export function createDetachedTag(attributes: Record<string, string> = {}, page = document): WhopLicenseCheck {
  const element = page.createElement('whop-license-check');
  for (const [name, value] of Object.entries({ 'api-key': API_KEY, timeout: NO_TIMEOUT, ...attributes }))
    element.setAttribute(name, value);
  return element;
}

/** Types a key, replacing the field's content. */
export function typeKey(element: WhopLicenseCheck, text: string): void {
  const field = getField(element);
  field.value = text;
  field.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
}

/** Types a key and presses the button. */
export async function submitKey(element: WhopLicenseCheck, key = KEY): Promise<void> {
  typeKey(element, key);
  await element.updateComplete;
  element.shadowRoot!.querySelector('button')!.click();
}

/** Types a key, presses the button and resolves with the verdict. */
export async function checkKey(element: WhopLicenseCheck, key = KEY): Promise<Verdict> {
  const verdict = nextVerdict(element);
  await submitKey(element, key);
  return verdict;
}

/** Resolves with the verdict of the next verdict event. */
export function nextVerdict(target: EventTarget): Promise<Verdict> {
  return new Promise((resolve) => {
    const listener = (event: Event): void => {
      for (const outcome of OUTCOMES) target.removeEventListener(outcome, listener);
      resolve((event as CustomEvent<Verdict>).detail);
    };
    for (const outcome of OUTCOMES) target.addEventListener(outcome, listener);
  });
}

/** Records events as they come: `statechange:checking`, `valid`, `invalid:not-found`, `unverified:timeout`. */
export function recordEvents(target: EventTarget): string[] {
  const log: string[] = [];
  target.addEventListener('statechange', ({ target: element }) =>
    log.push(`statechange:${(element as WhopLicenseCheck).state}`),
  );
  for (const outcome of OUTCOMES) {
    target.addEventListener(outcome, (event) => log.push(formatVerdict((event as CustomEvent<Verdict>).detail)));
  }
  return log;
}

/** Formats a verdict in short: `valid`, `invalid:not-found`, `unverified:timeout`. */
export function formatVerdict(verdict: Verdict): string {
  return verdict.outcome === 'valid' ? verdict.outcome : `${verdict.outcome}:${verdict.reason}`;
}

export function getField(element: WhopLicenseCheck): HTMLInputElement {
  return element.shadowRoot!.querySelector('input')!;
}

/** Returns the message on the screen. */
export function getMessage(element: WhopLicenseCheck): string {
  return element.shadowRoot!.querySelector('[role=status]')!.textContent;
}

const OUTCOMES = ['valid', 'invalid', 'unverified'] as const;
