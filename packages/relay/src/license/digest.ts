/** Turns a text into 32 characters from which it cannot be read, always the same ones. */
export type Digest = (text: string) => string | Promise<string>;

/** The part of Node's `crypto` that is used. */
interface NodeCrypto {
  hash?: (algorithm: 'sha512', text: string, encoding: 'base64url') => string;
}

/** 192 bits. Nobody can tell how a hash that is cut off goes on, and so nobody can append to what was hashed. */
const DIGEST_CHARACTERS = 32;

const nodeCrypto = (
  globalThis as { process?: { getBuiltinModule?: (name: string) => unknown } }
).process?.getBuiltinModule?.('node:crypto') as NodeCrypto | undefined;

/**
 * Makes a digest: a SHA-512 behind a secret of the relay's own, cut off. Whoever reads the state finds no license key and
 * no address in it.
 *
 * @param apiKey - It is the secret.
 * @param purpose - Two purposes give two digests of the same text.
 */
export function createDigest(apiKey: string, purpose: string): Digest {
  const secret = `${purpose}:${apiKey}:`;
  const hash = nodeCrypto?.hash;
  // Node's own hash is much cheaper when there is one: Web Crypto works in another thread.
  return hash
    ? (text) => hash('sha512', secret + text, 'base64url').slice(0, DIGEST_CHARACTERS)
    : (text) => digestByWebCrypto(secret + text);
}

async function digestByWebCrypto(text: string): Promise<string> {
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-512', new TextEncoder().encode(text)));
  return btoa(String.fromCharCode(...hash))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .slice(0, DIGEST_CHARACTERS);
}
