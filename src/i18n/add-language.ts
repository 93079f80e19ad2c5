import type { Messages } from './element-messages.js';
import { LANGUAGE_ADDED, LANGUAGES, type Language } from './languages.js';

/**
 * Gives every element of the page one more language, whichever script comes first. On a server, nobody hears of it.
 *
 * @param tag BCP 47; elements whose `lang` has the same first subtag speak it.
 */
export function addLanguage(tag: string, messages: Messages): void {
  const page = globalThis as { [LANGUAGES]?: Record<string, Language> };
  const [first = ''] = tag.split('-');
  (page[LANGUAGES] ??= { __proto__: null } as unknown as Record<string, Language>)[first] = { tag, messages };
  if (!globalThis.document) return;
  // Old libraries have put an `Event` of theirs in the place of the browser's.
  /* eslint-disable @typescript-eslint/no-deprecated */
  const event = Document.prototype.createEvent.call(document, 'Event');
  event.initEvent(LANGUAGE_ADDED);
  dispatchEvent(event);
}
