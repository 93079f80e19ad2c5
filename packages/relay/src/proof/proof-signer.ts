import { calculateJwkThumbprint, importJWK, SignJWT, type JWK, type JWK_EC_Private, type JSONWebKeySet } from 'jose';
import { LRUCache } from 'lru-cache';
import { ConfigurationError, getOwnString } from 'whop-license-check/core';

type PrivateKey = JWK_EC_Private & { kty: 'EC' };

/** How tokens are signed. */
export interface SigningSettings {
  /** Private keys. The first one signs; all are published. */
  keys: [PrivateKey, ...PrivateKey[]];
  /** The `iss` of each token. */
  issuer: string;
  /** How long a token lasts. */
  tokenSeconds: number;
}

const MAX_CACHED_TOKENS = 10_000;

/** What a token says about a good license. */
export interface ProofClaims {
  /** `mem_…` */
  membership: string;
  /** `prod_…` */
  product: string;
  /** `plan_…` */
  plan: string;
  /** The page's origin; the text `null` for a page or a program without one. */
  audience: string;
  /** When the membership ends, in Unix seconds. */
  expiresAt: number | null;
}

/** A signed token. */
export interface Proof {
  token: string;
  /** Until when the same token is handed out, in Unix seconds. */
  reuseUntil: number;
}

interface SigningKeys {
  key: CryptoKey;
  kid: string;
  published: JSONWebKeySet;
}

/** Signs that a license is good, so that the seller's own server can believe it without asking anyone. */
export class ProofSigner {
  readonly #settings: SigningSettings;
  readonly #tokens = new LRUCache<string, Proof>({ max: MAX_CACHED_TOKENS });
  #keys: Promise<SigningKeys> | undefined;

  constructor(settings: SigningSettings) {
    this.#settings = settings;
  }

  /**
   * The public keys, as a JWK set.
   *
   * @throws {ConfigurationError} A key cannot be used.
   */
  async publicKeys(): Promise<JSONWebKeySet> {
    return (await this.#loadKeys()).published;
  }

  /**
   * Signs a token, or hands out an earlier one while more than half of its life is left.
   *
   * @returns `null` when the membership has ended.
   * @throws {ConfigurationError} A key cannot be used.
   */
  async sign({ membership, product, plan, audience, expiresAt }: ProofClaims): Promise<Proof | null> {
    const now = Date.now() / 1000;
    const cacheKey = JSON.stringify([membership, product, plan, audience, expiresAt]);
    const cached = this.#tokens.get(cacheKey);
    if (cached && cached.reuseUntil > now) return cached;

    const { key, kid } = await this.#loadKeys();
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
    const proof = { token, reuseUntil: iat + (exp - iat) / 2 };
    this.#tokens.set(cacheKey, proof);
    return proof;
  }

  #loadKeys(): Promise<SigningKeys> {
    return (this.#keys ??= importKeys(this.#settings.keys));
  }
}

async function importKeys(keys: SigningSettings['keys']): Promise<SigningKeys> {
  try {
    const kids = await Promise.all(
      keys.map(async (jwk) => getOwnString({ ...jwk }, 'kid') ?? (await calculateJwkThumbprint(jwk))),
    );
    if (new Set(kids).size < kids.length) throw new Error('Two keys have the same kid.');
    const published = keys.map(({ kty, crv, x, y }, index): JWK => ({
      kty,
      crv,
      x,
      y,
      kid: kids[index] as string,
      alg: 'ES256',
      use: 'sig',
    }));
    const imported = await Promise.all(keys.map((jwk, index) => importKeyPair(jwk, published[index] as JWK)));
    return { key: imported[0] as CryptoKey, kid: kids[0] as string, published: { keys: published } };
  } catch {
    throw new ConfigurationError('SIGNING_KEY holds a key that cannot be used.');
  }
}

/** Tries both halves: a private key beside the public half of another one would sign what nobody can verify. */
async function importKeyPair({ kty, crv, x, y, d }: PrivateKey, published: JWK): Promise<CryptoKey> {
  const privateKey = await importJWK({ kty, crv, x, y, d }, 'ES256');
  const publicKey = (await importJWK(published, 'ES256')) as CryptoKey;
  const algorithm = { name: 'ECDSA', hash: 'SHA-256' };
  const signature = await crypto.subtle.sign(algorithm, privateKey, new Uint8Array(1));
  if (!(await crypto.subtle.verify(algorithm, publicKey, signature, new Uint8Array(1))))
    throw new Error('The halves differ.');
  return privateKey;
}
