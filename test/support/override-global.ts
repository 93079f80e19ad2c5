const undo: (() => void)[] = [];
afterEach(() => {
  for (const restore of undo.splice(0).reverse()) restore();
});

/** Puts something else in the place of a global's member, until the test ends. */
export function standIn(target: object, name: string, member: PropertyDescriptor): void {
  const before = Object.getOwnPropertyDescriptor(target, name);
  Object.defineProperty(target, name, { configurable: true, ...member });
  undo.push(() => {
    if (before) Object.defineProperty(target, name, before);
    else Reflect.deleteProperty(target, name);
  });
}

/** `fetch` as the page finds it, until the test ends. It may be anything. */
export function replaceFetch(
  fetch: (...given: Parameters<typeof globalThis.fetch>) => unknown,
  page: object = globalThis,
): void {
  standIn(page, 'fetch', { value: fetch, writable: true });
}

/** Writes down what `fetch` is called with, and lets it through. */
export function watchFetch(page: Window & typeof globalThis = window): Parameters<typeof fetch>[] {
  const calls: Parameters<typeof fetch>[] = [];
  const original = page.fetch.bind(page);
  replaceFetch((...given) => {
    calls.push(given);
    return original(...given);
  }, page);
  return calls;
}

/** The browser says that it has no network. */
export function goOffline(): void {
  standIn(navigator, 'onLine', { get: () => false });
}

/** Clocks say this many ms more (or less) than it is, until the next call. */
export function shiftClock(ms: number): void {
  standIn(Date, 'now', { value: () => originalNow() + ms, writable: true });
}
const originalNow = Date.now.bind(Date);

/** The pause before a second try, of chance length and a second at most, takes no time. Other timers are as they were. */
export function shortestJitter(page: Window & typeof globalThis = window): void {
  const setTimeout = page.setTimeout.bind(page);
  const isPause = (delay: number): boolean => delay >= 250 && delay < 1100;
  standIn(page, 'setTimeout', {
    value: (ring: () => void, delay = 0) => setTimeout(ring, isPause(delay) ? 0 : delay),
    writable: true,
  });
}

/** Exceptions and rejections that nobody catches are written down instead of failing the test. */
export function catchUncaught(): string[] {
  const uncaught: string[] = [];
  const listen = (event: Event): void => {
    event.preventDefault();
    uncaught.push(String(event instanceof PromiseRejectionEvent ? event.reason : (event as ErrorEvent).message));
  };
  // The test runner's own handlers: one fails the test, the other writes to the console.
  const { onerror } = window;
  window.onerror = null;
  standIn(console, 'error', { value: () => {}, writable: true });
  for (const type of ['error', 'unhandledrejection']) window.addEventListener(type, listen);
  undo.push(() => {
    for (const type of ['error', 'unhandledrejection']) window.removeEventListener(type, listen);
    window.onerror = onerror;
  });
  return uncaught;
}
