import { calculateJwkThumbprint, exportJWK, generateKeyPair, SignJWT } from 'jose';

/** A relay's key pair, with the public half as a relay publishes it. */
export async function makeSigningKey() {
  const { privateKey, publicKey } = await generateKeyPair('ES256', { extractable: true });
  const jwk = await exportJWK(publicKey);
  const kid = await calculateJwkThumbprint(jwk);
  return { privateKey, publicKey, kid, jwk: { ...jwk, kid, alg: 'ES256', use: 'sig' } };
}

/** Now, in s of the Unix epoch. */
export const now = () => Math.floor(Date.now() / 1000);

/** What a relay signs of a good license. */
export const goodClaims = () => ({
  iss: 'https://license.shop.example',
  sub: 'mem_DEMOVALID',
  product: 'prod_demo',
  plan: 'plan_demo',
  aud: 'https://shop.example',
  iat: now(),
  exp: now() + 300,
});

/** Signs what a relay signs, but for `changes`; `undefined` leaves a claim out. */
export function signToken({ privateKey, kid }, changes = {}, header = {}) {
  return new SignJWT({ ...goodClaims(), ...changes })
    .setProtectedHeader({ alg: 'ES256', kid, ...header })
    .sign(privateKey);
}

/** A token put together by hand, as a forger does. */
export function forgeToken(header, claims, signature = '') {
  const encode = (json) => Buffer.from(JSON.stringify(json)).toString('base64url');
  return `${encode(header)}.${encode(claims)}.${signature}`;
}
