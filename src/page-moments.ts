import type { LicenseSession } from './license-session.js';

/** Those whose elements are in a page. */
const present = new Set<LicenseSession>();
let isListening = false;

/** An element has come into a page: its session hears what happens to it. */
export function enterPage(session: LicenseSession): void {
  present.add(session);
  session.resume();
  if (isListening) return;
  isListening = true;
  const wake = (by: 'online' | 'visible') => () => {
    for (const each of present) each.wake(by);
  };
  addEventListener('online', wake('online'));
  // Out of the back/forward cache, in which nothing is heard of other tabs.
  addEventListener('pageshow', ({ persisted }) => persisted && wake('visible')());
  addEventListener('visibilitychange', wake('visible'));
  addEventListener('storage', ({ key }) => {
    if (key?.startsWith('whop-license-check ')) for (const each of present) each.heed();
  });
}

export function leavePage(session: LicenseSession): void {
  present.delete(session);
  session.pause();
}

/**
 * Whether the page is made ahead, and perhaps for nobody.
 *
 * @param show Called once it is looked at.
 */
export function isPrerendered(show: () => void): boolean {
  const isIt = (document as Document & { prerendering?: boolean }).prerendering === true;
  if (isIt) EventTarget.prototype.addEventListener.call(document, 'prerenderingchange', show, { __proto__: null, once: true } as AddEventListenerOptions);
  return isIt;
}
