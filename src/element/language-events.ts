import { LANGUAGE_ADDED } from '../i18n/languages.js';
import { sessions } from '../session/license-session.js';

function refresh(): void {
  for (const each of sessions) each.refresh();
}

/** From now on the sessions hear when the page, or the browser, speaks another language, or a script has brought one. */
export function listenToLanguages(): void {
  for (const moment of ['languagechange', LANGUAGE_ADDED]) addEventListener(moment, refresh);
  try {
    new MutationObserver(refresh).observe(document, {
      __proto__: null,
      subtree: true,
      attributeFilter: ['lang'],
    } as MutationObserverInit);
  } catch {
    // The page took it away: a change is seen with the next update.
  }
}
