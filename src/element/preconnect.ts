const connected = new Set<string>();

/**
 * Opens the connection to the API before the first request, which halves the wait of a first check. It makes no request.
 *
 * @param apiBase - A URL.
 */
export function preconnect(apiBase: string): void {
  const { origin } = new URL(apiBase);
  if (connected.has(origin) || origin === location.origin) return;
  connected.add(origin);
  const link = document.createElement('link');
  link.rel = 'preconnect';
  link.crossOrigin = 'anonymous';
  link.href = origin;
  try {
    document.head.append(link);
  } catch {
    // Images of that name took the place of `document.head`: the first check is slower, and that is all.
  }
}
