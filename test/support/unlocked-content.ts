import type { WhopLicenseCheck } from '../../src/index.js';
import { createApi } from './api.js';
import { validMembership } from './membership.js';
import { OTHER_KEY, KEY, stage, createTag, checkKey } from './tag.js';
import { isVisible } from './user-input.js';

/** Adds markup to the page until the test ends. @returns The first element of the markup. */
export function addContent<E extends Element = HTMLElement>(markup: string, parent: ParentNode & Node = stage()): E {
  const template = parent.ownerDocument!.createElement('template');
  template.innerHTML = markup;
  const first = template.content.firstElementChild as E;
  parent.append(template.content);
  return first;
}

/** Creates a tag whose API accepts `KEY` and refuses every other key. */
export async function createTagWithUnlocks(unlocks: string, parent?: ParentNode & Node): Promise<WhopLicenseCheck> {
  const api = await createApi({ status: 404, body: { message: 'License not found' } });
  await api.replyTo(KEY, { body: validMembership() });
  return createTag({ 'api-base': api.base, unlocks }, parent);
}

export async function unlock(element: WhopLicenseCheck): Promise<void> {
  const { outcome } = await checkKey(element, KEY);
  if (outcome !== 'valid') throw new Error(`${outcome} instead of valid`);
}

export async function lock(element: WhopLicenseCheck): Promise<void> {
  const { outcome } = await checkKey(element, OTHER_KEY);
  if (outcome !== 'invalid') throw new Error(`${outcome} instead of invalid`);
}

/** `locked`: invisible, with the `hidden` attribute. `shown`: visible, without it. Other texts describe a mismatch. */
export function getLockState(match: Element): string {
  const isHidden = Element.prototype.hasAttribute.call(match, 'hidden');
  if (isHidden !== isVisible(match)) return isHidden ? 'locked' : 'shown';
  return isHidden ? 'visible despite hidden' : 'invisible without hidden';
}
