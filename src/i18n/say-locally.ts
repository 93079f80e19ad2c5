import { nonEmptyStringOrNull } from '../check/read-json.js';

/**
 * Asks the browser for a date or a number in words.
 *
 * @returns `null` when it says none: polyfills of `Intl` throw, or return something else.
 */
export function sayLocally(say: () => unknown): string | null {
  try {
    return nonEmptyStringOrNull(say());
  } catch {
    return null;
  }
}
