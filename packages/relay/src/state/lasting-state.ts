import { MemoryState } from './memory-state.js';
import type { Kept } from './state.js';

/** As much of a Durable Object's storage as is used. */
export interface ObjectStorage {
  get(name: string): Promise<unknown>;
  put(name: string, value: Written): Promise<void>;
  delete(name: string): Promise<unknown>;
  list(): Promise<Map<string, unknown>>;
  getAlarm(): Promise<number | null>;
  setAlarm(time: number): Promise<void>;
}

interface Written {
  value: string;
  /** When it is over, in ms of the Unix epoch. */
  until: number;
}

/** What lasts longer is written down, in s. All windows are shorter: what is counted stands in memory only. */
const LASTING = 65;
/** How often what is over is swept out, in ms. */
const SWEEP = 24 * 60 * 60 * 1000;

/** Memory, with a storage behind it for what lasts longer than an idle Durable Object stays in memory. */
export class LastingState extends MemoryState {
  readonly #storage: ObjectStorage;

  constructor(storage: ObjectStorage) {
    // This clock stands still while a Durable Object computes, and that is no harm: so does its counting.
    super(() => Date.now());
    this.#storage = storage;
  }

  override async get(name: string): Promise<Kept | null> {
    const kept = await super.get(name);
    if (kept) return kept;
    const written = (await this.#storage.get(name)) as Written | undefined;
    return written && written.until > Date.now() ? { value: written.value, ms: written.until - Date.now() } : null;
  }

  override async set(name: string, value: string, seconds: number): Promise<void> {
    await super.set(name, value, seconds);
    if (seconds > LASTING) await this.#write(name, { value, until: Date.now() + seconds * 1000 });
    // What was written before must not come back when this is over.
    else await this.#storage.delete(name);
  }

  override async delete(name: string): Promise<void> {
    await super.delete(name);
    await this.#storage.delete(name);
  }

  /** Throws away what is over, now and once a day for as long as there is any. */
  async sweep(): Promise<void> {
    const all = (await this.#storage.list()) as Map<string, Written>;
    for (const [name, { until }] of all) if (until <= Date.now()) await this.#storage.delete(name);
    if (all.size) await this.#storage.setAlarm(Date.now() + SWEEP);
  }

  async #write(name: string, written: Written): Promise<void> {
    await this.#storage.put(name, written);
    if ((await this.#storage.getAlarm()) === null) await this.#storage.setAlarm(Date.now() + SWEEP);
  }
}
