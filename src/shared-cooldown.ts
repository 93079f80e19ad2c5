import { readItem, writeItem } from './browser-storage.js';
import { LONGEST_COOLDOWN } from './read-verdict.js';
import { coolDown, cooldownOf, secondsOfCooldown } from './validate-license.js';

const item = (apiBase: string): string => `whop-license-check cooldown ${apiBase}`;

/** Leaves for the other tabs of this browser until when an API may not be asked. */
export function tellCooldown(apiBase: string): void {
  const { since, until } = cooldownOf(apiBase);
  writeItem('local', item(apiBase), `${since} ${until}`);
}

/** None is asked within a cooldown that another tab was told of. */
export function heedCooldown(apiBase: string): void {
  const [since = NaN, until = NaN] = String(readItem('local', item(apiBase)))
    .split(' ')
    .map(Number);
  if (until - since <= LONGEST_COOLDOWN * 1000 && !secondsOfCooldown(apiBase)) coolDown(apiBase, { since, until });
}
