import type { Kept, Limit, RelayState, Slot } from './state.js';

/** As much of a client of the package `ioredis` as is used. */
interface RedisClient {
  status: string;
  on(event: 'error' | 'ready' | 'close', listener: () => void): void;
  get(name: string): Promise<string | null>;
  pttl(name: string): Promise<number>;
  set(name: string, value: string, ...options: (string | number)[]): Promise<'OK' | null>;
  del(name: string): Promise<number>;
  ping(): Promise<string>;
  take(
    name: string,
    limit: number,
    window: number,
    look: 0 | 1,
  ): Promise<[granted: number, used: number, wait: number]>;
  disconnect(): void;
}

/** A connection that leaves a command unanswered for so long is given up: Redis hangs, or the way to it. In ms. */
const SILENCE = 2000;
/** Between two tries to connect, in ms. */
const RECONNECT = 500;

/**
 * A sliding window as a list of the times at which slots were taken, by the clock of Redis, which all processes share.
 * (A window with fixed edges lets twice the limit through across an edge.) Where that clock was put back, times far to
 * come do not count: nobody is locked out until they are reached.
 */
const TAKE = `
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local limit, window = tonumber(ARGV[1]), tonumber(ARGV[2])
local oldest = redis.call('LINDEX', KEYS[1], 0)
while oldest and math.abs(now - oldest) >= window do
  redis.call('LPOP', KEYS[1])
  oldest = redis.call('LINDEX', KEYS[1], 0)
end
local used = redis.call('LLEN', KEYS[1])
if used >= limit then
  return {0, used, tonumber(redis.call('LINDEX', KEYS[1], used - limit)) + window - now}
end
if ARGV[3] == '1' then return {1, used, 0} end
redis.call('RPUSH', KEYS[1], string.format('%.0f', now))
redis.call('PEXPIRE', KEYS[1], window)
return {1, used + 1, 0}`;

/** State that several processes share in one Redis (6.2 or newer). Each method rejects when Redis does not answer. */
export class RedisState implements RelayState {
  readonly #connecting: Promise<RedisClient>;
  #wasLost = false;

  /** @param url `redis://…` or `rediss://…` */
  constructor(url: string) {
    this.#connecting = connect(url, () => (this.#wasLost = true));
    this.#connecting.catch(() => {});
  }

  async get(name: string): Promise<Kept | null> {
    const client = await this.#client();
    const [value, ms] = await Promise.all([client.get(key(name)), client.pttl(key(name))]);
    return value === null || ms <= 0 ? null : { value, ms };
  }

  async set(name: string, value: string, seconds: number): Promise<void> {
    await (await this.#client()).set(key(name), value, 'PX', Math.ceil(seconds * 1000));
  }

  async delete(name: string): Promise<void> {
    await (await this.#client()).del(key(name));
  }

  async claim(name: string, seconds: number): Promise<boolean> {
    return (await (await this.#client()).set(key(name), '', 'PX', Math.ceil(seconds * 1000), 'NX')) === 'OK';
  }

  async take(name: string, { limit, seconds, look = false }: Limit): Promise<Slot> {
    const [granted, used, wait] = await (await this.#client()).take(key(name), limit, seconds * 1000, look ? 1 : 0);
    return { granted: granted === 1, used, wait: wait / 1000 };
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

  /** A Redis that was away may come back without its memory: whoever asks next is told, however short it was. */
  async #client(): Promise<RedisClient> {
    const client = await this.#connecting;
    if (!this.#wasLost || client.status !== 'ready') return client;
    this.#wasLost = false;
    throw new Error('The connection was lost.');
  }
}

function key(name: string): string {
  return `whop-license-relay:${name}`;
}

/** Waits for the first connection, or the first failure. Later on, each command says itself that there is none. */
async function connect(url: string, onLoss: () => void): Promise<RedisClient> {
  // Not typed by the package itself: its types would bring Node's globals into the pages' code.
  // eslint-disable-next-line @typescript-eslint/no-unnecessary-type-assertion -- It keeps the types out.
  const { Redis } = (await import('#ioredis' as string)) as {
    Redis: new (url: string, options: object) => RedisClient;
  };
  const client = new Redis(url, {
    socketTimeout: SILENCE,
    connectTimeout: SILENCE,
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    retryStrategy: () => RECONNECT,
    scripts: { take: { lua: TAKE, numberOfKeys: 1 } },
  });
  // Without a listener the client writes to the console.
  client.on('error', () => {});
  await new Promise<void>((resolve) => {
    client.on('ready', resolve);
    client.on('close', resolve);
  });
  client.on('close', onLoss);
  return client;
}
