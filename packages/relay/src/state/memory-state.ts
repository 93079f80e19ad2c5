import { LRUCache } from 'lru-cache';
import type { CacheEntry, RateLimit, RateLimitResult, RelayState } from './state.js';

/** Bounds, whoever asks for whatever: together with what lru-cache itself needs, about 15 MiB. */
const MAX_TEXT_CHARACTERS = 8 * 1024 * 1024;
const MAX_ENTRIES = 20_000;
const MAX_CLIENT_WINDOWS = 10_000;

/** State in this process's own memory. */
export class MemoryState implements RelayState {
  readonly #entries = new LRUCache<string, string>({
    max: MAX_ENTRIES,
    maxSize: MAX_TEXT_CHARACTERS,
    sizeCalculation: (value, name) => value.length + name.length,
    ttlResolution: 0,
  });
  /** Keys that were good lately have a cache of their own: a flood of guesses leaves refusals, which must not push them out. */
  readonly #knownGood = new LRUCache<string, string>({ max: MAX_ENTRIES, ttlResolution: 0 });
  /** When each use in a window was counted, in ms, the oldest first. */
  readonly #windows = new Map<string, number[]>();
  /** The same for clients (`client:…`). Visitors decide how many those are, so the one used longest ago is dropped. */
  readonly #clientWindows = new LRUCache<string, number[]>({ max: MAX_CLIENT_WINDOWS });
  readonly #now: () => number;

  /** @param now - A clock in ms that is never set back. */
  constructor(now = () => performance.now()) {
    this.#now = now;
  }

  get(name: string): Promise<CacheEntry | null> {
    const cache = this.#cacheFor(name);
    const value = cache.get(name);
    return Promise.resolve(value === undefined ? null : { value, ttlMs: cache.getRemainingTTL(name) });
  }

  set(name: string, value: string, ttlS: number): Promise<void> {
    this.#cacheFor(name).set(name, value, { ttl: ttlS * 1000 });
    return Promise.resolve();
  }

  delete(name: string): Promise<void> {
    this.#cacheFor(name).delete(name);
    return Promise.resolve();
  }

  acquireLease(name: string, ttlS: number): Promise<boolean> {
    if (this.#entries.has(name)) return Promise.resolve(false);
    this.#entries.set(name, '', { ttl: ttlS * 1000 });
    return Promise.resolve(true);
  }

  consume(name: string, limit: RateLimit): Promise<RateLimitResult> {
    const window = this.#currentWindow(name, limit);
    const result = this.#judge(window, limit);
    if (!result.isAllowed) return Promise.resolve(result);
    window.push(this.#now());
    this.#windowsFor(name).set(name, window);
    return Promise.resolve({ ...result, consumed: window.length });
  }

  peek(name: string, limit: RateLimit): Promise<RateLimitResult> {
    return Promise.resolve(this.#judge(this.#currentWindow(name, limit), limit));
  }

  health(): Promise<'memory'> {
    return Promise.resolve('memory');
  }

  close(): void {
    this.#entries.clear();
    this.#knownGood.clear();
    this.#windows.clear();
    this.#clientWindows.clear();
  }

  /** The uses that are still in the window. */
  #currentWindow(name: string, { windowS }: RateLimit): number[] {
    const window = this.#windowsFor(name).get(name) ?? [];
    const first = window.findIndex((time) => time > this.#now() - windowS * 1000);
    window.splice(0, first < 0 ? window.length : first);
    return window;
  }

  #judge(window: number[], { limit, windowS }: RateLimit): RateLimitResult {
    const consumed = window.length;
    if (consumed < limit) return { isAllowed: true, consumed, retryAfterS: 0 };
    const now = this.#now();
    // There is room again once so many have left the window that fewer than `limit` are in it.
    return { isAllowed: false, consumed, retryAfterS: ((window[consumed - limit] ?? now) - now) / 1000 + windowS };
  }

  #cacheFor(name: string): LRUCache<string, string> {
    return name.startsWith('good:') ? this.#knownGood : this.#entries;
  }

  #windowsFor(name: string): { get(name: string): number[] | undefined; set(name: string, window: number[]): unknown } {
    return name.includes(':') ? this.#clientWindows : this.#windows;
  }
}
