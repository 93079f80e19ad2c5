/** The longest time that anyone waits for, in s. */
export const MAX_RETRY_AFTER_S = 3600;

/**
 * Reads a `Retry-After` header (RFC 9110, 10.2.3): seconds, or a date.
 *
 * @param header - Its value; `null` when it is missing.
 * @returns Seconds from now, at most an hour; `null` when the header is missing or makes no sense.
 */
export function readRetryAfter(header: string | null): number | null {
  const text = header?.trim() ?? '';
  const isDate = /\d\d:\d\d:\d\d/.test(text);
  const seconds = /^\d+$/.test(text) ? Number(text) : isDate ? Math.ceil((Date.parse(text) - Date.now()) / 1000) : NaN;
  return Number.isNaN(seconds) ? null : Math.min(Math.max(seconds, 0), MAX_RETRY_AFTER_S);
}
