import type { WhopLicenseCheck } from '../../src/index.js';
import { createApi } from './api.js';
import { validMembership } from './membership.js';
import { OTHER_KEY, KEY, stage, tag, verdictOn } from './tag.js';
import { isShown } from './user-input.js';

/** Puts markup into the page, until the test ends. @returns Its first element. */
export function content<E extends Element = HTMLElement>(markup: string, parent: ParentNode & Node = stage()): E {
  const template = parent.ownerDocument!.createElement('template');
  template.innerHTML = markup;
  const first = template.content.firstElementChild as E;
  parent.append(template.content);
  return first;
}

/** A tag whose API knows one good key. */
export async function gate(unlocks: string, parent?: ParentNode & Node): Promise<WhopLicenseCheck> {
  const api = await createApi({ status: 404, body: { message: 'License not found' } });
  await api.replyTo(KEY, { body: validMembership() });
  return tag({ 'api-base': api.base, unlocks }, parent);
}

export async function open(element: WhopLicenseCheck): Promise<void> {
  const { outcome } = await verdictOn(element, KEY);
  if (outcome !== 'valid') throw new Error(`${outcome} instead of valid`);
}

export async function shut(element: WhopLicenseCheck): Promise<void> {
  const { outcome } = await verdictOn(element, OTHER_KEY);
  if (outcome !== 'invalid') throw new Error(`${outcome} instead of invalid`);
}

/** `locked`: not to be seen, and marked so; `shown`: to be seen, without a mark. Anything else is told as it is. */
export function lookOf(match: Element): string {
  const isHidden = Element.prototype.hasAttribute.call(match, 'hidden');
  if (isHidden !== isShown(match)) return isHidden ? 'locked' : 'shown';
  return isHidden ? 'seen in spite of hidden' : 'not seen, without hidden';
}
