import { cooldownSecondsLeft, getCooldown, startCooldown } from '../check/cooldown.js';
import { readItem, writeItem } from './browser-storage.js';

/** The name of the storage item. */
export const cooldownItemName = (apiBase: string): string => `whop-license-check cooldown ${apiBase}`;

/** Tells the other tabs of this browser how long the API must be left alone. */
export function publishCooldown(apiBase: string): void {
  const { since, until } = getCooldown(apiBase);
  writeItem('local', cooldownItemName(apiBase), `${since} ${until}`);
}

/**
 * How long the API must be left alone, in s.
 *
 * @param isShared - Whether cooldowns of other tabs count too.
 */
export function sharedCooldownSecondsLeft(apiBase: string, isShared: boolean): number {
  if (isShared && !cooldownSecondsLeft(apiBase)) {
    const [since = NaN, until = NaN] = String(readItem('local', cooldownItemName(apiBase)))
      .split(' ')
      .map(Number);
    if (since <= until) startCooldown(apiBase, { since, until });
  }
  return cooldownSecondsLeft(apiBase);
}
