/**
 * For the seller's own server: checks a token that a relay has signed.
 *
 * @module whop-license-relay/token
 */
import { errors, jwtVerify, type JSONWebKeySet } from 'jose';
import { getOwn, isObject, type Json } from 'whop-license-check/core';
import { readPublicKeys } from './proof/public-keys.js';

/** What a relay has signed: this membership was good for this product, at this time, on a page of this origin. */
export interface LicenseClaims {
  /** The relay, as its `ISSUER` says. */
  iss: string;
  /** The membership: `mem_…`. */
  sub: string;
  /** What the license is for: `prod_…`. */
  product: string;
  /** How it is paid for: `plan_…`. */
  plan: string;
  /** The origin of the page that asked, as a browser writes it; the text `null` for a page without one. */
  aud: string;
  /** When it was signed, in Unix seconds. */
  iat: number;
  /** When it ends, in Unix seconds. */
  exp: number;
}

/** Whom to believe. Every option is required: a check that is left out would be no check. */
export interface VerifyLicenseTokenOptions {
  /** The relay's `ISSUER`, or a list of them. */
  issuer: string | string[];
  /** The page's origin, or a list of them, as a browser writes it: `https://shop.example`, without a closing slash. */
  audience: string | string[];
  /**
   * The relay's public keys: a JWK set, or its URL (`https:`, or `http:` on a loopback host). A set that is fetched from a
   * URL is kept for 10 minutes.
   */
  keys: JSONWebKeySet | URL | string;
}

/** The token is not to be believed. Any other error of `verifyLicenseToken` is not the fault of whoever sent it. */
export class TokenRefused extends Error {
  /** Tells it apart from other errors, also from another copy of this package. */
  override name = 'TokenRefused';
}

/** How far two servers' clocks may be apart. */
const CLOCK_TOLERANCE_S = 30;
const TEXT_CLAIMS = ['iss', 'sub', 'product', 'plan', 'aud'];
const TIME_CLAIMS = ['iat', 'exp'];
/** The codes of jose's errors about a key set. An error that is none of jose's is about the network or a key. */
const KEY_SET_ERROR_CODES = ['ERR_JOSE_GENERIC', 'ERR_JWKS_INVALID', 'ERR_JWKS_TIMEOUT'];

/**
 * Checks a token that a relay has signed, without asking the relay about it. For the seller's own server, before it sends
 * what was paid for. Comparing the `product` of the claims is up to the caller.
 *
 * Clocks may differ by 30 seconds.
 *
 * @param token - What came after `Authorization: Bearer`; any type, any content.
 * @param options - Whom to believe.
 * @returns The claims of a token that is signed by one of the keys (ES256), for this audience, and has not ended.
 * @throws {TokenRefused} `TokenRefused`: the token is not good. The message says why and quotes nothing of the token. Answer 401.
 * @throws {TypeError} `TypeError`: an option is missing or cannot be used. The message names it.
 * @throws Any other error: the keys could not be fetched. Answer 503.
 * @example
 * ```js
 * import { TokenRefused, verifyLicenseToken } from 'whop-license-relay/token';
 *
 * async function mayDownload(token) {
 *   try {
 *     const { product } = await verifyLicenseToken(token, {
 *       issuer: 'https://license.shop.example',
 *       audience: 'https://shop.example',
 *       keys: 'https://license.shop.example/.well-known/jwks.json',
 *     });
 *     return product === 'prod_…';
 *   } catch (error) {
 *     if (error instanceof TokenRefused) return false;
 *     throw error;
 *   }
 * }
 * ```
 */
export async function verifyLicenseToken(token: unknown, options: VerifyLicenseTokenOptions): Promise<LicenseClaims> {
  const given: Json = isObject(options) ? options : {};
  const [issuer, audience] = [readTexts('issuer', given), readTexts('audience', given)];
  const getKey = readPublicKeys(getOwn(given, 'keys'));
  if (typeof token !== 'string') throw new TokenRefused('The token is not text.');
  // The options have no prototype: a polluted one must not add to them, or stand in for what is left out.
  const verifyOptions = {
    __proto__: null,
    algorithms: ['ES256'],
    issuer,
    audience,
    clockTolerance: CLOCK_TOLERANCE_S,
    requiredClaims: [...TEXT_CLAIMS, ...TIME_CLAIMS],
  };
  try {
    const { payload } = await jwtVerify(token, getKey, verifyOptions);
    return readClaims(payload);
  } catch (error) {
    if (!(error instanceof errors.JOSEError) || KEY_SET_ERROR_CODES.includes(error.code)) throw error;
    // The message of this error quotes the token's header.
    const isQuoting = error instanceof errors.JOSENotSupported;
    throw new TokenRefused(isQuoting ? 'The token needs something that is not supported.' : error.message);
  }
}

function readClaims(payload: Json): LicenseClaims {
  const claims: Json = {};
  for (const name of [...TEXT_CLAIMS, ...TIME_CLAIMS]) claims[name] = getOwn(payload, name);
  for (const name of TEXT_CLAIMS)
    if (!isNonEmptyString(claims[name])) throw new TokenRefused(`"${name}" claim must be text`);
  for (const name of TIME_CLAIMS)
    if (!Number.isFinite(claims[name])) throw new TokenRefused(`"${name}" claim must be a number`);
  const { iat, exp } = claims as unknown as LicenseClaims;
  if (iat > Date.now() / 1000 + CLOCK_TOLERANCE_S) throw new TokenRefused('"iat" claim is in the future');
  if (exp <= iat) throw new TokenRefused('"exp" claim is not after "iat"');
  return claims as unknown as LicenseClaims;
}

function readTexts(name: string, options: Json): string[] {
  const given = getOwn(options, name);
  const texts = Array.isArray(given) ? [...(given as unknown[])] : [given];
  if (!texts.length || !texts.every(isNonEmptyString)) throw new TypeError(`${name} must be text, or a list of texts.`);
  return texts;
}

function isNonEmptyString(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}
