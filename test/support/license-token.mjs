import { calculateJwkThumbprint, exportJWK, generateKeyPair, SignJWT } from 'jose';

/** @typedef {Awaited<ReturnType<typeof makeSigningKey>>} SigningKey */

/** Makes a relay's key pair, with the public half as a relay publishes it. */
export async function makeSigningKey() {
  const { privateKey, publicKey } = await generateKeyPair('ES256', { extractable: true });
  const jwk = await exportJWK(publicKey);
  const kid = await calculateJwkThumbprint(jwk);
  return { privateKey, publicKey, kid, jwk: { ...jwk, kid, alg: 'ES256', use: 'sig' } };
}

/** Now, in Unix seconds. */
export const now = () => Math.floor(Date.now() / 1000);

/** The claims that a relay signs for a good license. */
export const goodClaims = () => ({
  iss: 'https://license.shop.example',
  sub: 'mem_DEMOVALID',
  product: 'prod_demo',
  plan: 'plan_demo',
  aud: 'https://shop.example',
  iat: now(),
  exp: now() + 300,
});

/**
 * Signs the same claims with `changes`. `undefined` leaves a claim out.
 *
 * @param {Pick<SigningKey, 'privateKey' | 'kid'>} key
 * @param {object} [changes]
 * @param {object} [header]
 */
export function signToken({ privateKey, kid }, changes = {}, header = {}) {
  return new SignJWT({ ...goodClaims(), ...changes })
    .setProtectedHeader({ alg: 'ES256', kid, ...header })
    .sign(privateKey);
}

/**
 * Puts a token together without a key, as a forger does.
 *
 * @param {object} header
 * @param {object} claims
 * @param {string} [signature]
 */
export function forgeToken(header, claims, signature = '') {
  /** @param {object} json */
  const encode = (json) => Buffer.from(JSON.stringify(json)).toString('base64url');
  return `${encode(header)}.${encode(claims)}.${signature}`;
}
