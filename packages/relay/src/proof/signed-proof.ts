import { calculateJwkThumbprint, importJWK, SignJWT, type JWK, type JSONWebKeySet } from 'jose';
import { LRUCache } from 'lru-cache';
import { ConfigurationError, getOwnString, type Json } from 'whop-license-check/core';
import type { SigningSettings } from '../http/options.js';

/** Tokens that are given again. */
const MOST_TOKENS = 10_000;

/** What a token says. */
export interface Proven {
  /** `mem_…` */
  membership: string;
  product: string;
  plan: string;
  /** The page's origin; `null`, as text, for a page or a program without one. */
  audience: string;
  /** When the membership ends, in Unix seconds. */
  expiresAt: number | null;
}

/** A token, and until when it is given again, in Unix seconds. */
export interface Proof {
  token: string;
  until: number;
}

interface SigningKeys {
  key: CryptoKey;
  kid: string;
  published: JSONWebKeySet;
}

/** Signs that a license was good, so that the seller's own server may believe it without asking anyone. */
export class SignedProof {
  readonly #settings: SigningSettings;
  readonly #tokens = new LRUCache<string, Proof>({ max: MOST_TOKENS });
  #keys: Promise<SigningKeys> | undefined;

  constructor(settings: SigningSettings) {
    this.#settings = settings;
  }

  /** The public keys, as a JWK set. @throws {ConfigurationError} A key cannot be used. */
  async publicKeys(): Promise<JSONWebKeySet> {
    return (await this.#load()).published;
  }

  /**
   * A token is signed once, and given again while more than half of its life is left.
   *
   * @returns `null` where the membership ends now.
   * @throws {ConfigurationError} A key cannot be used.
   */
  async sign({ membership, product, plan, audience, expiresAt }: Proven): Promise<Proof | null> {
    const now = Date.now() / 1000;
    const name = JSON.stringify([membership, product, plan, audience, expiresAt]);
    const known = this.#tokens.get(name);
    if (known && known.until > now) return known;

    const { key, kid } = await this.#load();
    const { issuer, tokenSeconds } = this.#settings;
    const iat = Math.floor(now);
    const exp = Math.min(iat + tokenSeconds, expiresAt ?? Infinity);
    if (exp <= now) return null;
    const token = await new SignJWT({ product, plan })
      .setProtectedHeader({ alg: 'ES256', kid, typ: 'JWT' })
      .setIssuer(issuer)
      .setSubject(membership)
      .setAudience(audience)
      .setIssuedAt(iat)
      .setExpirationTime(exp)
      .sign(key);
    const proof = { token, until: iat + (exp - iat) / 2 };
    this.#tokens.set(name, proof);
    return proof;
  }

  #load(): Promise<SigningKeys> {
    return (this.#keys ??= load(this.#settings.keys));
  }
}

async function load(keys: SigningSettings['keys']): Promise<SigningKeys> {
  try {
    const named = await Promise.all(
      keys.map(async (jwk) => ({ jwk, kid: getOwnString(jwk as Json, 'kid') ?? (await calculateJwkThumbprint(jwk)) })),
    );
    if (new Set(named.map(({ kid }) => kid)).size < named.length) throw new Error('Nobody could tell them apart.');
    const published = named.map(({ jwk: { kty, crv, x, y }, kid }): JWK => ({
      kty,
      crv,
      x,
      y,
      kid,
      alg: 'ES256',
      use: 'sig',
    }));
    const pairs = await Promise.all(keys.map((jwk, index) => importPair(jwk, published[index] as JWK)));
    return { key: pairs[0] as CryptoKey, kid: (named[0] as { kid: string }).kid, published: { keys: published } };
  } catch {
    throw new ConfigurationError('SIGNING_KEY holds a key that cannot be used.');
  }
}

/** Both halves are tried: a private key beside another one's public half would sign what nobody can verify. */
async function importPair({ kty, crv, x, y, d }: JWK, published: JWK): Promise<CryptoKey> {
  const privateKey = (await importJWK({ kty, crv, x, y, d }, 'ES256')) as CryptoKey;
  const publicKey = (await importJWK(published, 'ES256')) as CryptoKey;
  const algorithm = { name: 'ECDSA', hash: 'SHA-256' };
  const signature = await crypto.subtle.sign(algorithm, privateKey, new Uint8Array(1));
  if (!(await crypto.subtle.verify(algorithm, publicKey, signature, new Uint8Array(1))))
    throw new Error('The halves differ.');
  return privateKey;
}
