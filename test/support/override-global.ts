const restorers: (() => void)[] = [];
afterEach(() => {
  for (const restore of restorers.splice(0).reverse()) restore();
});

/** Overrides a member of a global object until the test ends. */
export function overrideGlobal(target: object, name: string, member: PropertyDescriptor): void {
  const before = Object.getOwnPropertyDescriptor(target, name);
  Object.defineProperty(target, name, { configurable: true, ...member });
  restorers.push(() => {
    if (before) Object.defineProperty(target, name, before);
    else Reflect.deleteProperty(target, name);
  });
}

/** Replaces `fetch`, with anything at all, until the test ends. */
export function replaceFetch(
  fetch: (...args: Parameters<typeof globalThis.fetch>) => unknown,
  page: object = globalThis,
): void {
  overrideGlobal(page, 'fetch', { value: fetch, writable: true });
}

/** Records the arguments of each `fetch` and passes the call on. */
export function recordFetches(page: Window & typeof globalThis = window): Parameters<typeof fetch>[] {
  const calls: Parameters<typeof fetch>[] = [];
  const original = page.fetch.bind(page);
  replaceFetch((...args) => {
    calls.push(args);
    return original(...args);
  }, page);
  return calls;
}

/** Makes `navigator.onLine` false. */
export function goOffline(): void {
  overrideGlobal(navigator, 'onLine', { get: () => false });
}

/** Stops the clock until the test ends, this many milliseconds after the time at which the test first stopped it. */
export function stopClock(ms = 0): void {
  firstStoppedAt ??= Date.now();
  overrideGlobal(globalThis, 'Date', { value: createDate(() => firstStoppedAt! + ms), writable: true });
}
let firstStoppedAt: number | undefined;
afterEach(() => {
  firstStoppedAt = undefined;
});

/** Creates a `Date` that reads another clock. */
export function createDate(now: () => number, RealDate = Date): typeof Date {
  return class extends RealDate {
    constructor(...args: ConstructorParameters<typeof Date> | []) {
      super(...((args.length ? args : [now()]) as [number]));
    }
    static override now = now;
  } as typeof Date;
}

/** Whether this timer is the random delay before a retry. */
export const isRetryDelay = (delay: number): boolean => delay >= 250 && delay < 1100;

/** Skips the delay before a retry. Other timers stay as they are. */
export function skipRetryDelay(page: Window & typeof globalThis = window): void {
  const setTimeout = page.setTimeout.bind(page);
  overrideGlobal(page, 'setTimeout', {
    value: (callback: () => void, delay = 0) => setTimeout(callback, isRetryDelay(delay) ? 0 : delay),
    writable: true,
  });
}

/** Records uncaught exceptions and unhandled rejections instead of failing the test. */
export function recordUncaughtErrors(): string[] {
  const uncaught: string[] = [];
  const listen = (event: Event): void => {
    event.preventDefault();
    uncaught.push(String(event instanceof PromiseRejectionEvent ? event.reason : (event as ErrorEvent).message));
  };
  // These are the test runner's own handlers: one fails the test, the other writes to the console.
  const { onerror } = window;
  window.onerror = null;
  overrideGlobal(console, 'error', { value: () => {}, writable: true });
  for (const type of ['error', 'unhandledrejection']) window.addEventListener(type, listen);
  restorers.push(() => {
    for (const type of ['error', 'unhandledrejection']) window.removeEventListener(type, listen);
    window.onerror = onerror;
  });
  return uncaught;
}
