import { BinaryHeap } from './binary-heap.mjs';

/** Time that passes from event to event, as fast as they can be worked off. */
export class VirtualClock {
  /** In ms of the Unix epoch. */
  now;
  /** `Date`, as pages know it. */
  Date;
  /** The page that runs in this event. */
  runner = null;
  #heap = new BinaryHeap();
  #count = 0;

  constructor(now) {
    this.now = now;
    const clock = this;
    this.Date = class extends Date {
      constructor(...given) {
        super(...(given.length ? given : [clock.now]));
      }
      static now() {
        return clock.now;
      }
    };
  }

  /** @returns What `cancel` takes. */
  at(time, run) {
    const event = { time: Math.max(time, this.now), order: this.#count++, run };
    this.#heap.push(event);
    return event;
  }

  cancel(event) {
    event.run = null;
  }

  /**
   * Until nothing is to come any more. Between two events all promises settle: Node works off every microtask, and
   * those that they bring about, before the next `setImmediate`.
   *
   * @param {number} pauses How many of these between two events. More than one must change nothing.
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
