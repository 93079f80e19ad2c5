/** A priority queue of events, earliest first. Events at the same time keep their order. */
export class BinaryHeap {
  #events = [];

  get size() {
    return this.#events.length;
  }

  /** @param {{ time: number, order: number }} event */
  push(event) {
    const events = this.#events;
    let index = events.length;
    while (index > 0) {
      const parent = (index - 1) >> 1;
      if (isBefore(events[parent], event)) break;
      events[index] = events[parent];
      index = parent;
    }
    events[index] = event;
  }

  pop() {
    const events = this.#events;
    const first = events[0];
    const last = events.pop();
    if (!events.length) return first;
    let index = 0;
    for (;;) {
      let child = 2 * index + 1;
      if (child >= events.length) break;
      if (child + 1 < events.length && isBefore(events[child + 1], events[child])) child++;
      if (isBefore(last, events[child])) break;
      events[index] = events[child];
      index = child;
    }
    events[index] = last;
    return first;
  }
}

function isBefore(one, other) {
  return one.time < other.time || (one.time === other.time && one.order < other.order);
}
