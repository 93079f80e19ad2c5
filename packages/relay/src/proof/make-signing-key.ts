import { calculateJwkThumbprint, exportJWK, generateKeyPair, type JWK } from 'jose';

/** Makes a `SIGNING_KEY`: a private ES256 key as a JWK, with an ID (`kid`) of its own. */
export async function makeSigningKey(): Promise<JWK> {
  const { privateKey } = await generateKeyPair('ES256', { extractable: true });
  const jwk = await exportJWK(privateKey);
  return { ...jwk, kid: await calculateJwkThumbprint(jwk), alg: 'ES256', use: 'sig' };
}
