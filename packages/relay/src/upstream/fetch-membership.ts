import { fetchAnywhere, fetchWithRetry } from 'whop-license-check/core';
import { readUpstream, type Unknown, type WhopSays } from './read-upstream.js';

/**
 * Which of v1's shapes to ask for; it stands only here. This is the oldest one and the one that Whop documents, and it
 * has `manage_url`, which newer ones lack. Without the header the API key's own date would decide, and two sellers would
 * get two shapes. `readV1Membership` reads the newer ones too.
 */
const API_VERSION_DATE = '2025-01-01';

/** Random within these bounds. */
const RETRY_PAUSE_MS = [100, 400] as const;

export interface WhopAccess {
  whopApiBase: string;
  whopApiKey: string;
}

/**
 * Asks Whop's v1 about a license key: one `GET`, and one more when a connection or a server failed. Never a write, and
 * never a redirect followed. Never rejects.
 *
 * @param key - A cleaned key without a fault.
 * @param signal - Ends all of it: the pause before a second try, and bodies.
 * @param refuse - Called before each request. When it returns a reason, nothing is sent.
 */
export async function fetchMembership(
  key: string,
  { whopApiBase, whopApiKey }: WhopAccess,
  signal: AbortSignal,
  refuse: () => Promise<Unknown | null>,
): Promise<WhopSays> {
  const reason = await refuse();
  if (reason) return reason;
  const init: RequestInit = {
    headers: {
      Accept: 'application/json',
      Authorization: `Bearer ${whopApiKey}`,
      'Api-Version-Date': API_VERSION_DATE,
    },
    redirect: 'error',
    cache: 'no-store',
  };
  const response = await fetchWithRetry(`${whopApiBase}/memberships/${encodeURIComponent(key)}`, init, {
    signal,
    pauseMs: RETRY_PAUSE_MS,
    mayRetry: async () => !(await refuse()),
    fetcher: fetchAnywhere,
  });
  return readUpstream(response, key);
}
