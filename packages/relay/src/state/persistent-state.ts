import { MemoryState } from './memory-state.js';
import type { CacheEntry } from './state.js';

/** The part of a Durable Object's storage that is used. */
export interface ObjectStorage {
  get(name: string): Promise<unknown>;
  put(name: string, value: StoredEntry): Promise<void>;
  delete(name: string): Promise<unknown>;
  list(): Promise<Map<string, unknown>>;
  getAlarm(): Promise<number | null>;
  setAlarm(time: number): Promise<void>;
}

interface StoredEntry {
  value: string;
  /** In ms of the Unix epoch. */
  expiresAt: number;
}

/** Entries that last longer are written to the storage. All rate limit windows are shorter, and so stay in memory. In s. */
const MAX_MEMORY_ONLY_TTL_S = 65;
/** How often expired entries are deleted from the storage. */
const SWEEP_INTERVAL_MS = 24 * 60 * 60 * 1000;

/** State in memory, with a storage behind it for what must outlive an idle Durable Object. */
export class PersistentState extends MemoryState {
  readonly #storage: ObjectStorage;

  constructor(storage: ObjectStorage) {
    // A Durable Object's clock stands still while it computes. Nothing is counted in that time either, so it does no harm.
    super(() => Date.now());
    this.#storage = storage;
  }

  override async get(name: string): Promise<CacheEntry | null> {
    const entry = await super.get(name);
    if (entry) return entry;
    const stored = (await this.#storage.get(name)) as StoredEntry | undefined;
    if (!stored || stored.expiresAt <= Date.now()) return null;
    return { value: stored.value, ttlMs: stored.expiresAt - Date.now() };
  }

  override async set(name: string, value: string, ttlS: number): Promise<void> {
    await super.set(name, value, ttlS);
    if (ttlS > MAX_MEMORY_ONLY_TTL_S) await this.#write(name, { value, expiresAt: Date.now() + ttlS * 1000 });
    // Otherwise an older entry would come back when this one has expired.
    else await this.#storage.delete(name);
  }

  override async delete(name: string): Promise<void> {
    await super.delete(name);
    await this.#storage.delete(name);
  }

  /** Deletes expired entries, now and then once a day as long as there are any entries. */
  async sweep(): Promise<void> {
    const all = (await this.#storage.list()) as Map<string, StoredEntry>;
    for (const [name, { expiresAt }] of all) if (expiresAt <= Date.now()) await this.#storage.delete(name);
    if (all.size) await this.#storage.setAlarm(Date.now() + SWEEP_INTERVAL_MS);
  }

  async #write(name: string, entry: StoredEntry): Promise<void> {
    await this.#storage.put(name, entry);
    if ((await this.#storage.getAlarm()) === null) await this.#storage.setAlarm(Date.now() + SWEEP_INTERVAL_MS);
  }
}
