/** In the place of `ioredis` where a Worker is bundled: its runtime shares state in another way, see `DurableState`. */
export function Redis(): never {
  throw new Error('There is no Redis on Workers.');
}
