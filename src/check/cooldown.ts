import { MAX_RETRY_AFTER_S } from './retry-after.js';

/** How long an API is left alone after a 429 that does not say, in s. Whop documents 60 for v2. */
export const DEFAULT_COOLDOWN_S = 60;

/** A time in which an API is left alone, in ms of the Unix epoch. */
export interface Cooldown {
  since: number;
  until: number;
}

/** By `apiBase`. */
const cooldowns = new Map<string, Cooldown>();

/** The API said that it is asked too often. What lasts longer than any real cooldown is ignored. */
export function startCooldown(apiBase: string, cooldown: Cooldown): void {
  if (cooldown.until - cooldown.since <= MAX_RETRY_AFTER_S * 1000) cooldowns.set(apiBase, cooldown);
}

/** The API's last cooldown, over or not. */
export function getCooldown(apiBase: string): Cooldown {
  return cooldowns.get(apiBase) ?? { since: 0, until: 0 };
}

/**
 * How long the API must still be left alone.
 *
 * @returns Whole seconds; 0 when it may be asked. A cooldown that begins in the future is ignored: the system clock was set back.
 */
export function cooldownSecondsLeft(apiBase: string): number {
  const { since, until } = getCooldown(apiBase);
  const now = Date.now();
  return since <= now && now < until ? Math.ceil((until - now) / 1000) : 0;
}
