import type { Health, Kept, Limit, RelayState, Slot } from './state.js';

/** Longest wait for the shared state, in ms: a small part of what a tag gives a check. */
const DEADLINE = 1000;
/** How long it is left alone once it has failed, in ms. Then one request tries it. */
const PAUSE = 1000;

/**
 * Shared state for as long as it answers; otherwise, this process's own memory. What was granted by the shared one is
 * counted here too, so that a process which loses it in the middle of a minute does not begin at nought.
 */
export class SharedOrAlone implements RelayState {
  readonly #shared: RelayState;
  readonly #own: RelayState;
  #tryAgainAt = 0;

  constructor(shared: RelayState, own: RelayState) {
    this.#shared = shared;
    this.#own = own;
  }

  get(name: string): Promise<Kept | null> {
    return this.#either((state) => state.get(name));
  }

  async set(name: string, value: string, seconds: number): Promise<void> {
    await this.#own.set(name, value, seconds);
    await this.#shareIfPossible((state) => state.set(name, value, seconds));
  }

  async delete(name: string): Promise<void> {
    await this.#own.delete(name);
    await this.#shareIfPossible((state) => state.delete(name));
  }

  claim(name: string, seconds: number): Promise<boolean> {
    return this.#either((state) => state.claim(name, seconds));
  }

  async take(name: string, limits: Limit): Promise<Slot> {
    const { alone = limits.limit } = limits;
    const slot = await this.#shareIfPossible((state) => state.take(name, limits));
    if (!slot) return this.#own.take(name, { ...limits, limit: alone });
    if (slot.granted) await this.#own.take(name, { ...limits, limit: Infinity });
    return slot;
  }

  async health(): Promise<Health> {
    return (await this.#shareIfPossible((state) => state.health())) ?? 'alone';
  }

  close(): void {
    this.#shared.close();
    this.#own.close();
  }

  async #either<T>(act: (state: RelayState) => Promise<T>): Promise<T> {
    const done = await this.#shareIfPossible(async (state) => ({ result: await act(state) }));
    return done ? done.result : act(this.#own);
  }

  /** @returns `undefined` where the shared state failed, or is left alone since it did. */
  async #shareIfPossible<T>(act: (state: RelayState) => Promise<T>): Promise<T | undefined> {
    if (performance.now() < this.#tryAgainAt) return undefined;
    if (this.#tryAgainAt) this.#tryAgainAt = performance.now() + PAUSE;
    let timer: ReturnType<typeof setTimeout> | undefined;
    try {
      const late = new Promise<never>((_resolve, reject) => {
        // Once around the event loop: where this process was busy, the answer is here and waits to be read.
        timer = setTimeout(() => setTimeout(() => reject(new Error('The shared state is late.'))), DEADLINE);
      });
      const result = await Promise.race([act(this.#shared), late]);
      this.#tryAgainAt = 0;
      return result;
    } catch {
      this.#tryAgainAt = performance.now() + PAUSE;
      return undefined;
    } finally {
      clearTimeout(timer);
    }
  }
}
