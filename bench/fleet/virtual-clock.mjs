import { BinaryHeap } from './binary-heap.mjs';

/** A clock that jumps from event to event, as fast as they can be processed. */
export class VirtualClock {
  /** The current time, in ms since the Unix epoch. */
  now;
  /** The `Date` class for pages. */
  Date;
  /** The page that runs in the current event. */
  runner = null;
  #heap = new BinaryHeap();
  #count = 0;

  constructor(now) {
    this.now = now;
    const clock = this;
    this.Date = class extends Date {
      constructor(...args) {
        super(...(args.length ? args : [clock.now]));
      }
      static now() {
        return clock.now;
      }
    };
  }

  /** Schedules an event. Returns a handle for `cancel`. */
  at(time, run) {
    const event = { time: Math.max(time, this.now), order: this.#count++, run };
    this.#heap.push(event);
    return event;
  }

  cancel(event) {
    event.run = null;
  }

  /**
   * Runs until there are no more events. Between two events all promises settle, because Node runs all microtasks before
   * the next `setImmediate`.
   *
   * @param {number} pauses - How many times to wait for `setImmediate` between two events. More than one must not change the
   *   result.
   * @returns {Promise<void>}
   */
  run(pauses = 1) {
    return new Promise((resolve, reject) => {
      let left = pauses;
      const step = () => {
        if (--left > 0) return void setImmediate(step);
        left = pauses;
        try {
          while (this.#heap.size) {
            const { time, run } = this.#heap.pop();
            if (!run) continue;
            this.now = time;
            this.runner = null;
            run();
            return void setImmediate(step);
          }
          resolve();
        } catch (error) {
          reject(error);
        }
      };
      step();
    });
  }
}
