/** Where a license is remembered: nowhere, as long as the tab is there, or in this browser. */
export type Remember = '' | 'session' | 'local';

/** @returns Anything: a page may have put something of its own in the storage's place. `null` where there is none. */
export function readItem(remember: Remember, name: string): unknown {
  try {
    return storageOf(remember)?.getItem(name);
  } catch {
    return null;
  }
}

/**
 * @param text `null` takes the item away.
 * @returns Whether it stands there now: not in a storage that is missing, denied, full or broken.
 */
export function writeItem(remember: Remember, name: string, text: string | null): boolean {
  try {
    if (text === null) storageOf(remember)?.removeItem(name);
    else storageOf(remember)?.setItem(name, text);
  } catch {
    // as if there were none
  }
  return readItem(remember, name) === text;
}

/** Asked for each time: a page may be denied it at any time. */
function storageOf(remember: Remember): Storage | null {
  if (remember === 'local') return globalThis.localStorage;
  return remember === 'session' ? globalThis.sessionStorage : null;
}
