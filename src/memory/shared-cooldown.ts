import { readItem, writeItem } from './browser-storage.js';
import { startCooldown, getCooldown, cooldownSecondsLeft } from '../check/cooldown.js';
import { MAX_RETRY_AFTER_S } from '../check/retry-after.js';

const item = (apiBase: string): string => `whop-license-check cooldown ${apiBase}`;

/** Leaves for the other tabs of this browser until when an API may not be asked. */
export function tellCooldown(apiBase: string): void {
  const { since, until } = getCooldown(apiBase);
  writeItem('local', item(apiBase), `${since} ${until}`);
}

/** None is asked within a cooldown that another tab was told of. */
export function heedCooldown(apiBase: string): void {
  const [since = NaN, until = NaN] = String(readItem('local', item(apiBase)))
    .split(' ')
    .map(Number);
  if (until - since <= MAX_RETRY_AFTER_S * 1000 && !cooldownSecondsLeft(apiBase))
    startCooldown(apiBase, { since, until });
}
