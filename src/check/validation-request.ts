import type { CheckSettings } from './check-settings.js';
import { licensePath } from './license-key.js';

/** The one request that ever leaves. */
export interface ValidationRequest {
  url: string;
  init: RequestInit & { headers: Record<string, string>; body: string };
}

/**
 * Builds the request that asks about a key.
 *
 * @param key - A cleaned key without a fault.
 */
export function validationRequest(key: string, { apiBase, apiKey, body }: CheckSettings): ValidationRequest {
  const headers: Record<string, string> = {
    Accept: 'application/json',
    'Content-Type': 'application/json',
    ...(apiKey && { Authorization: `Bearer ${apiKey}` }),
  };
  // `fetch` reads inherited members too, and a page may have polluted `Object.prototype`.
  const init = {
    __proto__: null,
    method: 'POST',
    headers,
    body,
    mode: 'cors',
    credentials: 'omit',
    cache: 'no-store',
    redirect: 'error',
    referrerPolicy: 'no-referrer',
  } as ValidationRequest['init'];
  return { url: apiBase + (licensePath(key) as string), init };
}
