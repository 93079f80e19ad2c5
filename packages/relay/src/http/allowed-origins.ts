/**
 * Reads an origin as a browser sends it or as a seller writes it: `https://Shop.example:443/` and
 * `https://shop.example` are the same. App schemes count (`tauri://localhost`, `file://`), and so does `null`.
 *
 * @returns Scheme, host and port in one form, or `null` where it is no origin: `*`, a pattern, a path, credentials.
 */
export function normalOrigin(text: string): string | null {
  const origin = text.trim();
  if (origin === 'null') return origin;
  const [, scheme, host] = /^([a-z][\w+.-]*):\/\/([^/\\?#@*\s]*)\/?$/i.exec(origin) ?? [];
  if (!scheme || (!host && scheme.toLowerCase() !== 'file')) return null;
  try {
    const url = new URL(`${scheme}://${host ?? ''}`);
    // Only the web's own schemes have an origin in the sense of the URL standard.
    return url.origin === 'null' ? `${url.protocol}//${url.host.toLowerCase()}` : url.origin;
  } catch {
    return null;
  }
}

/**
 * For whom an answer is: the page's origin in its one form.
 *
 * @param origin The request's `Origin`; `null`: who asks is no page.
 * @returns `null`, as text, for who is no page; `null` for a page that may not ask.
 */
export function readAudience(origin: string | null, allowed: ReadonlySet<string>): string | null {
  if (origin === null) return 'null';
  const normal = allowed.has(origin) ? origin : normalOrigin(origin);
  return normal !== null && allowed.has(normal) ? normal : null;
}
