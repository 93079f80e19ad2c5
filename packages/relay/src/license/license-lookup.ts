import { LRUCache } from 'lru-cache';
import { fetchMembership, type WhopAccess } from '../upstream/fetch-membership.js';
import { digestPairs } from './binding.js';
import type { Digest } from './digest.js';
import type { Limits, Standing } from './limits.js';
import { isWorkers } from '../http/platform.js';
import { unknown, type Unknown, type WhopSays } from '../upstream/read-upstream.js';
import type { Kept, RelayState } from '../state/state.js';
import { isGood, type Rules } from './v2-answer.js';
import type { V1Membership } from '../upstream/v1-membership.js';

/** What Whop said of a key, as it is kept for all: neither the key nor what it is bound to can be read from it. */
export type Known = { says: 'not-found' } | { says: 'membership'; membership: KnownMembership };
export interface KnownMembership extends Omit<V1Membership, 'metadata'> {
  /** See `digestPairs`. */
  pairs: string[];
}

/** As it is kept. `until`, in ms: a hung store may take it in late, and would keep it too long then. */
interface Answer {
  known: Known;
  until: number;
}

/** What is remembered of a key before Whop is asked about it. */
export interface Recollection {
  /** Whop's answer, as long as it is kept. */
  known: Known | null;
  /** Whether Whop lately called the key good, and has not refused it since. */
  wasGood: boolean;
}
interface Near extends Recollection {
  known: Known;
  /** By the process's own clock, in ms. */
  until: number;
}

/** A refusal is kept for a shorter time: somebody may just be paying. In s. */
const LONGEST_REFUSAL = 10;
/** For how long Whop "lately" called a key good, in s. */
const LATELY = 24 * 60 * 60;
/** For asking Whop, and for waiting for a process that asks it. In ms. */
const TIMEOUT = 8000;
/** A process that asks for all says so again and again. One that is gone is soon waited for no more. In s. */
const LEASE = 4;
/** Between two times that it says so, in ms. */
const RENEWAL = 1000;
/** Between two looks for what another process was told: short first, growing to the longest. In ms. */
const FIRST_LOOK = 50;
const LONGEST_LOOK = 400;
/** Answers in this process's own memory, in front of the shared state. */
const MOST_ANSWERS = 5000;

interface Settings extends WhopAccess {
  cacheSeconds: number;
  rules: Rules;
}

/** Knows what Whop said of keys, and asks it where it has to: once for all who want to know the same. */
export class LicenseLookup {
  readonly #settings: Settings;
  readonly #state: RelayState;
  readonly #limits: Limits;
  readonly #digest: Digest;
  /** By the key itself: a digest takes longer than all that is done with it. */
  readonly #answers = new LRUCache<string, Near>({ max: MOST_ANSWERS });
  readonly #flights = new Map<string, Promise<Known | Unknown>>();

  constructor(settings: Settings, state: RelayState, limits: Limits, digest: Digest) {
    this.#settings = settings;
    this.#state = state;
    this.#limits = limits;
    this.#digest = digest;
  }

  /** What this process knows itself. */
  near(key: string): Recollection | null {
    const answer = this.#answers.get(key);
    return answer && answer.until > performance.now() ? answer : null;
  }

