import { errors, jwtVerify, type JSONWebKeySet } from 'jose';
import { readPublicKeys } from './proof/public-keys.js';
import { getOwn, isObject, type Json } from 'whop-license-check/core';

/** What a relay has signed: this membership was good for this product, at this time, in a page of this origin. */
export interface LicenseClaims {
  /** The relay, as its `ISSUER` says. */
  iss: string;
  /** The membership: `mem_…` */
  sub: string;
  /** `prod_…` */
  product: string;
  /** `plan_…` */
  plan: string;
  /** Origin of the page that asked, as a browser writes it; `null`, as text, for a page without one. */
  aud: string;
  /** When it was signed, in s of the Unix epoch. */
  iat: number;
  /** When it ends, in s of the Unix epoch. */
  exp: number;
}

/** Whom to believe. All of it is required: a check left out would be none. */
export interface VerifyLicenseTokenOptions {
  /** The relay's `ISSUER`, or a list of them. */
  issuer: string | string[];
  /** The origin of the page, or of several, as a browser writes it: `https://shop.example`, without a closing slash. */
  audience: string | string[];
  /** The relay's public keys: a JWK set, or its URL, `https:` or `http:` on a loopback host. A URL's set is fetched once and kept for 10 minutes. */
  keys: JSONWebKeySet | URL | string;
}

/** The token is not to be believed. Whatever else `verifyLicenseToken` rejects with is no fault of who sent it. */
export class TokenRefused extends Error {
  override name = 'TokenRefused';
}

/** Seconds that two servers' clocks may be apart. */
const TOLERANCE = 30;
const TEXTS = ['iss', 'sub', 'product', 'plan', 'aud'];
const TIMES = ['iat', 'exp'];
/** What jose says of a key set; anything that is none of its errors is one of the network or of a key. */
const FAULTS_OF_KEYS = ['ERR_JOSE_GENERIC', 'ERR_JWKS_INVALID', 'ERR_JWKS_TIMEOUT'];

/**
 * Says whether a relay's signed proof may be believed, without asking the relay about it. For the seller's own server,
 * before it sends what was paid for. Which `product` it must be for is the caller's to compare.
 *
 * @param token What came in `Authorization: Bearer …`; any type, any content.
 * @returns The claims, where the token is signed by one of the keys (ES256), for this audience, and has not ended.
 * @throws {TokenRefused} The token is not good; the message says why, with nothing of the token in it. Answer 401.
 * @throws {TypeError} An option is missing or cannot be used; the message names it.
 * @throws Any other error: the keys could not be had. Answer 503.
 */
export async function verifyLicenseToken(token: unknown, options: VerifyLicenseTokenOptions): Promise<LicenseClaims> {
  const given: Json = isObject(options) ? options : {};
  const [issuer, audience] = [readTexts('issuer', given), readTexts('audience', given)];
  const getKey = readPublicKeys(getOwn(given, 'keys'));
  if (typeof token !== 'string') throw new TokenRefused('The token is not a text.');
  // Without a prototype: a polluted one must add nothing, and lend nothing that is left out.
  const checks = {
    __proto__: null,
    algorithms: ['ES256'],
    issuer,
    audience,
    clockTolerance: TOLERANCE,
    requiredClaims: [...TEXTS, ...TIMES],
  };
  try {
    const { payload } = await jwtVerify(token, getKey, checks);
    return readClaims(payload);
  } catch (error) {
    if (!(error instanceof errors.JOSEError) || FAULTS_OF_KEYS.includes(error.code)) throw error;
    // This one's message quotes the token's header.
    throw new TokenRefused(
      error instanceof errors.JOSENotSupported ? 'The token needs what is not supported.' : error.message,
    );
  }
}

function readClaims(payload: Json): LicenseClaims {
  const claims: Json = {};
  for (const name of [...TEXTS, ...TIMES]) claims[name] = getOwn(payload, name);
  for (const name of TEXTS) if (!isText(claims[name])) throw new TokenRefused(`"${name}" claim must be a text`);
  for (const name of TIMES)
    if (!Number.isFinite(claims[name])) throw new TokenRefused(`"${name}" claim must be a number`);
  const { iat, exp } = claims as unknown as LicenseClaims;
  if (iat > Date.now() / 1000 + TOLERANCE) throw new TokenRefused('"iat" claim is in the future');
  if (exp <= iat) throw new TokenRefused('"exp" claim is not after "iat"');
  return claims as unknown as LicenseClaims;
}

function readTexts(name: string, options: Json): string[] {
  const given = getOwn(options, name);
  const texts = Array.isArray(given) ? [...(given as unknown[])] : [given];
  if (!texts.length || !texts.every(isText)) throw new TypeError(`${name} must be a text, or a list of them.`);
  return texts;
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}
