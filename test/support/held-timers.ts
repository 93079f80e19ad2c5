import { overrideGlobal } from './override-global.js';

/** Timers that fire only when a test says so. */
export interface HeldTimers {
  /** Resolves once a timer with a matching delay is set. */
  waitUntilSet(matches: (delay: number) => boolean): Promise<void>;
  /** Waits for a timer with a matching delay and fires it. */
  fire(matches: (delay: number) => boolean): Promise<void>;
}

/** Replaces the page's timers until the test ends. None of them fires by itself. */
export function holdTimers(): HeldTimers {
  const timers = new Map<number, { delay: number; fire: () => void }>();
  let lastId = 0;
  let notify = (): void => {};
  const setTimer = (callback: () => void, delay = 0): number => {
    timers.set(--lastId, { delay, fire: callback });
    notify();
    return lastId;
  };
  const { clearTimeout } = window;
  overrideGlobal(window, 'setTimeout', { value: setTimer, writable: true });
  overrideGlobal(window, 'clearTimeout', {
    value: (id: number) => timers.delete(id) || clearTimeout(id),
    writable: true,
  });
  overrideGlobal(AbortSignal, 'timeout', {
    value: (delay: number) => {
      const controller = new AbortController();
      setTimer(() => controller.abort(new DOMException('The time is up.', 'TimeoutError')), delay);
      return controller.signal;
    },
    writable: true,
  });
  const waitForTimer = async (matches: (delay: number) => boolean): Promise<number> => {
    for (;;) {
      for (const [id, { delay }] of timers) if (matches(delay)) return id;
      await new Promise<void>((resolve) => (notify = resolve));
    }
  };
  return {
    async waitUntilSet(matches) {
      await waitForTimer(matches);
    },
    async fire(matches) {
      const id = await waitForTimer(matches);
      const timer = timers.get(id);
      timers.delete(id);
      timer?.fire();
    },
  };
}
