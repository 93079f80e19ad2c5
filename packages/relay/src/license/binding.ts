import { isObject, type Json } from 'whop-license-check/core';
import type { Digest } from './digest.js';

/**
 * Digests the pairs that a key is bound to, so that what names somebody's device is stored nowhere.
 *
 * @returns One digest for each pair.
 */
export function digestPairs(metadata: Json, digest: Digest): Promise<string[]> {
  return Promise.all(Object.entries(metadata).map(async ([name, value]) => digest(toCanonicalJson([name, value]))));
}

/**
 * Compares as v2 does: each pair that was sent must be stored alike. Nothing is ever written.
 *
 * @param stored - What `digestPairs` returned, at least one. A key without stored pairs is bound to nothing.
 */
export async function matchesBinding(sent: Json, stored: readonly string[], digest: Digest): Promise<boolean> {
  return (await digestPairs(sent, digest)).every((pair) => stored.includes(pair));
}

/** JSON in which the order of members makes no difference. */
function toCanonicalJson(value: unknown): string {
  return JSON.stringify(value, (_name, part: unknown) =>
    isObject(part) ? Object.fromEntries(Object.entries(part).sort(byName)) : part,
  );
}

function byName([one]: [string, unknown], [other]: [string, unknown]): number {
  return one < other ? -1 : 1;
}
