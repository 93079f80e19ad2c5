import type { CacheEntry, Health, RateLimit, RateLimitResult, RelayState } from './state.js';

/** The longest wait for the shared state: a small part of the time that a tag gives a check. */
const TIMEOUT_MS = 1500;
/** The same before its first answer, while the connection is being made. */
const FIRST_TIMEOUT_MS = 4000;
/** How long it is left alone after a failure. Then one request tries it again. */
const RETRY_DELAY_MS = 1000;
/** How long after a failure its counts may be incomplete: longer than any window and those waits together. */
const DEGRADED_WINDOW_MS = 65_000;
/** How many processes are assumed to share the state, while they cannot be counted. */
const ASSUMED_PROCESSES = 4;

/**
 * Shared state as long as it answers; otherwise this process's own memory.
 *
 * Rate limits have to hold for all processes together, and what was allowed while they had lost each other is in no
 * shared count. So a process that lost the shared state keeps to its own part of what was left then, until all of that
 * has left the window, even when the shared state is back: it may be back without its memory.
 */
export class FallbackState implements RelayState {
  readonly #shared: RelayState;
  readonly #local: RelayState;
  readonly #now: () => number;
  #retryAt = 0;
  #timeoutMs = FIRST_TIMEOUT_MS;
  /** When the shared state was lost, and when its counts are complete again. */
  #lostAt = -Infinity;
  #completeAt = -Infinity;
  /** What had been consumed when its counts were last complete: by all processes, and by this one. */
  #lastConsumed = { byAll: 0, byThis: 0 };

  /** @param now - A clock in ms that is never set back. */
  constructor(shared: RelayState, local: RelayState, now = () => performance.now()) {
    this.#shared = shared;
    this.#local = local;
    this.#now = now;
  }

  get(name: string): Promise<CacheEntry | null> {
    return this.#trySharedThenLocal((state) => state.get(name));
  }

  async set(name: string, value: string, ttlS: number): Promise<void> {
    await this.#local.set(name, value, ttlS);
    await this.#tryShared((state) => state.set(name, value, ttlS));
  }

  async delete(name: string): Promise<void> {
    await this.#local.delete(name);
    await this.#tryShared((state) => state.delete(name));
  }

  acquireLease(name: string, ttlS: number): Promise<boolean> {
    return this.#trySharedThenLocal((state) => state.acquireLease(name, ttlS));
  }

  consume(name: string, limit: RateLimit): Promise<RateLimitResult> {
    return this.#useLimit('consume', name, limit);
  }

  peek(name: string, limit: RateLimit): Promise<RateLimitResult> {
    return this.#useLimit('peek', name, limit);
  }

  async health(): Promise<Health> {
    return (await this.#tryShared((state) => state.health())) ?? 'alone';
  }

  close(): void {
    this.#shared.close();
    this.#local.close();
  }

  /** Counts in both places, so that this process knows its own part when it loses the others. */
  async #useLimit(method: 'consume' | 'peek', name: string, limit: RateLimit): Promise<RateLimitResult> {
    const shared = await this.#tryShared((state) => state[method](name, limit));
    const isComplete = shared !== undefined && this.#now() >= this.#completeAt;
    const localMethod = shared?.isAllowed === false ? 'peek' : method;
    const localLimit = { ...limit, limit: isComplete ? Infinity : this.#isolatedLimit(limit) };
    const local = await this.#local[localMethod](name, localLimit);
    if (isComplete && limit.limitWhenIsolated !== undefined)
      this.#lastConsumed = { byAll: shared.consumed, byThis: local.consumed };
    return shared && (local.isAllowed || !shared.isAllowed) ? shared : local;
  }

  /** How often this process may use a limit while the shared count is incomplete. */
  #isolatedLimit({ limit, windowS, limitWhenIsolated }: RateLimit): number {
    if (limitWhenIsolated === undefined) return limit;
    const isInWindow = this.#now() < this.#lostAt + windowS * 1000;
    const { byAll, byThis } = isInWindow ? this.#lastConsumed : { byAll: 0, byThis: 0 };
    return Math.floor(
      Math.min(limitWhenIsolated / ASSUMED_PROCESSES, byThis + (limitWhenIsolated - byAll) / ASSUMED_PROCESSES),
    );
  }

  async #trySharedThenLocal<T>(run: (state: RelayState) => Promise<T>): Promise<T> {
    const done = await this.#tryShared(async (state) => ({ result: await run(state) }));
    return done ? done.result : run(this.#local);
  }

  /** @returns `undefined` when the shared state fails, or is left alone after a failure. */
  async #tryShared<T>(run: (state: RelayState) => Promise<T>): Promise<T | undefined> {
    if (this.#now() < this.#retryAt) return undefined;
    // This request tries it again; the others go on without it in the meantime.
    if (this.#retryAt) this.#retryAt = this.#now() + RETRY_DELAY_MS;
    let timer: ReturnType<typeof setTimeout> | undefined;
    try {
      const timeout = new Promise<never>((_resolve, reject) => {
        // The second timer waits once around the event loop: when this process was busy, the answer may be here unread.
        timer = setTimeout(
          () => setTimeout(() => reject(new Error('The shared state did not answer in time.'))),
          this.#timeoutMs,
        );
      });
      const result = await Promise.race([run(this.#shared), timeout]);
      this.#retryAt = 0;
      return result;
    } catch {
      this.#onSharedLost();
      return undefined;
    } finally {
      this.#timeoutMs = TIMEOUT_MS;
      clearTimeout(timer);
    }
  }

  #onSharedLost(): void {
    const now = this.#now();
    if (now >= this.#completeAt) this.#lostAt = now;
    this.#completeAt = now + DEGRADED_WINDOW_MS;
    this.#retryAt = now + RETRY_DELAY_MS;
  }
}
