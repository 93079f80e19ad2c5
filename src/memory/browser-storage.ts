/** Where a license is remembered: nowhere (`''`), as long as the tab is open (`session`), or in this browser (`local`). */
export type Remember = '' | 'session' | 'local';

/** @returns Anything, because a page may have replaced the storage; `null` when there is none. */
export function readItem(remember: Remember, name: string): unknown {
  try {
    return getStorage(remember)?.getItem(name);
  } catch {
    return null;
  }
}

/**
 * Writes an item, unless the storage is missing, denied, full or broken.
 *
 * @param text - `null` removes the item.
 */
export function writeItem(remember: Remember, name: string, text: string | null): void {
  try {
    if (text === null) getStorage(remember)?.removeItem(name);
    else getStorage(remember)?.setItem(name, text);
  } catch {
    // A storage that cannot be written to remembers nothing.
  }
}

/** The names of the items in a storage; none when it is missing or denied. */
export function itemNames(remember: Remember): string[] {
  try {
    const storage = getStorage(remember) as Storage;
    // Old libraries replace `Array.from`.
    return [...Array(storage.length).keys()].map((index) => String(storage.key(index)));
  } catch {
    return [];
  }
}

/** Whether anything can be stored: not when the storage is missing, denied or full. */
export function isWritable(remember: Remember): boolean {
  const trial = 'whop-license-check-trial';
  try {
    const storage = getStorage(remember) as Storage;
    storage.setItem(trial, '');
    storage.removeItem(trial);
    return true;
  } catch {
    return false;
  }
}

/** Read again each time, because a page may lose access to its storage at any time. */
function getStorage(remember: Remember): Storage | null {
  if (remember === 'local') return globalThis.localStorage;
  return remember === 'session' ? globalThis.sessionStorage : null;
}
