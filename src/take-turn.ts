import { readItem, writeItem } from './browser-storage.js';

/**
 * Waits until no other tab of this browser holds the turn of that name: by a Web Lock, or where there are none (some
 * webviews, pages that are no secure context) by a lease in localStorage.
 *
 * @param longest Ms that a turn lasts at most.
 * @returns What ends the turn. After half of `longest` it comes without one: a holder may be frozen, and is not waited for.
 */
export async function takeTurn(name: string, longest: number): Promise<() => void> {
  const item = `${name} turn`;
  // Tabs that can leave nothing for each other have nothing to wait for.
  const trial = `${name} trial`;
  if (!writeItem('local', trial, '') || !writeItem('local', trial, null)) return () => {};
  return (await lock(item, longest / 2)) ?? lease(item, longest);
}

/** @returns `null`: there are no locks here. */
function lock(name: string, patience: number): Promise<(() => void) | null> {
  const abort = new AbortController();
  let isLate = false;
  const timer = setTimeout(() => {
    isLate = true;
    abort.abort();
  }, patience);
  return new Promise<(() => void) | null>((resolve) => {
    const fail = (): void => resolve(isLate ? () => {} : null);
    try {
      navigator.locks.request(name, { signal: abort.signal }, () => new Promise<void>((end) => resolve(end))).catch(fail);
    } catch {
      fail();
    }
  }).finally(() => clearTimeout(timer));
}

async function lease(item: string, longest: number): Promise<() => void> {
  const me = `${Math.random()}`;
  for (let waited = 0; waited < longest / 2; ) {
    const [holder, until] = String(readItem('local', item)).split(' ');
    if (holder === me) {
      const end = (): void => {
        removeEventListener('pagehide', end);
        if (String(readItem('local', item)).startsWith(me)) writeItem('local', item, null);
      };
      // A page that is closed in the middle must not keep the next one waiting.
      addEventListener('pagehide', end);
      return end;
    }
    const left = Number(until) - Date.now();
    if (!(left > 0 && left <= longest)) writeItem('local', item, `${me} ${Date.now() + longest}`);
    // Mostly long enough for two who wrote at once to see who was last; where it is not, both ask.
    const pause = 40 + 20 * Math.random();
    await new Promise((resolve) => setTimeout(resolve, pause));
    waited += pause;
  }
  return () => {};
}