  /** What all know. */
  async recall(key: string): Promise<Recollection> {
    const id = await this.#digest(key);
    const [known, good] = await Promise.all([this.#recallAnswer(id, key), this.#state.get(`good:${id}`)]);
    return { known, wasGood: good !== null };
  }

  /** Asks Whop, or waits for whoever asks it already. Never rejects. */
  ask(key: string, standing: Standing): Promise<Known | Unknown> {
    const flight = this.#flights.get(key);
    if (flight) return flight;
    const answer = this.#askForAll(key, standing).finally(() => this.#flights.delete(key));
    if (!isWorkers) this.#flights.set(key, answer);
    return answer;
  }

  async #askForAll(key: string, standing: Standing): Promise<Known | Unknown> {
    const id = await this.#digest(key);
    const late = new AbortController();
    const timer = setTimeout(() => late.abort(), TIMEOUT);
    try {
      return (
        (await this.#waitForOthers(id, key, late.signal)) ?? (await this.#askAsOne(id, key, standing, late.signal))
      );
    } finally {
      clearTimeout(timer);
    }
  }

  /** @returns What another process was told; `null` where this one is to ask, and holds the lease. */
  async #waitForOthers(id: string, key: string, late: AbortSignal): Promise<Known | Unknown | null> {
    // Where nothing is kept, nothing can be handed on.
    if (!this.#settings.cacheSeconds) return null;
    for (
      let pause = FIRST_LOOK;
      !(await this.#state.claim(`lease:${id}`, LEASE));
      pause = Math.min(2 * pause, LONGEST_LOOK)
    ) {
      await new Promise((resolve) => setTimeout(resolve, pause));
      const known = await this.#recallAnswer(id, key);
      if (known) return known;
      if (late.aborted) return unknown(504, 'upstream-timeout');
    }
    return null;
  }

  async #askAsOne(id: string, key: string, standing: Standing, late: AbortSignal): Promise<Known | Unknown> {
    const lease = `lease:${id}`;
    const renewal = setInterval(() => void this.#state.set(lease, '', LEASE), RENEWAL);
    try {
      // Another process may have been told just before it gave up the lease.
      const known = await this.#recallAnswer(id, key);
      return (
        known ??
        (await this.#keep(id, key, await fetchMembership(key, this.#settings, late, () => this.#mayNotAsk(standing))))
      );
    } finally {
      clearInterval(renewal);
      await this.#state.delete(lease);
    }
  }

  /** Whop wants to be left alone, or has been asked enough. Where it may be asked, one request is counted. */
  async #mayNotAsk(standing: Standing): Promise<Unknown | null> {
    const pause = await this.#state.get('pause');
    if (pause) return readPause(pause);
    const { granted, wait } = await this.#limits.takeUpstream(standing);
    return granted ? null : unknown(429, 'budget', wait);
  }

  async #recallAnswer(id: string, key: string): Promise<Known | null> {
    const kept = await this.#state.get(`answer:${id}`);
    if (!kept) return null;
    const { known, until } = JSON.parse(kept.value) as Answer;
    const ms = Math.min(kept.ms, until - Date.now());
    if (ms <= 0) return null;
    this.#remember(key, known, ms);
    return known;
  }

  /** Keeps what Whop said of the key. Faults are nobody's, and are not kept; that it wants to be left alone is. */
  async #keep(id: string, key: string, says: WhopSays): Promise<Known | Unknown> {
    if (says.says === 'nothing') {
      if (says.forAll) await this.#pause(says);
      return says;
    }
    const known = says.says === 'membership' ? await this.#toKnown(says.membership) : says;
    const good = this.#isGood(known);
    const seconds = this.#secondsToKeep(known, good);
    await Promise.all([
      good ? this.#state.set(`good:${id}`, '1', LATELY) : this.#state.delete(`good:${id}`),
      seconds &&
        this.#state.set(
          `answer:${id}`,
          JSON.stringify({ known, until: Date.now() + seconds * 1000 } satisfies Answer),
          seconds,
        ),
    ]);
    if (seconds) this.#remember(key, known, seconds * 1000);
    return known;
  }

  #remember(key: string, known: Known, ms: number): void {
    this.#answers.set(key, { known, wasGood: this.#isGood(known), until: performance.now() + ms });
  }

  /** Never ends one that lasts longer. */
  async #pause(says: Unknown): Promise<void> {
    const { ms } = (await this.#state.get('pause')) ?? { ms: 0 };
    if (ms < says.wait * 1000) await this.#state.set('pause', JSON.stringify(says), says.wait);
  }

  async #toKnown({ metadata, ...membership }: V1Membership): Promise<Known> {
    return { says: 'membership', membership: { ...membership, pairs: await digestPairs(metadata, this.#digest) } };
  }

  #isGood(known: Known): boolean {
    return known.says === 'membership' && isGood(known.membership, this.#settings.rules);
  }

  /** Nothing is kept beyond the membership's end: it may be over then. */
  #secondsToKeep(known: Known, good: boolean): number {
    const { cacheSeconds } = this.#settings;
    if (!good) return Math.min(cacheSeconds, LONGEST_REFUSAL);
    const left =
      known.says === 'membership' && known.membership.expiresAt
        ? known.membership.expiresAt - Date.now() / 1000
        : Infinity;
    return left > 0 ? Math.min(cacheSeconds, left) : cacheSeconds;
  }
}

function readPause({ value, ms }: Kept): Unknown {
  const { status, reason } = JSON.parse(value) as Unknown;
  return unknown(status, reason, ms / 1000);
}
