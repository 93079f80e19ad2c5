import { LANGUAGE_ADDED, LANGUAGES, type Language } from './languages.js';
import type { Messages } from './messages.js';

/**
 * Gives every element of the page one more language, whichever script is loaded first. Does nothing on a server.
 *
 * @param tag - BCP 47. Elements whose `lang` has the same first subtag speak it.
 */
export function addLanguage(tag: string, messages: Messages): void {
  const page = globalThis as { [LANGUAGES]?: Record<string, Language> };
  const [first = ''] = tag.split('-');
  (page[LANGUAGES] ??= { __proto__: null } as unknown as Record<string, Language>)[first] = { tag, messages };
  if (!globalThis.document) return;
  // Old libraries replace `Event`.
  /* eslint-disable @typescript-eslint/no-deprecated */
  const event = document.createEvent('Event');
  event.initEvent(LANGUAGE_ADDED);
  dispatchEvent(event);
}
