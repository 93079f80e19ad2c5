/**
 * Runs a task while no other tab of this browser runs one under that name, by a Web Lock. Without Web Locks (pages that
 * are not a secure context, Safari 15.3, Firefox 95) it runs at once.
 *
 * @param timeoutMs - How long to wait for the lock. After that the task runs without it, because its holder may be frozen.
 * @param task - Must not reject. It is told whether another tab had the lock before.
 */
export async function withWebLock<T>(
  name: string,
  timeoutMs: number,
  task: (hasWaited: boolean) => Promise<T>,
): Promise<T> {
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
    return await locks.request(name, { signal: abort.signal }, work);
  } catch {
    return work();
  }
}
