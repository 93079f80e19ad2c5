import { createLocalJWKSet, createRemoteJWKSet, type JWTVerifyGetKey } from 'jose';
import { LRUCache } from 'lru-cache';
import { getOwn, isObject, readBaseUrl } from 'whop-license-check/core';

const MAX_KEY_SETS = 100;
/** By URL. Each set is fetched once for everybody who asks at the same time, and kept. */
const keySets = new LRUCache<string, JWTVerifyGetKey>({ max: MAX_KEY_SETS });

/**
 * Reads what a relay's public keys are, or where they are.
 *
 * @param keys - A JWK set, or its URL.
 * @returns A function that finds the key of a token. It rejects when the keys cannot be fetched, or none is the token's.
 * @throws {TypeError} `keys` is neither.
 */
export function readPublicKeys(keys: unknown): JWTVerifyGetKey {
  if (typeof keys === 'string' || keys instanceof URL) return keySetAt(readUrl(String(keys)));
  const list = isObject(keys) && getOwn(keys, 'keys');
  if (!Array.isArray(list) || !list.length || !list.every(isObject))
    throw new TypeError('keys must be a JWK set with at least one key, or the URL of one.');
  return createLocalJWKSet({ keys: list });
}

function readUrl(text: string): string {
  try {
    return readBaseUrl(text);
  } catch {
    throw new TypeError('keys must be an https: URL without credentials, query and fragment, or a JWK set.');
  }
}

function keySetAt(url: string): JWTVerifyGetKey {
  const existing = keySets.get(url);
  if (existing) return existing;
  // The options have no prototype, so that a polluted one changes no time limit.
  const keySet = createRemoteJWKSet(new URL(url), { __proto__: null } as object);
  keySets.set(url, keySet);
  return keySet;
}
