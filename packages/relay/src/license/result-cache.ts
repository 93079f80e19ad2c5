import { LRUCache } from 'lru-cache';
import type { RelayState } from '../state/state.js';
import type { UpstreamResult } from '../upstream/read-upstream.js';
import type { V1Membership } from '../upstream/v1-membership.js';
import { digestPairs } from './binding.js';
import type { Digest } from './digest.js';
import { isGood, type Rules } from './v2-membership.js';

/** What Whop said about a key, as it is cached. Neither the key nor what it is bound to can be read from it. */
export type CachedResult = { kind: 'not-found' } | { kind: 'membership'; membership: CachedMembership };

/** A membership as it is cached. */
export interface CachedMembership extends Omit<V1Membership, 'metadata'> {
  /** What the key is bound to: see `digestPairs`. */
  pairs: string[];
}

/** What is known about a key before Whop is asked. */
export interface KnownKey {
  /** What Whop said, while it is cached. */
  result: CachedResult | null;
  /** Whether Whop said within `KNOWN_GOOD_TTL_S` that the key is good, and has not refused it since. */
  wasGood: boolean;
}

/** A result as the shared state has it. */
interface StoredResult {
  result: CachedResult;
  /** In ms of the Unix epoch. A state that hung may store it late, and would keep it for too long then. */
  expiresAt: number;
}

interface LocalResult extends KnownKey {
  result: CachedResult;
  /** By the process's own clock, in ms. */
  expiresAt: number;
}

/** How long a key counts as good lately. */
const KNOWN_GOOD_TTL_S = 24 * 60 * 60;
/** A refusal is cached for a shorter time than a good result: somebody may be paying at this moment. */
const MAX_REFUSAL_TTL_S = 10;
/** In this process's memory, in front of the shared state. */
const MAX_LOCAL_RESULTS = 5000;

/** Remembers what Whop said about keys: in this process for speed, and in the state for all processes. */
export class ResultCache {
  readonly #state: RelayState;
  readonly #digest: Digest;
  readonly #rules: Rules;
  readonly #cacheSeconds: number;
  /** By the key itself: a digest takes longer than everything that is done with it. */
  readonly #local = new LRUCache<string, LocalResult>({ max: MAX_LOCAL_RESULTS });

  constructor(state: RelayState, digest: Digest, { rules, cacheSeconds }: { rules: Rules; cacheSeconds: number }) {
    this.#state = state;
    this.#digest = digest;
    this.#rules = rules;
    this.#cacheSeconds = cacheSeconds;
  }

  /** What this process knows about a key by itself. */
  getLocal(key: string): KnownKey | null {
    const local = this.#local.get(key);
    return local && local.expiresAt > performance.now() ? local : null;
  }

  /** What any process knows about a key. */
  async getShared(key: string): Promise<KnownKey> {
    const id = await this.#digest(key);
    const [result, good] = await Promise.all([this.getResult(key), this.#state.get(`good:${id}`)]);
    return { result, wasGood: good !== null };
  }

  /** What Whop said about a key, when any process has it cached. */
  async getResult(key: string): Promise<CachedResult | null> {
    const entry = await this.#state.get(`answer:${await this.#digest(key)}`);
    if (!entry) return null;
    const { result, expiresAt } = JSON.parse(entry.value) as StoredResult;
    const ttlMs = Math.min(entry.ttlMs, expiresAt - Date.now());
    if (ttlMs <= 0) return null;
    this.#setLocal(key, result, ttlMs);
    return result;
  }

  /** Caches what Whop said about a key. */
  async set(key: string, upstream: Exclude<UpstreamResult, { kind: 'unknown' }>): Promise<CachedResult> {
    const id = await this.#digest(key);
    const result = upstream.kind === 'membership' ? await this.#toCached(upstream.membership) : upstream;
    const ttlS = this.#ttlS(result);
    const stored: StoredResult = { result, expiresAt: Date.now() + ttlS * 1000 };
    await Promise.all([
      this.#isGood(result) ? this.#state.set(`good:${id}`, '1', KNOWN_GOOD_TTL_S) : this.#state.delete(`good:${id}`),
      ttlS && this.#state.set(`answer:${id}`, JSON.stringify(stored), ttlS),
    ]);
    if (ttlS) this.#setLocal(key, result, ttlS * 1000);
    return result;
  }

  #setLocal(key: string, result: CachedResult, ttlMs: number): void {
    this.#local.set(key, { result, wasGood: this.#isGood(result), expiresAt: performance.now() + ttlMs });
  }

  async #toCached({ metadata, ...membership }: V1Membership): Promise<CachedResult> {
    return { kind: 'membership', membership: { ...membership, pairs: await digestPairs(metadata, this.#digest) } };
  }

  #isGood(result: CachedResult): boolean {
    return result.kind === 'membership' && isGood(result.membership, this.#rules);
  }

  /** How long a result is cached. A good one ends with its membership, because it may be over then. */
  #ttlS(result: CachedResult): number {
    if (result.kind !== 'membership' || !this.#isGood(result)) return Math.min(this.#cacheSeconds, MAX_REFUSAL_TTL_S);
    const { expiresAt } = result.membership;
    const leftS = expiresAt ? expiresAt - Date.now() / 1000 : Infinity;
    // Whop still calls one good whose end has passed: what it says counts.
    return leftS > 0 ? Math.min(this.#cacheSeconds, leftS) : this.#cacheSeconds;
  }
}
