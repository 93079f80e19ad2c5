/**
 * Reads the address of an API: `https:`, or `http:` on a loopback host; no credentials, query or fragment.
 *
 * @param text - The address.
 * @param pageUrl - What a relative address is resolved against. Without it, a relative address is refused.
 * @returns A normalized URL without a closing slash.
 * @throws {TypeError} `TypeError`: it is not such an address. The error does not repeat it.
 * @example
 * ```js
 * import { readBaseUrl } from 'whop-license-check/core';
 *
 * readBaseUrl('https://license.shop.example/'); // 'https://license.shop.example'
 * ```
 */
export function readBaseUrl(text: string, pageUrl?: string): string {
  const { href } = new URL(text.trim() || '?', pageUrl);
  if (!/^(https:\/\/|http:\/\/(?=(([^/]+\.)?localhost|127\.[\d.]+|\[::1\])[:/]))[^/?#@]+\/[^?#]*$/.test(href)) {
    throw new TypeError();
  }
  return href.replace(/\/+$/, '');
}
