import { sessions } from './license-session.js';

/** `persisted`: out of the back/forward cache, in which nothing is heard of other tabs; the others have no such word. */
function wake({ type, persisted = true }: { type: string; persisted?: boolean }): void {
  if (persisted) for (const each of sessions) each.wake(type);
}

function heed({ key }: StorageEvent): void {
  if (key?.startsWith('whop-license-check ')) for (const each of sessions) each.heed();
}

/** From now on the sessions hear what happens to their page. */
export function listenToPage(): void {
  for (const moment of ['online', 'pageshow', 'visibilitychange']) addEventListener(moment, wake);
  addEventListener('storage', heed);
}

/**
 * Whether the page is made ahead, and perhaps for nobody.
 *
 * @param show Called once it is looked at.
 */
export function isPrerendered(show: () => void): boolean {
  const isIt = (document as Document & { prerendering?: boolean }).prerendering === true;
  if (isIt)
    EventTarget.prototype.addEventListener.call(document, 'prerenderingchange', show, {
      __proto__: null,
      once: true,
    } as AddEventListenerOptions);
  return isIt;
}
