import { createLocalJWKSet, createRemoteJWKSet, type JWTVerifyGetKey } from 'jose';
import { getOwn, isObject, readBaseUrl } from 'whop-license-check/core';

const MOST_KEY_SETS = 100;
/** By URL: each is fetched once, for all who ask at the same time, and kept. */
const keySets = new Map<string, JWTVerifyGetKey>();

/**
 * Reads where a relay's public keys are, or what they are.
 *
 * @param keys A JWK set, or the URL of one.
 * @returns Finds the key of a token. It rejects where the keys cannot be had, or have none for that token.
 * @throws {TypeError}
 */
export function readPublicKeys(keys: unknown): JWTVerifyGetKey {
  if (typeof keys === 'string' || keys instanceof URL) return keySetOf(readUrl(String(keys)));
  const list = isObject(keys) && getOwn(keys, 'keys');
  if (!Array.isArray(list) || !list.length || !list.every(isObject))
    throw new TypeError('keys must be a JWK set with a key in it, or the URL of one.');
  return createLocalJWKSet({ keys: list });
}

function readUrl(text: string): string {
  try {
    return readBaseUrl(text);
  } catch {
    throw new TypeError('keys must be a https: URL without credentials, query and fragment, or a JWK set.');
  }
}

function keySetOf(url: string): JWTVerifyGetKey {
  const known = keySets.get(url);
  if (known) return known;
  const [oldest] = keySets.keys();
  if (keySets.size >= MOST_KEY_SETS && oldest) keySets.delete(oldest);
  // Options without a prototype, so that a polluted one changes no time limit.
  const keySet = createRemoteJWKSet(new URL(url), { __proto__: null } as object);
  keySets.set(url, keySet);
  return keySet;
}
