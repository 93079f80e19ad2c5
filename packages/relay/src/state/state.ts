/**
 * What a relay remembers: one small interface, with memory, Redis or a Durable Object behind it. All names in it are
 * digests or words of the relay's own: no license key and no address is among them.
 *
 * A method may reject or hang. The relay then goes on with this process's own memory.
 */
export interface RelayState {
  /**
   * Reads the text stored under a name.
   *
   * @param name - Any text.
   * @returns The entry; `null` when there is none, or once it has expired.
   */
  get(name: string): Promise<CacheEntry | null>;

  /**
   * Stores a text under a name.
   *
   * @param name - Any text.
   * @param value - Any text.
   * @param ttlS - How long it lasts, in seconds.
   */
  set(name: string, value: string, ttlS: number): Promise<void>;

  /**
   * Removes what is stored under a name, a lease included.
   *
   * @param name - Any text.
   */
  delete(name: string): Promise<void>;

  /**
   * Takes a lease, so that one process works while the others wait.
   *
   * @param name - Any text.
   * @param ttlS - When the lease ends by itself, in seconds from now.
   * @returns Whether the caller got it. Only one does, until it is deleted or ends.
   */
  acquireLease(name: string, ttlS: number): Promise<boolean>;

  /**
   * Counts one more use of a limit, when fewer than `limit` were counted in the last `windowS` (a sliding window).
   *
   * @param name - What is limited.
   * @param limit - How often it may happen.
   * @returns Whether it may happen now.
   */
  consume(name: string, limit: RateLimit): Promise<RateLimitResult>;

  /**
   * Says what `consume` would say, and counts nothing.
   *
   * @param name - What is limited.
   * @param limit - How often it may happen.
   * @returns Whether it may happen now.
   */
  peek(name: string, limit: RateLimit): Promise<RateLimitResult>;

  /**
   * Says where the state is kept at the moment, for the route `healthz`.
   *
   * @returns One word.
   */
  health(): Promise<Health>;

  /** Lets go of connections. */
  close(): void;
}

/** `memory`: in this process alone, as set up. `shared`: by several processes. `alone`: the shared state does not answer. */
export type Health = 'memory' | 'shared' | 'alone';

/** A stored text. */
export interface CacheEntry {
  /** The text. */
  value: string;
  /** How long it lasts from now, in milliseconds. */
  ttlMs: number;
}

/** How often something may happen. */
export interface RateLimit {
  /** How often in any window, by all processes together. */
  limit: number;
  /** The length of the window, in seconds. */
  windowS: number;
  /**
   * How often in any window, by all processes together, while they cannot reach the shared state and each has to guess
   * what the others do. Without it, each process allows `limit`.
   */
  limitWhenIsolated?: number;
}

/** What became of a use of a limit. */
export interface RateLimitResult {
  /** Whether it may happen. */
  isAllowed: boolean;
  /** Uses in the window, an allowed one of now included. */
  consumed: number;
  /** When it is not allowed: in how many seconds the next one will be. */
  retryAfterS: number;
}
