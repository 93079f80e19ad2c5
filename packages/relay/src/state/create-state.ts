import { FallbackState } from './fallback-state.js';
import { MemoryState } from './memory-state.js';
import { RedisState } from './redis-state.js';
import type { RelayState } from './state.js';

/**
 * Sets up where a relay keeps what it remembers: in memory, or in a shared place with memory as the fallback.
 *
 * @param shared - The seller's own state. It comes before Redis.
 * @param redisUrl - `redis://…`, or `null` for one process alone.
 */
export function createState(shared: RelayState | null, redisUrl: string | null): RelayState {
  const memory = new MemoryState();
  const other = shared ?? (redisUrl === null ? null : new RedisState(redisUrl));
  return other ? new FallbackState(other, memory) : memory;
}
