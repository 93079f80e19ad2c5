import type { CacheEntry, RateLimit, RateLimitResult, RelayState } from './state.js';

/** The part of the package `ioredis` that is used. */
interface RedisClient {
  status: string;
  on(event: 'error' | 'ready' | 'close', listener: () => void): void;
  get(name: string): Promise<string | null>;
  pttl(name: string): Promise<number>;
  set(name: string, value: string, ...options: (string | number)[]): Promise<'OK' | null>;
  del(name: string): Promise<number>;
  ping(): Promise<string>;
  /** The script below. */
  countUse(
    name: string,
    limit: number,
    windowMs: number,
    isPeek: 0 | 1,
  ): Promise<[isAllowed: 0 | 1, consumed: number, retryAfterMs: number]>;
  disconnect(): void;
}

/** A connection that leaves a command unanswered for so long is closed: Redis hangs, or the network does. */
const SOCKET_TIMEOUT_MS = 2000;
/** The pause between two tries to connect. */
const RECONNECT_DELAY_MS = 500;

/**
 * A sliding window, as a list of the times at which uses were counted. (A window with fixed edges lets twice the limit
 * through across an edge.) The times are by Redis's clock, which all processes share. When that clock was set back,
 * times far in the future do not count: otherwise everybody would be locked out until they are reached.
 */
const COUNT_USE = `
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local limit, window = tonumber(ARGV[1]), tonumber(ARGV[2])
local oldest = redis.call('LINDEX', KEYS[1], 0)
while oldest and math.abs(now - oldest) >= window do
  redis.call('LPOP', KEYS[1])
  oldest = redis.call('LINDEX', KEYS[1], 0)
end
local consumed = redis.call('LLEN', KEYS[1])
if consumed >= limit then
  return {0, consumed, tonumber(redis.call('LINDEX', KEYS[1], consumed - limit)) + window - now}
end
if ARGV[3] == '1' then return {1, consumed, 0} end
redis.call('RPUSH', KEYS[1], string.format('%.0f', now))
redis.call('PEXPIRE', KEYS[1], window)
return {1, consumed + 1, 0}`;

/** State that several processes share in one Redis (6.2 or newer). Each method rejects when Redis does not answer. */
export class RedisState implements RelayState {
  readonly #connecting: Promise<RedisClient>;
  #wasLost = false;

  /** @param url - `redis://…` or `rediss://…` */
  constructor(url: string) {
    this.#connecting = connect(url, () => (this.#wasLost = true));
    this.#connecting.catch(() => {});
  }

  async get(name: string): Promise<CacheEntry | null> {
    const client = await this.#client();
    const [value, ttlMs] = await Promise.all([client.get(prefixed(name)), client.pttl(prefixed(name))]);
    return value === null || ttlMs <= 0 ? null : { value, ttlMs };
  }

  async set(name: string, value: string, ttlS: number): Promise<void> {
    await (await this.#client()).set(prefixed(name), value, 'PX', Math.ceil(ttlS * 1000));
  }

  async delete(name: string): Promise<void> {
    await (await this.#client()).del(prefixed(name));
  }

  async acquireLease(name: string, ttlS: number): Promise<boolean> {
    const client = await this.#client();
    return (await client.set(prefixed(name), '', 'PX', Math.ceil(ttlS * 1000), 'NX')) === 'OK';
  }

  consume(name: string, limit: RateLimit): Promise<RateLimitResult> {
    return this.#countUse(name, limit, 0);
  }

  peek(name: string, limit: RateLimit): Promise<RateLimitResult> {
    return this.#countUse(name, limit, 1);
  }

  async health(): Promise<'shared'> {
    await (await this.#client()).ping();
    return 'shared';
  }

  close(): void {
    this.#connecting.then(
      (client) => client.disconnect(),
      () => {},
    );
  }

  async #countUse(name: string, { limit, windowS }: RateLimit, isPeek: 0 | 1): Promise<RateLimitResult> {
    const client = await this.#client();
    const [isAllowed, consumed, retryAfterMs] = await client.countUse(prefixed(name), limit, windowS * 1000, isPeek);
    return { isAllowed: isAllowed === 1, consumed, retryAfterS: retryAfterMs / 1000 };
  }

  /** A Redis that was away may have lost its memory, however short that was. So the next caller after it hears of it. */
  async #client(): Promise<RedisClient> {
    const client = await this.#connecting;
    if (!this.#wasLost || client.status !== 'ready') return client;
    this.#wasLost = false;
    throw new Error('The connection was lost.');
  }
}

function prefixed(name: string): string {
  return `whop-license-relay:${name}`;
}

/** Waits for the first connection or the first failure. Later, each command rejects by itself while there is none. */
async function connect(url: string, onLoss: () => void): Promise<RedisClient> {
  // The types are our own: those of `ioredis` would bring Node's globals into the types of pages.
  // eslint-disable-next-line @typescript-eslint/no-unnecessary-type-assertion -- It keeps the types out.
  const { Redis } = (await import('#ioredis' as string)) as {
    Redis: new (url: string, options: object) => RedisClient;
  };
  const client = new Redis(url, {
    socketTimeout: SOCKET_TIMEOUT_MS,
    connectTimeout: SOCKET_TIMEOUT_MS,
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    retryStrategy: () => RECONNECT_DELAY_MS,
    scripts: { countUse: { lua: COUNT_USE, numberOfKeys: 1 } },
  });
  // Without a listener, the client writes errors to the console.
  client.on('error', () => {});
  await new Promise<void>((resolve) => {
    client.on('ready', resolve);
    client.on('close', resolve);
  });
  client.on('close', onLoss);
  return client;
}
