import { asText } from '../check/read-json.js';
import type { Messages } from './messages.js';

/** The element's texts in one language. */
export interface Language {
  /** BCP 47. */
  tag: string;
  /** What an older script of that language lacks is English. */
  messages: Partial<Messages>;
}

/**
 * Languages by their first subtag, for all copies of the element in a page: each is a script of its own, which may be loaded
 * before the element or after it.
 */
export const LANGUAGES = Symbol.for('whop-license-check languages');
/** An event of the window: there is one more language. */
export const LANGUAGE_ADDED = 'whop-license-check-language';

/**
 * Finds a language that is loaded.
 *
 * @param wanted - BCP 47, or any text.
 */
export function findLanguage(wanted: unknown): Language | undefined {
  const loaded = (globalThis as { [LANGUAGES]?: Record<string, Language> })[LANGUAGES];
  return loaded?.[asText(wanted).toLowerCase().split(/[-_]/)[0] as string];
}
