import type { Messages } from './element-messages.js';
import { asText } from '../check/read-json.js';

/** The element's texts in one language. */
export interface Language {
  /** BCP 47. */
  tag: string;
  /** What an older script of it does not have yet is English. */
  messages: Partial<Messages>;
}

/** Languages by their first subtag, for all copies of the element in a page: each is a script of its own, loaded before or after. */
export const LANGUAGES = Symbol.for('whop-license-check languages');
/** An event of the window: there is one more. */
export const LANGUAGE_ADDED = 'whop-license-check-language';

const ENGLISH: Language = { tag: 'en-US', messages: {} };

/**
 * The language to speak where that one is wanted: one that is loaded, or English.
 *
 * @param wanted BCP 47, or any text.
 */
export function languageFor(wanted: unknown): Language {
  const loaded = (globalThis as { [LANGUAGES]?: Record<string, Language> })[LANGUAGES];
  return loaded?.[asText(wanted).toLowerCase().split(/[-_]/)[0] as string] ?? ENGLISH;
}
