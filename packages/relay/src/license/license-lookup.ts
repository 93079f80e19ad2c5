import { isWorkers } from '../state/platform.js';
import type { CacheEntry, RelayState } from '../state/state.js';
import { fetchMembership, type WhopAccess } from '../upstream/fetch-membership.js';
import { unknownResult, type UnknownResult } from '../upstream/read-upstream.js';
import type { Digest } from './digest.js';
import type { Limits, UpstreamPriority } from './limits.js';
import type { CachedResult, ResultCache } from './result-cache.js';

/** The time for asking Whop, or for waiting for a process that asks. */
const TIMEOUT_MS = 8000;
/** How long a lease lasts without being renewed. So nobody waits long for a process that has died. */
const LEASE_TTL_S = 4;
const LEASE_RENEWAL_MS = 1000;
/** The pause between two looks at what another process was told: short at first, then doubled up to the longest. */
const FIRST_POLL_MS = 50;
const MAX_POLL_MS = 400;
/** The name under which a time is stored in which Whop is left alone. */
const COOLDOWN = 'cooldown';

interface LookupSettings extends WhopAccess {
  cacheSeconds: number;
}

/** Asks Whop about keys: once for everybody who wants to know the same. */
export class LicenseLookup {
  readonly #settings: LookupSettings;
  readonly #state: RelayState;
  readonly #limits: Limits;
  readonly #digest: Digest;
  readonly #cache: ResultCache;
  readonly #inFlight = new Map<string, Promise<CachedResult | UnknownResult>>();

  constructor(settings: LookupSettings, state: RelayState, limits: Limits, digest: Digest, cache: ResultCache) {
    this.#settings = settings;
    this.#state = state;
    this.#limits = limits;
    this.#digest = digest;
    this.#cache = cache;
  }

  /** Asks Whop, or waits for whoever is asking already. */
  fetch(key: string, priority: UpstreamPriority): Promise<CachedResult | UnknownResult> {
    const pending = this.#inFlight.get(key);
    if (pending) return pending;
    const result = this.#fetchCoalesced(key, priority).finally(() => this.#inFlight.delete(key));
    // On Workers, one request cannot wait for another.
    if (!isWorkers) this.#inFlight.set(key, result);
    return result;
  }

  /** Asks once for all processes. */
  async #fetchCoalesced(key: string, priority: UpstreamPriority): Promise<CachedResult | UnknownResult> {
    const lease = `lease:${await this.#digest(key)}`;
    const timeout = new AbortController();
    const timer = setTimeout(() => timeout.abort(), TIMEOUT_MS);
    try {
      return (
        (await this.#waitForLease(lease, key, timeout.signal)) ??
        (await this.#fetchWithLease(lease, key, priority, timeout.signal))
      );
    } finally {
      clearTimeout(timer);
    }
  }

  /** @returns What another process was told; `null` when this one has the lease, and has to ask. */
  async #waitForLease(lease: string, key: string, signal: AbortSignal): Promise<CachedResult | UnknownResult | null> {
    // Without a cache, no process can tell another what it was told.
    if (!this.#settings.cacheSeconds) return null;
    let pollMs = FIRST_POLL_MS;
    while (!(await this.#state.acquireLease(lease, LEASE_TTL_S))) {
      await new Promise((resolve) => setTimeout(resolve, pollMs));
      const result = await this.#cache.getResult(key);
      if (result) return result;
      if (signal.aborted) return unknownResult(504, 'upstream-timeout');
      pollMs = Math.min(2 * pollMs, MAX_POLL_MS);
    }
    return null;
  }

  async #fetchWithLease(
    lease: string,
    key: string,
    priority: UpstreamPriority,
    signal: AbortSignal,
  ): Promise<CachedResult | UnknownResult> {
    const renewal = setInterval(() => void this.#state.set(lease, '', LEASE_TTL_S), LEASE_RENEWAL_MS);
    try {
      // Another process may have been told just before it gave the lease back.
      const cached = await this.#cache.getResult(key);
      if (cached) return cached;
      const reserveCall = (): Promise<UnknownResult | null> => this.#reserveCall(priority);
      const result = await fetchMembership(key, this.#settings, signal, reserveCall);
      if (result.kind !== 'unknown') return await this.#cache.set(key, result);
      if (result.affectsAllKeys) await this.#startCooldown(result);
      return result;
    } finally {
      clearInterval(renewal);
      await this.#state.delete(lease);
    }
  }

  /** Counts one call of Whop. @returns Why Whop must not be asked; `null` when it may. */
  async #reserveCall(priority: UpstreamPriority): Promise<UnknownResult | null> {
    const cooldown = await this.#state.get(COOLDOWN);
    if (cooldown) return readCooldown(cooldown);
    const { isAllowed, retryAfterS } = await this.#limits.consumeUpstreamCall(priority);
    return isAllowed ? null : unknownResult(429, 'budget', retryAfterS);
  }

  /** Leaves Whop alone for a while. A cooldown that lasts longer stands. */
  async #startCooldown(result: UnknownResult): Promise<void> {
    const current = await this.#state.get(COOLDOWN);
    if (!current || current.ttlMs < result.retryAfterS * 1000)
      await this.#state.set(COOLDOWN, JSON.stringify(result), result.retryAfterS);
  }
}

function readCooldown({ value, ttlMs }: CacheEntry): UnknownResult {
  const { status, reason } = JSON.parse(value) as UnknownResult;
  return unknownResult(status, reason, ttlMs / 1000);
}
