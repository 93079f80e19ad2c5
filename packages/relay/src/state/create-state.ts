import { MemoryState } from './memory-state.js';
import { RedisState } from './redis-state.js';
import { SharedOrAlone } from './shared-or-alone.js';
import type { RelayState } from './state.js';

/**
 * Where a relay keeps what it knows.
 *
 * @param shared A place of the seller's choice, before Redis.
 */
export function createState(shared: RelayState | null, redisUrl: string | null): RelayState {
  const own = new MemoryState();
  const other = shared ?? (redisUrl === null ? null : new RedisState(redisUrl));
  return other ? new SharedOrAlone(other, own) : own;
}
