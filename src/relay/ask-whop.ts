import { fetchAnswer, type Fault } from '../fetch-answer.js';
import { sendAnywhere } from '../send-anywhere.js';
import type { Answer } from '../read-verdict.js';
import { readUpstream, type Unknown, type WhopSays } from './read-upstream.js';

/**
 * Which of v1's shapes to ask for, the one place where that stands. This is the oldest and the one that Whop documents;
 * it has `manage_url`, which newer ones lack. Without the header a key's own date would decide, and two sellers would
 * get two shapes. `readV1Membership` reads the newer ones too.
 */
const API_VERSION_DATE = '2025-01-01';

export interface WhopAccess {
  whopApiBase: string;
  whopApiKey: string;
}

/**
 * Asks Whop's v1 about a license key: one `GET`, and one more where a connection or a server failed. Never a write, and
 * never a redirect followed. Never rejects.
 *
 * @param key A cleaned key without a fault.
 * @param wasValid Whether Whop lately said that this key is good.
 * @param signal Ends all of it: the wait before a second try, and bodies.
 * @param stop Asked before each request; where it gives a reason, nothing is sent.
 */
export async function askWhop(
  key: string,
  { whopApiBase, whopApiKey }: WhopAccess,
  wasValid: boolean,
  signal: AbortSignal,
  stop: () => Promise<Unknown | null>,
): Promise<WhopSays> {
  const url = `${whopApiBase}/memberships/${encodeURIComponent(key)}`;
  const init: RequestInit = {
    headers: {
      Accept: 'application/json',
      Authorization: `Bearer ${whopApiKey}`,
      'Api-Version-Date': API_VERSION_DATE,
    },
    redirect: 'error',
    cache: 'no-store',
  };
  const reason = await stop();
  if (reason) return reason;
  const first = await fetchAnswer(url, init, signal, sendAnywhere);
  if (!mayPass(first) || !(await pause(signal)) || (await stop())) return readUpstream(first, key, wasValid);
  const second = await fetchAnswer(url, init, signal, sendAnywhere);
  return readUpstream(second === 'timeout' ? first : second, key, wasValid);
}

function mayPass(answer: Answer | Fault): boolean {
  return typeof answer === 'string' ? answer !== 'timeout' : answer.status >= 500;
}

/** Jitter: those that were refused together do not come back together. @returns Whether there is time left. */
function pause(signal: AbortSignal): Promise<boolean> {
  return new Promise((resolve) => {
    setTimeout(() => resolve(!signal.aborted), 100 + 300 * Math.random());
    signal.addEventListener('abort', () => resolve(false));
  });
}
