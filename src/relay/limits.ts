import type { Digest } from './digest.js';
import type { RelayState, Slot } from './state/state.js';

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
/** For which part of it each process takes itself where it can not ask the others. */
const ALONE = 4;

/** Refusals of one client in any minute. */
const CLIENT_LIMIT = { limit: 30, seconds: 60 };

/** Whose request it is, as far as the budget asks. */
export type Standing = keyof typeof UPSTREAM_LIMITS;

/** Counts what may be asked of Whop, and how often a client may be told no. */
export class Limits {
  readonly #state: RelayState;
  readonly #digest: Digest;

  constructor(state: RelayState, digest: Digest) {
    this.#state = state;
    this.#digest = digest;
  }

  /** One request to Whop. */
  takeUpstream(standing: Standing): Promise<Slot> {
    const limit = UPSTREAM_LIMITS[standing];
    return this.#state.take('upstream', { limit, seconds: UPSTREAM_SECONDS, alone: Math.floor(limit / ALONE) });
  }

  /** One refusal of a client's. Where it is not granted, the client is told nothing any more. */
  async takeRefusal(client: string): Promise<Refusal> {
    const name = `client:${this.#digest(client)}`;
    const slot = await this.#state.take(name, CLIENT_LIMIT);
    return { ...slot, giveBack: () => this.#state.giveBack(name, slot) };
  }
}

export interface Refusal extends Slot {
  /** It was none. */
  giveBack(): Promise<void>;
}
