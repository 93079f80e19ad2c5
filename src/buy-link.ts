/**
 * @param buyUrl What the seller gave: `https:`, or relative.
 * @returns What may stand in a link, or `null` for any other scheme and for what is no URL.
 */
export function buyLink(buyUrl: string): string | null {
  try {
    const url = new URL(buyUrl, 'https://one.invalid');
    // What leads to another host from another page is relative.
    if (url.origin !== new URL(buyUrl, 'https://two.invalid').origin) return buyUrl;
    return url.protocol === 'https:' ? url.href : null;
  } catch {
    return null;
  }
}
