import { LastingState, type ObjectStorage } from './lasting-state.js';
import type { Kept, Limit, RelayState, Slot } from './state.js';

/** As much of a Durable Object's namespace (Cloudflare Workers) as is used. */
export interface DurableObjectNamespace {
  idFromName(name: string): object;
  get(id: never): { fetch(url: string, init: { method: string; body: string }): Promise<Response> };
}

const OPERATIONS = ['get', 'set', 'delete', 'claim', 'take'] as const;
type Operation = (typeof OPERATIONS)[number];

/**
 * For how long it stays in memory while nobody asks, in ms: longer than the windows that it counts in. The platform
 * puts away one that has no timer after 10 s, and any other after 70 s (its documentation, "Lifecycle of a Durable
 * Object").
 */
const AWAKE = 65_000;

/**
 * The Durable Object that all isolates of a Worker share: one for the whole relay. It counts in memory; where the
 * platform moves or restarts it, at most a minute of counting is lost.
 */
export class RelayObject {
  readonly #state: LastingState;
  #awake: ReturnType<typeof setTimeout> | undefined;

  /** @param state What the platform hands to it. */
  constructor({ storage }: { storage: ObjectStorage }) {
    this.#state = new LastingState(storage);
  }

  /** @param request `[operation, ...arguments]` as JSON. */
  async fetch(request: Request): Promise<Response> {
    clearTimeout(this.#awake);
    this.#awake = setTimeout(() => {}, AWAKE);
    const [operation, ...given] = (await request.json()) as [Operation, ...never[]];
    if (!OPERATIONS.includes(operation)) return new Response(null, { status: 404 });
    const act = this.#state[operation].bind(this.#state) as (...given: never[]) => Promise<unknown>;
    return Response.json((await act(...given)) ?? null);
  }

  /** The platform calls it at the time that was set. */
  alarm(): Promise<void> {
    return this.#state.sweep();
  }
}

/** State in a Durable Object, and answers in the platform's cache before it. Each method rejects when it does not answer. */
export class DurableState implements RelayState {
  readonly #namespace: DurableObjectNamespace;

  /** @param namespace The binding of `RelayObject` in the Worker's configuration. */
  constructor(namespace: DurableObjectNamespace) {
    this.#namespace = namespace;
  }

  async get(name: string): Promise<Kept | null> {
    const cached = isAnswer(name) ? await platformCache()?.match(cacheUrl(name)) : undefined;
    if (cached) {
      const { value, until } = (await cached.json()) as { value: string; until: number };
      if (until > Date.now()) return { value, ms: until - Date.now() };
    }
    return this.#call('get', name);
  }

  async set(name: string, value: string, seconds: number): Promise<void> {
    await this.#call('set', name, value, seconds);
    if (!isAnswer(name)) return;
    const headers = { 'Cache-Control': `max-age=${Math.ceil(seconds)}` };
    await platformCache()?.put(
      cacheUrl(name),
      Response.json({ value, until: Date.now() + seconds * 1000 }, { headers }),
    );
  }

  delete(name: string): Promise<void> {
    return this.#call('delete', name);
  }

  claim(name: string, seconds: number): Promise<boolean> {
    return this.#call('claim', name, seconds);
  }

  take(name: string, limit: Limit): Promise<Slot> {
    return this.#call('take', name, limit);
  }

  async health(): Promise<'shared'> {
    await this.#call('get', 'health');
    return 'shared';
  }

  close(): void {
    // Nothing is held.
  }

  async #call<T>(operation: Operation, ...given: unknown[]): Promise<T> {
    const object = this.#namespace.get(this.#namespace.idFromName('relay') as never);
    const response = await object.fetch('https://relay/', {
      method: 'POST',
      body: JSON.stringify([operation, ...given]),
    });
    if (!response.ok) throw new Error('The Durable Object refused.');
    return (await response.json()) as T;
  }
}

/** Only these are worth it, and are never taken back before they end. */
function isAnswer(name: string): boolean {
  return name.startsWith('answer:');
}

/** It holds nothing on `*.workers.dev`, and is each data center's own. */
function platformCache(): Cache | undefined {
  return (globalThis.caches as { default?: Cache } | undefined)?.default;
}

function cacheUrl(name: string): string {
  return `https://whop-license-relay.invalid/${encodeURIComponent(name)}`;
}
