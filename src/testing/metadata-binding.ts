/** The key/value pairs that a seller's software binds a license key to, for example a device ID. Any JSON. */
export type Metadata = Record<string, unknown>;

/**
 * Binds a key to the first metadata that is sent with it.
 *
 * Whop documents that a key without metadata stores the metadata of its first validation, and that every pair must match
 * from then on. It doesn't document what happens to a bound key when a request has fewer pairs, or none. The test API
 * refuses those, which is the strictest interpretation.
 *
 * @param stored - Empty if the key isn't bound yet.
 * @returns The metadata to store; `null` if the request is refused.
 */
export function bindMetadata(stored: Metadata, sent: Metadata): Metadata | null {
  if (Object.keys(stored).length === 0) return sent;
  return isSameJson(stored, sent) ? stored : null;
}

function isSameJson(one: unknown, other: unknown): boolean {
  if (!isContainer(one) || !isContainer(other)) return one === other;
  const names = Object.keys(one);
  return (
    Array.isArray(one) === Array.isArray(other) &&
    names.length === Object.keys(other).length &&
    names.every((name) => Object.prototype.hasOwnProperty.call(other, name) && isSameJson(one[name], other[name]))
  );
}

function isContainer(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
