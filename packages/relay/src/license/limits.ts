import type { Digest } from './digest.js';
import { isWorkers } from '../http/platform.js';
import type { RelayState, Slot } from '../state/state.js';
import { Turns } from './turns.js';

/**
 * What may be asked of Whop in any minute, by the whole fleet: Whop itself refuses more than 600 (its documentation,
 * "per operation and credential"). One second more than a minute, since a request arrives later than it is counted.
 */
const UPSTREAM_SECONDS = 61;
/**
 * Who is served when it gets scarce: keys that Whop called good lately have all of it; from the last fifth, clients that
 * were refused nothing lately are kept out; from the last half, those that were.
 */
const UPSTREAM_LIMITS = { good: 500, clean: 400, refused: 250 };
/** The same for processes that have lost each other: less, by what may have been asked since they last heard of it. */
const UPSTREAM_ALONE = { good: 450, clean: 400, refused: 250 };
/** Between two looks at it, in ms. */
const LOOK = 1000;

/** Refusals of one client in any minute. */
const CLIENT_LIMIT = { limit: 30, seconds: 60 };
/** Keys of one client that this process asks Whop about at the same time: a crowd, but no more of the budget than that. */
const MOST_AT_ONCE = 100;

/** Whose request it is, as far as the budget asks. */
export type Standing = keyof typeof UPSTREAM_LIMITS;

/** Counts what may be asked of Whop, and how often a client may be told no. */
export class Limits {
  readonly #state: RelayState;
  readonly #digest: Digest;
  readonly #turns = new Turns(MOST_AT_ONCE);

  constructor(state: RelayState, digest: Digest) {
    this.#state = state;
    this.#digest = digest;
  }

  /** One request to Whop. */
  takeUpstream(standing: Standing): Promise<Slot> {
    return this.#state.take('upstream', {
      limit: UPSTREAM_LIMITS[standing],
      alone: UPSTREAM_ALONE[standing],
      seconds: UPSTREAM_SECONDS,
    });
  }

  /**
   * Keeps looking at the budget, so that a process which loses the others knows how much of it they had used, and that
   * it has lost them, though nobody asked it anything.
   *
   * @returns Ends it.
   */
  watchUpstream(): () => void {
    const limits = { limit: UPSTREAM_LIMITS.good, alone: UPSTREAM_ALONE.good, seconds: UPSTREAM_SECONDS, look: true };
    const timer = setInterval(() => void this.#state.take('upstream', limits), LOOK);
    // No reason for a program to go on. A number in a browser's types.
    (timer as { unref?: () => void }).unref?.();
    return () => clearInterval(timer);
  }

  /** One refusal of a client's. Where it is not granted, the client is told nothing any more. */
  async takeRefusal(client: string): Promise<Slot> {
    return this.#state.take(await this.#nameOf(client), CLIENT_LIMIT);
  }

  /** What `takeRefusal` would say, without taking one. */
  async lookAtRefusals(client: string): Promise<Slot> {
    return this.#state.take(await this.#nameOf(client), { ...CLIENT_LIMIT, look: true });
  }

  /**
   * Lets a client have some keys asked about at the same time; more have to wait until it is known how many of those
   * were refused. So guesses made all at once are as few as guesses made in turn, and a crowd of buyers behind one
   * address is served all the same.
   *
   * @param work What is done when it is the client's turn. It counts what was refused.
   * @returns `null` where its turn did not come in time.
   */
  async inTurn<T>(client: string, work: () => Promise<T>): Promise<T | null> {
    // One request there cannot wait for another; the budget alone has to do.
    if (isWorkers) return work();
    if (!(await this.#turns.begin(client))) return null;
    try {
      return await work();
    } finally {
      this.#turns.end(client);
    }
  }

  async #nameOf(client: string): Promise<string> {
    return `client:${await this.#digest(client)}`;
  }
}
