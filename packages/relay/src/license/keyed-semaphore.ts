/** Whoever waits longer is sent away. */
const MAX_WAIT_MS = 4000;

interface Queue {
  running: number;
  waiting: (() => void)[];
}

/** Lets a limited number of tasks run at a time for each key; the others wait in a queue. */
export class KeyedSemaphore {
  readonly #limit: number;
  readonly #queues = new Map<string, Queue>();

  /** @param limit - How many tasks of one key may run at a time. */
  constructor(limit: number) {
    this.#limit = limit;
  }

  /** @returns Whether the task may run. One that may has to call `release` when it is done. */
  async acquire(key: string): Promise<boolean> {
    const queue = this.#queues.get(key) ?? { running: 0, waiting: [] };
    this.#queues.set(key, queue);
    if (queue.running < this.#limit) {
      queue.running++;
      return true;
    }
    return new Promise((resolve) => {
      const start = (): void => {
        clearTimeout(timer);
        resolve(true);
      };
      const timer = setTimeout(() => {
        queue.waiting.splice(queue.waiting.indexOf(start), 1);
        resolve(false);
      }, MAX_WAIT_MS);
      queue.waiting.push(start);
    });
  }

  /** Passes the place of a finished task on to the next one in the queue. */
  release(key: string): void {
    const queue = this.#queues.get(key);
    const next = queue?.waiting.shift();
    if (next) next();
    else if (queue && --queue.running === 0) this.#queues.delete(key);
  }
}
