import { sessions } from './license-session.js';

let isListening = false;

/** From now on the sessions hear what happens to their page. */
export function listenToPage(): void {
  if (isListening) return;
  isListening = true;
  const wake = (by: 'online' | 'visible') => () => {
    for (const each of sessions) each.wake(by);
  };
  addEventListener('online', wake('online'));
  // Out of the back/forward cache, in which nothing is heard of other tabs.
  addEventListener('pageshow', ({ persisted }) => persisted && wake('visible')());
  addEventListener('visibilitychange', wake('visible'));
  addEventListener('storage', ({ key }) => {
    if (key?.startsWith('whop-license-check ')) for (const each of sessions) each.heed();
  });
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
