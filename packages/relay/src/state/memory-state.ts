import { LRUCache } from 'lru-cache';
import type { Kept, Limit, RelayState, Slot } from './state.js';

/** Bounds, whoever asks for whatever: together with what lru-cache itself needs, about 15 MiB. */
const MOST_TEXT = 8 * 1024 * 1024;
const MOST_ENTRIES = 20_000;
const MOST_WINDOWS = 10_000;

/** One process's own state. */
export class MemoryState implements RelayState {
  readonly #kept = new LRUCache<string, string>({
    max: MOST_ENTRIES,
    maxSize: MOST_TEXT,
    sizeCalculation: (value, name) => value.length + name.length,
    ttlResolution: 0,
  });
  /** Good names, apart: a flood of guesses leaves refusals behind, and must not push them out. */
  readonly #good = new LRUCache<string, string>({ max: MOST_ENTRIES, ttlResolution: 0 });
  /** When the slots of each window were taken, oldest first, in ms. */
  readonly #windows = new Map<string, number[]>();
  /** The same of those whose number others decide (`client:…`): the one used longest ago goes first. */
  readonly #manyWindows = new LRUCache<string, number[]>({ max: MOST_WINDOWS });
  readonly #now: () => number;

  /** @param now ms. A clock that is never put back. */
  constructor(now = () => performance.now()) {
    this.#now = now;
  }

  get(name: string): Promise<Kept | null> {
    const kept = this.#keptOf(name);
    const value = kept.get(name);
    return Promise.resolve(value === undefined ? null : { value, ms: kept.getRemainingTTL(name) });
  }

  set(name: string, value: string, seconds: number): Promise<void> {
    this.#keptOf(name).set(name, value, { ttl: seconds * 1000 });
    return Promise.resolve();
  }

  delete(name: string): Promise<void> {
    this.#keptOf(name).delete(name);
    return Promise.resolve();
  }

  claim(name: string, seconds: number): Promise<boolean> {
    if (this.#kept.has(name)) return Promise.resolve(false);
    this.#kept.set(name, '', { ttl: seconds * 1000 });
    return Promise.resolve(true);
  }

  take(name: string, { limit, seconds, look = false }: Limit): Promise<Slot> {
    const now = this.#now();
    const windows = this.#windowsOf(name);
    const window = windows.get(name) ?? [];
    const current = window.findIndex((time) => time > now - seconds * 1000);
    window.splice(0, current < 0 ? window.length : current);
    const used = window.length;
    if (used >= limit)
      return Promise.resolve({ granted: false, used, wait: ((window[used - limit] ?? now) - now) / 1000 + seconds });
    if (look) return Promise.resolve({ granted: true, used, wait: 0 });
    window.push(now);
    windows.set(name, window);
    return Promise.resolve({ granted: true, used: used + 1, wait: 0 });
  }

  health(): Promise<'memory'> {
    return Promise.resolve('memory');
  }

  close(): void {
    this.#kept.clear();
    this.#good.clear();
    this.#windows.clear();
    this.#manyWindows.clear();
  }

  #keptOf(name: string): LRUCache<string, string> {
    return name.startsWith('good:') ? this.#good : this.#kept;
  }

  #windowsOf(name: string): { get(name: string): number[] | undefined; set(name: string, window: number[]): unknown } {
    return name.includes(':') ? this.#manyWindows : this.#windows;
  }
}
