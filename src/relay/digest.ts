/** Makes a text unreadable, and always the same way. 32 characters. */
export type Digest = (text: string) => string | Promise<string>;

/** As much of Node's `crypto` as is used. */
interface NodeCrypto {
  createSecretKey(secret: Uint8Array): object;
  createHmac(hash: 'sha256', secret: object): { update(text: string): { digest(encoding: 'base64url'): string } };
}

const HMAC = { name: 'HMAC', hash: 'SHA-256' };
const LENGTH = 32;
const encoder = new TextEncoder();

/**
 * Node's own, where there is one (Deno and Bun have it too): `crypto.subtle` works in another thread there, which costs
 * a request several times as much as all else that the relay does for it.
 */
const nodeCrypto = (globalThis as { process?: { getBuiltinModule?: (name: string) => unknown } }).process?.getBuiltinModule?.('node:crypto') as NodeCrypto | undefined;

/**
 * An HMAC under a secret of the relay's own: what is kept under it, in memory or in a shared store, names no licence
 * key and no address to anyone who reads it there.
 *
 * @param apiKey The secret is derived from it.
 * @param purpose Two purposes give two secrets.
 */
export function createDigest(apiKey: string, purpose: string): Digest {
  const secret = encoder.encode(`${purpose}:${apiKey}`);
  if (nodeCrypto) {
    const nodeKey = nodeCrypto.createSecretKey(secret);
    return (text) => nodeCrypto.createHmac('sha256', nodeKey).update(text).digest('base64url').slice(0, LENGTH);
  }
  // On Workers nothing may be computed before the first request.
  let key: Promise<CryptoKey> | undefined;
  return async (text) => {
    key ??= crypto.subtle.importKey('raw', secret, HMAC, false, ['sign']);
    const mac = new Uint8Array(await crypto.subtle.sign('HMAC', await key, encoder.encode(text)));
    return base64Url(mac).slice(0, LENGTH);
  };
}

function base64Url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes)).replaceAll('+', '-').replaceAll('/', '_');
}
