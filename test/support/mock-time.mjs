/** @import { TestContext } from 'node:test' */

/**
 * The relay's clocks stand still, and go on by hand. Its timers do not.
 *
 * @param {TestContext} t
 */
export function mockClocks(t) {
  const [now, date] = [performance.now(), Date.now()];
  let ms = 0;
  t.mock.method(performance, 'now', () => now + ms);
  t.mock.method(Date, 'now', () => date + ms);
  return { advance: (/** @type {number} */ seconds) => (ms += seconds * 1000) };
}

/**
 * Timers of exactly this length fire only when the test says so.
 *
 * @param {TestContext} t
 * @param {number} timerMs
 */
export function mockTimers(t, timerMs) {
  /** @type {(() => void)[]} */
  const held = [];
  /** @type {(value?: unknown) => void} */
  let wake = () => {};
  const { setTimeout } = globalThis;
  /** @type {(callback: () => void, ms?: number, ...values: unknown[]) => unknown} */
  const mockSetTimeout = (callback, ms, ...values) => {
    if (ms !== timerMs) return setTimeout(callback, ms, ...values);
    held.push(callback);
    wake();
    return setTimeout(() => {}, 0);
  };
  t.mock.method(globalThis, 'setTimeout', mockSetTimeout);
  return {
    /**
     * Resolves when this many have been set.
     *
     * @param {number} count
     */
    async untilSet(count) {
      while (held.length < count) await new Promise((resolve) => (wake = resolve));
    },
    /** Fires all that were set so far. */
    fire: () => held.forEach((callback) => callback()),
  };
}
