import { PersistentState, type ObjectStorage } from './persistent-state.js';
import type { CacheEntry, RateLimit, RateLimitResult, RelayState } from './state.js';

/** The part of a Durable Object's namespace (Cloudflare Workers) that is used: the binding of `RelayObject`. */
export interface DurableObjectNamespace {
  /**
   * Finds the ID of an object.
   *
   * @param name - The object's name.
   * @returns Its ID.
   */
  idFromName(name: string): object;
  /**
   * Finds an object.
   *
   * @param id - Its ID.
   * @returns What calls the object.
   */
  get(id: never): { fetch(url: string, init: { method: string; body: string }): Promise<Response> };
}

const OPERATIONS = ['get', 'set', 'delete', 'acquireLease', 'consume', 'peek'] as const;
type Operation = (typeof OPERATIONS)[number];

/**
 * How long the object stays in memory after a request: longer than the windows that it counts in. The platform evicts
 * an object without a timer after 10 s, and any other after 70 s (its documentation, "Lifecycle of a Durable Object").
 */
const KEEP_AWAKE_MS = 65_000;

/**
 * The Durable Object that all instances of a Worker share. Export it from the Worker's main module, and bind it in the
 * Worker's configuration.
 *
 * It counts in memory. When the platform moves or restarts it, at most a minute of counting is lost.
 *
 * @example
 * ```js
 * export { RelayObject } from 'whop-license-relay';
 * ```
 */
export class RelayObject {
  readonly #state: PersistentState;
  #keepAwakeTimer: ReturnType<typeof setTimeout> | undefined;

  /**
   * The platform calls it.
   *
   * @param context - What the platform passes to a Durable Object.
   */
  constructor({ storage }: { storage: ObjectStorage }) {
    this.#state = new PersistentState(storage);
  }

  /**
   * Runs one operation of `DurableState`.
   *
   * @param request - Its body is `[operation, ...arguments]` as JSON.
   * @returns What the operation resolved with, as JSON; 404 when there is no such operation.
   */
  async fetch(request: Request): Promise<Response> {
    clearTimeout(this.#keepAwakeTimer);
    this.#keepAwakeTimer = setTimeout(() => {}, KEEP_AWAKE_MS);
    const [operation, ...args] = (await request.json()) as [Operation, ...never[]];
    if (!OPERATIONS.includes(operation)) return new Response(null, { status: 404 });
    const run = this.#state[operation].bind(this.#state) as (...args: never[]) => Promise<unknown>;
    return Response.json((await run(...args)) ?? null);
  }

  /**
   * Deletes what has expired. The platform calls it at the time that was set.
   *
   * @returns Resolves when it is deleted.
   */
  alarm(): Promise<void> {
    return this.#state.sweep();
  }
}

/**
 * State for Cloudflare Workers: in a Durable Object, with the platform's cache in front of it for Whop's answers.
 * Each method rejects when the object does not answer.
 *
 * @example
 * ```js
 * import { createRelay, DurableState, optionsFromEnvironment } from 'whop-license-relay';
 *
 * let relay;
 *
 * export default {
 *   fetch(request, env, context) {
 *     relay ??= createRelay({ ...optionsFromEnvironment(env), state: new DurableState(env.RELAY) });
 *     return relay.fetch(request, env, context);
 *   },
 * };
 * ```
 */
export class DurableState implements RelayState {
  readonly #namespace: DurableObjectNamespace;

  /**
   * Connects a relay to the object.
   *
   * @param namespace - The binding of `RelayObject` in the Worker's configuration.
   */
  constructor(namespace: DurableObjectNamespace) {
    this.#namespace = namespace;
  }

  async get(name: string): Promise<CacheEntry | null> {
    const cached = isCacheable(name) ? await platformCache()?.match(cacheUrl(name)) : undefined;
    if (cached) {
      const { value, expiresAt } = (await cached.json()) as { value: string; expiresAt: number };
      if (expiresAt > Date.now()) return { value, ttlMs: expiresAt - Date.now() };
    }
    return this.#call('get', name);
  }

  async set(name: string, value: string, ttlS: number): Promise<void> {
    await this.#call('set', name, value, ttlS);
    if (!isCacheable(name)) return;
    const headers = { 'Cache-Control': `max-age=${Math.ceil(ttlS)}` };
    const entry = { value, expiresAt: Date.now() + ttlS * 1000 };
    await platformCache()?.put(cacheUrl(name), Response.json(entry, { headers }));
  }

  delete(name: string): Promise<void> {
    return this.#call('delete', name);
  }

  acquireLease(name: string, ttlS: number): Promise<boolean> {
    return this.#call('acquireLease', name, ttlS);
  }

  consume(name: string, limit: RateLimit): Promise<RateLimitResult> {
    return this.#call('consume', name, limit);
  }

  peek(name: string, limit: RateLimit): Promise<RateLimitResult> {
    return this.#call('peek', name, limit);
  }

  async health(): Promise<'shared'> {
    await this.#call('get', 'health');
    return 'shared';
  }

  close(): void {
    // There is no connection to close.
  }

  async #call<T>(operation: Operation, ...args: unknown[]): Promise<T> {
    const object = this.#namespace.get(this.#namespace.idFromName('relay') as never);
    const response = await object.fetch('https://relay/', {
      method: 'POST',
      body: JSON.stringify([operation, ...args]),
    });
    if (!response.ok) throw new Error('The Durable Object refused the operation.');
    return (await response.json()) as T;
  }
}

/** Only Whop's answers are asked for so often that the cache pays, and they are never taken back before they expire. */
function isCacheable(name: string): boolean {
  return name.startsWith('answer:');
}

/** The cache stores nothing on `*.workers.dev`, and each data center has its own. */
function platformCache(): Cache | undefined {
  return (globalThis.caches as { default?: Cache } | undefined)?.default;
}

function cacheUrl(name: string): string {
  return `https://whop-license-relay.invalid/${encodeURIComponent(name)}`;
}
