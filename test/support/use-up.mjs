import { FAKE_ACCOUNT_API_KEY } from '../../dist/testing.js';

/** @import { Handler } from '../../tools/serve-test-api.mjs' */

/**
 * Sends more requests than either version of Whop's API allows.
 *
 * @param {Handler} whop
 * @param {string} authorization
 */
export async function useUp(whop, authorization) {
  const headers = { Authorization: authorization, 'Content-Type': 'application/json' };
  if (authorization === `Bearer ${FAKE_ACCOUNT_API_KEY}`) {
    await repeat(600, () => whop(new Request('https://api.whop.com/api/v1/memberships/DEMO-EXPIRED', { headers })));
  } else {
    const url = 'https://api.whop.com/api/v2/memberships/DEMO-EXPIRED/validate_license';
    await repeat(101, () => whop(new Request(url, { method: 'POST', headers, body: '{"metadata":{}}' })));
  }
}

/**
 * Runs a task this many times, one after the other.
 *
 * @param {number} count
 * @param {(index: number) => Promise<unknown>} task
 */
async function repeat(count, task) {
  for (let index = 0; index < count; index++) await task(index);
}
