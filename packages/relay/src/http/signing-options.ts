import type { JWK } from 'jose';
import { getOwn, isObject } from 'whop-license-check/core';
import { optionError, readText, readWholeNumber } from './option-values.js';

/** How tokens are signed. */
export interface SigningSettings {
  /** Private keys. The first one signs; all are published. */
  keys: [JWK, ...JWK[]];
  /** The `iss` of each token. */
  issuer: string;
  /** How long a token lasts. */
  tokenSeconds: number;
}

/**
 * Reads the options about tokens.
 *
 * @returns `null` when there is no signing key.
 * @throws {ConfigurationError} An option is missing or cannot be used.
 */
export function readSigningOptions(key: unknown, issuer: unknown, tokenSeconds: unknown): SigningSettings | null {
  if (key === undefined) return null;
  return {
    keys: readKeys(key),
    issuer: readText('issuer', issuer),
    tokenSeconds: readWholeNumber('tokenSeconds', tokenSeconds, 1, 86_400),
  };
}

function readKeys(value: unknown): SigningSettings['keys'] {
  const keys = toList(value);
  if (!keys.length || !keys.every(isPrivateKey))
    throw optionError(
      'signingKey',
      'must be a private ES256 key as a JWK, or a set of them: see whop-license-relay keygen',
    );
  return keys as SigningSettings['keys'];
}

/** One key, or the keys of a set. */
function toList(value: unknown): unknown[] {
  try {
    const json: unknown = typeof value === 'string' ? JSON.parse(value) : value;
    const keys = isObject(json) ? getOwn(json, 'keys') : undefined;
    return Array.isArray(keys) ? (keys as unknown[]) : [json];
  } catch {
    return [];
  }
}

function isPrivateKey(key: unknown): boolean {
  const isCoordinate = (value: unknown): boolean => typeof value === 'string' && /^[\w-]{43}$/.test(value);
  return (
    isObject(key) &&
    getOwn(key, 'kty') === 'EC' &&
    getOwn(key, 'crv') === 'P-256' &&
    ['x', 'y', 'd'].every((name) => isCoordinate(getOwn(key, name)))
  );
}
