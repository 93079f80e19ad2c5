import { hmac } from '@noble/hashes/hmac';
import { sha256 } from '@noble/hashes/sha2';

/** Makes a text unreadable, and always the same way. 32 characters. */
export type Digest = (text: string) => string;

const encoder = new TextEncoder();

/**
 * An HMAC under a secret of the relay's own: what is kept under it, in memory or in a shared store, names no licence
 * key and no address to anyone who reads it there.
 *
 * Not by `crypto.subtle`, which costs a request of Node's several times as much, since it works in another thread.
 *
 * @param apiKey The secret is derived from it.
 * @param purpose Two purposes give two secrets.
 */
export function createDigest(apiKey: string, purpose: string): Digest {
  const mac = hmac.create(sha256, hmac(sha256, encoder.encode(apiKey), encoder.encode(purpose)));
  return (text) => base64Url(mac.clone().update(encoder.encode(text)).digest().subarray(0, 24));
}

function base64Url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes)).replaceAll('+', '-').replaceAll('/', '_');
}
