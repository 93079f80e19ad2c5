/**
 * Reads the address of an API: `https:`, or `http:` on a loopback host; no credentials, query or fragment.
 *
 * @param page Where a relative address begins.
 * @returns A normalized URL without a closing slash.
 * @throws {TypeError} It is none, without a word of what it is.
 */
export function readBaseUrl(text: string, page?: string): string {
  const { href } = new URL(text.trim() || '?', page);
  if (!/^(https:\/\/|http:\/\/(?=(([^/]+\.)?localhost|127\.[\d.]+|\[::1\])[:/]))[^/?#@]+\/[^?#]*$/.test(href))
    throw new TypeError();
  return href.replace(/\/+$/, '');
}
