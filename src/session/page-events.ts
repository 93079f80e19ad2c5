import { readForgottenAt } from '../memory/verdict-memory.js';
import { openSessions } from './open-sessions.js';

/** From now on the open sessions hear what happens to their page. */
export function listenToPageEvents(): void {
  for (const type of ['online', 'pageshow', 'visibilitychange']) addEventListener(type, onPageActive);
  addEventListener('storage', onStorage);
}

/** Whether somebody may be looking at the page. */
export function isPageVisible(): boolean {
  return document.visibilityState !== 'hidden';
}

/**
 * Whether the page is prerendered, perhaps for nobody.
 *
 * @param onActivation - Called once somebody looks at it.
 */
export function isPrerendering(onActivation: () => void): boolean {
  const isAhead = (document as Document & { prerendering?: boolean }).prerendering === true;
  if (isAhead) document.addEventListener('prerenderingchange', onActivation, { once: true });
  return isAhead;
}

/** A page that is restored from the back/forward cache has heard nothing of other tabs. Only `pageshow` has `persisted`. */
function onPageActive({ type, persisted = true }: Event & { persisted?: boolean }): void {
  if (persisted) for (const session of openSessions) session.onPageActive(type);
}

function onStorage({ key, newValue }: StorageEvent): void {
  if (!key?.startsWith('whop-license-check ')) return;
  const forgottenAt = readForgottenAt(newValue);
  for (const session of openSessions) {
    if (forgottenAt) session.onForgotten([key], forgottenAt);
    else session.syncFromStorage();
  }
}
