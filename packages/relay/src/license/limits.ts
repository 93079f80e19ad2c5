import { isWorkers } from '../http/platform.js';
import type { RateLimitResult, RelayState } from '../state/state.js';
import type { Digest } from './digest.js';
import { KeyedSemaphore } from './keyed-semaphore.js';

/** The name under which calls of Whop are counted. */
const UPSTREAM = 'upstream';
/**
 * Whop refuses more than 600 requests a minute (its documentation, "per operation and credential"). The window is one
 * second longer than a minute, because a request arrives later than it is counted.
 */
const UPSTREAM_WINDOW_S = 61;
/**
 * How many calls of Whop the whole fleet makes in a window, by who asks. When calls become scarce, clients that were
 * refused lately are turned away first, then all others, and last the keys that Whop called good lately.
 */
const UPSTREAM_LIMITS = { 'known-good': 500, 'not-refused': 400, refused: 250 };
/** The same while the processes cannot reach the shared state: less, by what may have been used since they last did. */
const ISOLATED_UPSTREAM_LIMITS = { 'known-good': 450, 'not-refused': 400, refused: 250 };
/** How often the number of calls is looked at: see `watchUpstream`. */
const WATCH_INTERVAL_MS = 1000;

/** How many refusals one client gets. */
const REFUSAL_LIMIT = { limit: 30, windowS: 60 };
/**
 * How many keys of one client this process asks Whop about at a time: enough for a crowd behind one address, and no more
 * of the fleet's calls than that.
 */
const MAX_CONCURRENT_KEYS = 100;

/** Who asks, as far as it decides how many calls of Whop are left for them. */
export type UpstreamPriority = keyof typeof UPSTREAM_LIMITS;

/** Counts the calls of Whop, and how often each client was refused. */
export class Limits {
  readonly #state: RelayState;
  readonly #digest: Digest;
  readonly #semaphore = new KeyedSemaphore(MAX_CONCURRENT_KEYS);

  constructor(state: RelayState, digest: Digest) {
    this.#state = state;
    this.#digest = digest;
  }

  /** Counts one call of Whop, when there are calls left. */
  consumeUpstreamCall(priority: UpstreamPriority): Promise<RateLimitResult> {
    return this.#state.consume(UPSTREAM, upstreamLimit(priority));
  }

  /**
   * Looks at the number of calls again and again, so that this process knows how many the others had made when it loses
   * the shared state, and notices that it lost it while nobody asks for anything.
   *
   * @returns Stops it.
   */
  watchUpstream(): () => void {
    const timer = setInterval(() => void this.#state.peek(UPSTREAM, upstreamLimit('known-good')), WATCH_INTERVAL_MS);
    // The timer must not keep a program running. In a browser's types it is a number.
    (timer as { unref?: () => void }).unref?.();
    return () => clearInterval(timer);
  }

  /** Counts one refusal of a client. When it is not allowed, the client had too many. */
  async consumeRefusal(client: string): Promise<RateLimitResult> {
    return this.#state.consume(await this.#nameOf(client), REFUSAL_LIMIT);
  }

  /** Says what `consumeRefusal` would say, and counts nothing. */
  async peekRefusals(client: string): Promise<RateLimitResult> {
    return this.#state.peek(await this.#nameOf(client), REFUSAL_LIMIT);
  }

  /**
   * Runs a task when few enough tasks of the same client are running. The others wait until it is known how many of
   * those were refused. So guesses that are made all at once get no further than guesses made one after the other, and a
   * crowd of buyers behind one address is still served.
   *
   * @param task - It counts what it refuses.
   * @returns What the task returned; `null` when it had to wait too long, and did not run.
   */
  async runForClient<T>(client: string, task: () => Promise<T>): Promise<T | null> {
    // On Workers, one request cannot wait for another. The limit of all calls has to do there.
    if (isWorkers) return task();
    if (!(await this.#semaphore.acquire(client))) return null;
    try {
      return await task();
    } finally {
      this.#semaphore.release(client);
    }
  }

  async #nameOf(client: string): Promise<string> {
    return `client:${await this.#digest(client)}`;
  }
}

function upstreamLimit(priority: UpstreamPriority): { limit: number; limitWhenIsolated: number; windowS: number } {
  return {
    limit: UPSTREAM_LIMITS[priority],
    limitWhenIsolated: ISOLATED_UPSTREAM_LIMITS[priority],
    windowS: UPSTREAM_WINDOW_S,
  };
}
