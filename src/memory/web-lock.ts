/** What is done under a lock. */
export interface LockedWork<T> {
  /** Called when another tab has the lock, before waiting for it. */
  onBusy: () => void;
  /**
   * Must not reject.
   *
   * @param hasWaited - Whether another tab had the lock before.
   */
  task: (hasWaited: boolean) => Promise<T>;
}

/**
 * Runs a task while no other tab of this browser runs one under that name, by a Web Lock. Without Web Locks (pages that
 * are not a secure context, Safari 15.3, Firefox 95) it runs at once.
 *
 * @param timeoutMs - How long to wait for the lock. After that the task runs without it, because its holder may be frozen.
 */
export async function withWebLock<T>(name: string, timeoutMs: number, { onBusy, task }: LockedWork<T>): Promise<T> {
  let hasWaited = false;
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(), timeoutMs);
  const work = (): Promise<T> => {
    clearTimeout(timer);
    return task(hasWaited);
  };
  try {
    const { locks } = navigator;
    const free = await locks.request(name, { ifAvailable: true }, async (lock) => lock && { value: await work() });
    if (free) return free.value;
    hasWaited = true;
    onBusy();
    return await locks.request(name, { signal: abort.signal }, work);
  } catch {
    return work();
  }
}
