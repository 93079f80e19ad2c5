import { fetchAnywhere, fetchWithRetry } from 'whop-license-check/core';
import { readUpstream, type UnknownResult, type UpstreamResult } from './read-upstream.js';

/**
 * Which of v1's response shapes to ask for. This is the oldest one and the one that Whop documents, and it has
 * `manage_url`, which newer ones lack. Without the header, the date of the API key decides, and two sellers get two
 * shapes. `readV1Membership` reads the newer ones too.
 */
const API_VERSION_DATE = '2025-01-01';

/** Random within these bounds. */
const RETRY_PAUSE_MS = [100, 400] as const;

/** How to reach Whop's API v1. */
export interface WhopAccess {
  /** Without a closing slash. */
  whopApiBase: string;
  whopApiKey: string;
}

/**
 * Asks Whop's v1 about a license key: one `GET`, and one more when the connection or the server failed. It never writes
 * and never follows a redirect. Never rejects.
 *
 * @param key - A cleaned key without a fault.
 * @param signal - Ends everything, the pause before a second try and the reading of a body included.
 * @param reserveCall - Called before each request. When it returns a result, that is the result, and nothing is sent.
 */
export async function fetchMembership(
  key: string,
  { whopApiBase, whopApiKey }: WhopAccess,
  signal: AbortSignal,
  reserveCall: () => Promise<UnknownResult | null>,
): Promise<UpstreamResult> {
  const refusal = await reserveCall();
  if (refusal) return refusal;
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
    mayRetry: async () => !(await reserveCall()),
    fetcher: fetchAnywhere,
  });
  return readUpstream(response, key);
}
