/** Makes a text unreadable, and always the same way. 32 characters. */
export type Digest = (text: string) => string | Promise<string>;

/** As much of Node's `crypto` as is used. */
interface NodeCrypto {
  hash?: Hash;
}
interface Hash {
  (algorithm: 'sha256', data: Uint8Array, encoding: 'buffer'): Uint8Array;
  (algorithm: 'sha256', data: Uint8Array, encoding: 'base64url'): string;
}

const HMAC = { name: 'HMAC', hash: 'SHA-256' };
/** SHA-256 works on so many bytes at a time. */
const BLOCK = 64;
const LENGTH = 32;
const encoder = new TextEncoder();

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
  const hash = nodeCrypto?.hash;
  return hash ? hmacAtOnce(secret, hash) : hmacBySubtle(secret);
}

/**
 * By Node's own hash, where there is one: `crypto.subtle` works in another thread, and Node's HMACs are objects of the
 * system's; either costs a request about half of all that the relay does for it.
 */
function hmacAtOnce(secret: Uint8Array, hash: Hash): Digest {
  // RFC 2104, 2.
  const key = secret.length > BLOCK ? hash('sha256', secret, 'buffer') : secret;
  const padded = (pad: number): Uint8Array => Uint8Array.from({ length: BLOCK }, (_, index) => (key[index] ?? 0) ^ pad);
  const [inner, outer] = [padded(0x36), padded(0x5c)];
  return (text) => hash('sha256', join(outer, hash('sha256', join(inner, encoder.encode(text)), 'buffer')), 'base64url').slice(0, LENGTH);
}

function join(one: Uint8Array, other: Uint8Array): Uint8Array {
  const both = new Uint8Array(one.length + other.length);
  both.set(one);
  both.set(other, one.length);
  return both;
}

function hmacBySubtle(secret: Uint8Array<ArrayBuffer>): Digest {
  // On Workers nothing may be computed before the first request.
  let key: Promise<CryptoKey> | undefined;
  return async (text) => {
    key ??= crypto.subtle.importKey('raw', secret, HMAC, false, ['sign']);
    const mac = new Uint8Array(await crypto.subtle.sign('HMAC', await key, encoder.encode(text)));
    return btoa(String.fromCharCode(...mac)).replaceAll('+', '-').replaceAll('/', '_').slice(0, LENGTH);
  };
}
