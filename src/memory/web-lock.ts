/**
 * Runs a task while no other tab of this browser runs one under that name, by a Web Lock. Without Web Locks (pages that
 * are not a secure context, Safari 15.3, Firefox 95) it runs at once.
 *
 * @param timeoutMs - How long to wait for the lock. After that the task runs without it, because its holder may be frozen.
 * @param task - Must not reject.
 */
export async function withWebLock<T>(name: string, timeoutMs: number, task: () => Promise<T>): Promise<T> {
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(), timeoutMs);
  try {
    return await navigator.locks.request(name, { signal: abort.signal }, () => {
      clearTimeout(timer);
      return task();
    });
  } catch {
    clearTimeout(timer);
    return task();
  }
}
