/**
 * Reads an origin as a browser sends it or as a seller writes it: `https://Shop.example:443/` and
 * `https://shop.example` are the same. App schemes count (`tauri://localhost`, `file://`), and so does `null`.
 *
 * @returns Scheme, host and port in one form; `null` when it is no origin: `*`, a pattern, a path, credentials.
 */
export function normalizeOrigin(text: string): string | null {
  const origin = text.trim();
  if (origin === 'null') return origin;
  const [, scheme, host] = /^([a-z][\w+.-]*):\/\/([^/\\?#@*\s]*)\/?$/i.exec(origin) ?? [];
  if (!scheme || (!host && scheme.toLowerCase() !== 'file')) return null;
  try {
    const url = new URL(`${scheme}://${host ?? ''}`);
    // For any scheme that is not the web's own, the URL standard says that the origin is `null`.
    return url.origin === 'null' ? `${url.protocol}//${url.host.toLowerCase()}` : url.origin;
  } catch {
    return null;
  }
}

/**
 * Says for whom a response is: the origin of the page that asks, in one form.
 *
 * @param origin - The request's `Origin` header; `null` when a program asks that is no page.
 * @returns The text `null` for a program; `null` for a page that may not ask.
 */
export function toAudience(origin: string | null, allowedOrigins: ReadonlySet<string>): string | null {
  if (origin === null) return 'null';
  const normalized = allowedOrigins.has(origin) ? origin : normalizeOrigin(origin);
  return normalized !== null && allowedOrigins.has(normalized) ? normalized : null;
}
