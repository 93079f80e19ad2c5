/**
 * @param buyUrl What the seller gave: `https:`, or relative.
 * @returns What may stand in a link, or `null` for any other scheme and for what is no URL.
 */
export function buyLink(buyUrl: string): string | null {
  try {
    const { protocol, host, href } = new URL(buyUrl, 'https://relative.invalid');
    if (protocol !== 'https:') return null;
    return host === 'relative.invalid' ? buyUrl : href;
  } catch {
    return null;
  }
}
