/**
 * Reads `buy-url`.
 *
 * @returns What may stand in a link: `https:`, or a relative URL as it was given; `null` for any other scheme and for what
 * is not a URL.
 */
export function readBuyUrl(buyUrl: string): string | null {
  try {
    const { protocol, host, href } = new URL(buyUrl, 'https://relative.invalid');
    if (protocol !== 'https:') return null;
    return host === 'relative.invalid' ? buyUrl : href;
  } catch {
    return null;
  }
}
