/** Makes a text unreadable, and always the same way. 32 characters. */
export type Digest = (text: string) => string | Promise<string>;

/** As much of Node's `crypto` as is used. */
interface NodeCrypto {
  hash?: (algorithm: 'sha512', text: string, encoding: 'base64url') => string;
}

/** 192 bits. A hash that is cut short tells nobody how it would go on, so that nothing can be added to what was hashed. */
const LENGTH = 32;

const nodeCrypto = (
  globalThis as { process?: { getBuiltinModule?: (name: string) => unknown } }
).process?.getBuiltinModule?.('node:crypto') as NodeCrypto | undefined;

/**
 * A SHA-512 behind a secret of the relay's own, cut short: what the state keeps under it names no license key
 * and no address to anyone who reads it there.
 *
 * @param apiKey Is the secret.
 * @param purpose Two purposes give two digests of a text.
 */
export function createDigest(apiKey: string, purpose: string): Digest {
  const secret = `${purpose}:${apiKey}:`;
  const hash = nodeCrypto?.hash;
  // Node's own, where there is one, costs far less: the other works in another thread.
  return hash
    ? (text) => hash('sha512', secret + text, 'base64url').slice(0, LENGTH)
    : (text) => hashBySubtle(secret + text);
}

async function hashBySubtle(text: string): Promise<string> {
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-512', new TextEncoder().encode(text)));
  return btoa(String.fromCharCode(...hash))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .slice(0, LENGTH);
}
