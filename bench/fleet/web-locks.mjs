/** Ms until a lock that is free is granted. */
const GRANT = 1;

/** `navigator.locks` of one browser, as far as `take-turn.ts` uses it. */
export class WebLocks {
  #clock;
  /** By name: the first holds the lock, or is about to. */
  #queues = new Map();

  constructor(clock) {
    this.#clock = clock;
  }

  /** @returns The `navigator.locks` of that page. */
  for(page) {
    return { request: (name, { signal }, use) => this.#request(page, name, signal, use) };
  }

  /** A page is closed: what it holds is free, what it waits for goes to others. */
  leave(page) {
    for (const queue of this.#queues.values()) {
      for (const request of queue.filter((request) => request.page === page)) this.#remove(queue, request);
    }
  }

  #request(page, name, signal, use) {
    return new Promise((resolve, reject) => {
      const queue = this.#queues.get(name) ?? [];
      this.#queues.set(name, queue);
      const request = { page, isGranted: false, grant: null };
      request.grant = () => {
        request.isGranted = true;
        const end = () => this.#remove(queue, request);
        resolve(use().finally(end));
      };
      signal.addEventListener('abort', () => {
        if (request.isGranted || !queue.includes(request)) return;
        this.#remove(queue, request);
        reject(signal.reason);
      });
      queue.push(request);
      if (queue.length === 1) this.#grantFirst(queue);
    });
  }

  #remove(queue, request) {
    const index = queue.indexOf(request);
    if (index < 0) return;
    queue.splice(index, 1);
    if (index === 0) this.#grantFirst(queue);
  }

  #grantFirst(queue) {
    const [first] = queue;
    if (!first) return;
    // A page that is frozen hears of it when it goes on.
    this.#clock.at(this.#clock.now + GRANT, () =>
      first.page.run(() => queue[0] === first && !first.isGranted && first.grant()),
    );
  }
}
