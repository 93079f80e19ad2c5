/** What a seller's software says of the place where a key is used. Any JSON. */
export type Metadata = Record<string, unknown>;

/**
 * Binds a key to the first metadata that is sent with it.
 *
 * Whop documents that a key without metadata stores those of its first validation, and that every pair must match
 * from then on. What becomes of fewer pairs, or of none, on a bound key is not documented; refusing them is the
 * harshest reading.
 *
 * @param stored Empty: the key is not bound yet.
 * @returns What is stored from now on; `null` when the metadata are refused.
 */
export function bindMetadata(stored: Metadata, sent: Metadata): Metadata | null {
  if (Object.keys(stored).length === 0) return sent;
  return sameJson(stored, sent) ? stored : null;
}

function sameJson(one: unknown, other: unknown): boolean {
  if (!isContainer(one) || !isContainer(other)) return one === other;
  const names = Object.keys(one);
  return (
    Array.isArray(one) === Array.isArray(other) &&
    names.length === Object.keys(other).length &&
    names.every((name) => Object.prototype.hasOwnProperty.call(other, name) && sameJson(one[name], other[name]))
  );
}

function isContainer(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
