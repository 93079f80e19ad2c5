/**
 * What a relay remembers: one small interface, with memory, Redis or a Durable Object behind it. All names in it are
 * digests or words of the relay's own: no license key and no address is among them.
 *
 * A method may reject or hang. The relay then goes on with this process's own memory.
 */
export interface RelayState {
  /** The text stored under a name; `null` once it has expired. */
  get(name: string): Promise<CacheEntry | null>;

  /**
   * Stores a text under a name.
   *
   * @param ttlS - How long it lasts, in s.
   */
  set(name: string, value: string, ttlS: number): Promise<void>;

  /** Removes what is stored under a name, a lease included. */
  delete(name: string): Promise<void>;

  /**
   * Takes a lease, so that one process works while the others wait.
   *
   * @param ttlS - When the lease ends by itself, in s from now.
   * @returns Whether the caller got it. Only one does, until it is deleted or ends.
   */
  acquireLease(name: string, ttlS: number): Promise<boolean>;

  /** Counts one more use of a limit, when fewer than `limit` were counted in the last `windowS` (a sliding window). */
  consume(name: string, limit: RateLimit): Promise<RateLimitResult>;

  /** Says what `consume` would say, and counts nothing. */
  peek(name: string, limit: RateLimit): Promise<RateLimitResult>;

  /** Where the state is kept at the moment, for `healthz`. */
  health(): Promise<Health>;

  /** Lets go of connections. */
  close(): void;
}

/** `memory`: in this process alone, as set up. `shared`: by several processes. `alone`: the shared state does not answer. */
export type Health = 'memory' | 'shared' | 'alone';

/** A stored text. */
export interface CacheEntry {
  value: string;
  /** How long it lasts from now, in ms. */
  ttlMs: number;
}

/** How often something may happen. */
export interface RateLimit {
  /** How often in any window, by all processes together. */
  limit: number;
  /** The length of the window, in s. */
  windowS: number;
  /**
   * How often in any window, by all processes together, while they cannot reach the shared state and each has to guess
   * what the others do. Default: `limit` for each process.
   */
  limitWhenIsolated?: number;
}

/** What became of a use of a limit. */
export interface RateLimitResult {
  isAllowed: boolean;
  /** Uses in the window, an allowed one of now included. */
  consumed: number;
  /** When it is not allowed: in how many seconds the next one will be. */
  retryAfterS: number;
}
