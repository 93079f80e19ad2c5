import { standIn } from './override-global.js';

/** Timers that a test lets go by hand. */
export interface HeldTimers {
  /** Resolves once a timer of such a length (ms) is set. */
  isSet(isMeant: (delay: number) => boolean): Promise<void>;
  /** The same, and rings it. */
  ring(isMeant: (delay: number) => boolean): Promise<void>;
}

/** From here to the end of the test no timer rings by itself. */
export function holdTimers(): HeldTimers {
  const held = new Map<number, { delay: number; ring: () => void }>();
  let count = 0;
  let wake = (): void => {};
  const set = (callback: () => void, delay = 0): number => {
    held.set(--count, { delay, ring: callback });
    wake();
    return count;
  };
  const { clearTimeout } = window;
  standIn(window, 'setTimeout', { value: set, writable: true });
  standIn(window, 'clearTimeout', { value: (id: number) => held.delete(id) || clearTimeout(id), writable: true });
  standIn(AbortSignal, 'timeout', {
    value: (delay: number) => {
      const controller = new AbortController();
      set(() => controller.abort(new DOMException('The time is up.', 'TimeoutError')), delay);
      return controller.signal;
    },
    writable: true,
  });
  const find = async (isMeant: (delay: number) => boolean): Promise<number> => {
    for (;;) {
      for (const [id, { delay }] of held) if (isMeant(delay)) return id;
      await new Promise<void>((resolve) => (wake = resolve));
    }
  };
  return {
    async isSet(isMeant) {
      await find(isMeant);
    },
    async ring(isMeant) {
      const id = await find(isMeant);
      const timer = held.get(id);
      held.delete(id);
      timer?.ring();
    },
  };
}
