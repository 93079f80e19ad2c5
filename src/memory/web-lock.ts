/**
 * Does its work when no other tab of this browser does work of that name, by a Web Lock. Where there are none (pages that
 * are no secure context, Safari 15.3, Firefox 95) it does it at once.
 *
 * @param patience In ms. After it, the work is done out of turn: a holder may be frozen.
 * @param work Never rejects.
 */
export async function inTurn<T>(name: string, patience: number, work: () => Promise<T>): Promise<T> {
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(), patience);
  try {
    return await navigator.locks.request(name, { __proto__: null, signal: abort.signal } as LockOptions, () => {
      clearTimeout(timer);
      return work();
    });
  } catch {
    clearTimeout(timer);
    return work();
  }
}
