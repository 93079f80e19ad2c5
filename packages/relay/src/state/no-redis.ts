/** Takes the place of `ioredis` in a Worker's bundle. Workers share their state by a Durable Object: see `DurableState`. */
export function Redis(): never {
  throw new Error('Redis cannot be used on Workers.');
}
