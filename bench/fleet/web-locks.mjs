/** How long it takes to grant a free lock. */
const GRANT_DELAY_MS = 1;

/** `navigator.locks` of one browser, as far as the tag uses it. */
export class WebLocks {
  #clock;
  /** The requests for each lock. The first one holds the lock, or will get it next. */
  #queues = new Map();

  constructor(clock) {
    this.#clock = clock;
  }

  /** Returns `navigator.locks` for a page. */
  for(page) {
    return { request: (name, { signal }, use) => this.#request(page, name, signal, use) };
  }

  /** Releases the locks of a closed page, and removes its waiting requests. */
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
    // A frozen page gets the lock when it is thawed.
    this.#clock.at(this.#clock.now + GRANT_DELAY_MS, () =>
      first.page.run(() => queue[0] === first && !first.isGranted && first.grant()),
    );
  }
}
