import type { Health, Kept, Limit, RelayState, Slot } from './state.js';

/** Longest wait for the shared state, in ms: a small part of what a tag gives a check. */
const DEADLINE = 1500;
/** The same while it has never answered: it is just being connected to. */
const FIRST_DEADLINE = 4000;
/** How long it is left alone once it has failed, in ms. Then one request tries it. */
const PAUSE = 1000;
/** For how long after a failure its counts may lack something: longer than any window and those waits. In ms. */
const UNSURE = 65_000;
/** As many processes are taken to share it, where they cannot be asked. */
const PROCESSES = 4;

/**
 * Shared state for as long as it answers; otherwise, this process's own memory.
 *
 * What is counted has to be right in all processes together, and what was granted while they had lost each other stands
 * in no shared count. So a process that lost the others keeps to its own part of what was left then, and until all that
 * is past, though the shared state may be back, and back without its memory.
 */
export class SharedOrAlone implements RelayState {
  readonly #shared: RelayState;
  readonly #own: RelayState;
  readonly #now: () => number;
  #tryAgainAt = 0;
  #deadline = FIRST_DEADLINE;
  /** When the shared state was lost, and from when on its counts are whole again. */
  #lostAt = -Infinity;
  #sureFrom = -Infinity;
  /** Slots that had been taken when it was last sure: by all, and by this process. */
  #taken = { byAll: 0, byThis: 0 };

  /** @param now ms */
  constructor(shared: RelayState, own: RelayState, now = () => performance.now()) {
    this.#shared = shared;
    this.#own = own;
    this.#now = now;
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
    const slot = await this.#shareIfPossible((state) => state.take(name, limits));
    const isSure = slot !== undefined && this.#now() >= this.#sureFrom;
    const look = limits.look === true || slot?.granted === false;
    const own = await this.#own.take(name, { ...limits, look, limit: isSure ? Infinity : this.#partOf(limits) });
    if (isSure && limits.alone !== undefined) this.#taken = { byAll: slot.used, byThis: own.used };
    return slot && (own.granted || !slot.granted) ? slot : own;
  }

  async health(): Promise<Health> {
    return (await this.#shareIfPossible((state) => state.health())) ?? 'alone';
  }

  close(): void {
    this.#shared.close();
    this.#own.close();
  }

  /** What this process may take in a window as long as the shared count is not to be trusted. */
  #partOf({ limit, seconds, alone }: Limit): number {
    if (alone === undefined) return limit;
    const { byAll, byThis } = this.#now() < this.#lostAt + seconds * 1000 ? this.#taken : { byAll: 0, byThis: 0 };
    return Math.floor(Math.min(alone / PROCESSES, byThis + (alone - byAll) / PROCESSES));
  }

  async #either<T>(act: (state: RelayState) => Promise<T>): Promise<T> {
    const done = await this.#shareIfPossible(async (state) => ({ result: await act(state) }));
    return done ? done.result : act(this.#own);
  }

  /** @returns `undefined` where the shared state failed, or is left alone since it did. */
  async #shareIfPossible<T>(act: (state: RelayState) => Promise<T>): Promise<T | undefined> {
    if (this.#now() < this.#tryAgainAt) return undefined;
    if (this.#tryAgainAt) this.#tryAgainAt = this.#now() + PAUSE;
    let timer: ReturnType<typeof setTimeout> | undefined;
    try {
      const late = new Promise<never>((_resolve, reject) => {
        // Once around the event loop: where this process was busy, the answer is here and waits to be read.
        timer = setTimeout(() => setTimeout(() => reject(new Error('The shared state is late.'))), this.#deadline);
      });
      const result = await Promise.race([act(this.#shared), late]);
      this.#tryAgainAt = 0;
      return result;
    } catch {
      this.#noteLoss();
      return undefined;
    } finally {
      this.#deadline = DEADLINE;
      clearTimeout(timer);
    }
  }

  #noteLoss(): void {
    const now = this.#now();
    if (now >= this.#sureFrom) this.#lostAt = now;
    this.#sureFrom = now + UNSURE;
    this.#tryAgainAt = now + PAUSE;
  }
}
