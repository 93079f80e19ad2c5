/** Makes a text unreadable, and always the same way. 32 characters. */
export type Digest = (text: string) => Promise<string>;

const HMAC = { name: 'HMAC', hash: 'SHA-256' };
const encoder = new TextEncoder();

/**
 * An HMAC under a secret of the relay's own: what is kept under it, in memory or in a shared store, names no licence
 * key and no address to anyone who reads it there.
 *
 * @param apiKey The secret is derived from it.
 * @param purpose Two purposes give two secrets.
 */
export function createDigest(apiKey: string, purpose: string): Digest {
  // On Workers nothing may be computed before the first request.
  let secret: Promise<CryptoKey> | undefined;
  return async (text) => {
    const mac = await crypto.subtle.sign('HMAC', await (secret ??= derive(apiKey, purpose)), encoder.encode(text));
    return base64Url(new Uint8Array(mac, 0, 24));
  };
}

async function derive(apiKey: string, purpose: string): Promise<CryptoKey> {
  const key = await importKey(encoder.encode(apiKey));
  return importKey(await crypto.subtle.sign('HMAC', key, encoder.encode(purpose)));
}

function importKey(bytes: BufferSource): Promise<CryptoKey> {
  return crypto.subtle.importKey('raw', bytes, HMAC, false, ['sign']);
}

function base64Url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes)).replaceAll('+', '-').replaceAll('/', '_');
}
