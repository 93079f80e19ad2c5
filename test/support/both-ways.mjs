import { validateLicense } from '../../dist/client.js';
import { createRelay } from '../../packages/relay/dist/index.js';
import { createFakeWhop, FAKE_ACCOUNT_API_KEY, FAKE_API_KEY } from '../../dist/testing.js';
import { serveTestApi } from '../../tools/serve-test-api.mjs';
import { lengthenTimers, REQUEST_LIMITS_MS } from './patient-timers.mjs';

lengthenTimers(REQUEST_LIMITS_MS);

/**
 * @import { Membership, ValidateLicenseOptions, Verdict } from '../../dist/client.js'
 * @import { FakeWhopOptions } from '../../dist/testing.js'
 * @import { RelayOptions } from '../../packages/relay/dist/index.js'
 * @import { Handler } from '../../tools/serve-test-api.mjs'
 */

/**
 * What is checked, and how.
 *
 * @typedef {object} CheckRow
 * @property {ValidateLicenseOptions} asks - The tag's settings, without `apiBase` and `apiKey`.
 * @property {string} [apiKey] - The tag's API key. A relay needs none.
 * @property {Partial<RelayOptions>} [options] - More options for the relay.
 * @property {FakeWhopOptions} [whop] - Options for `createFakeWhop`.
 * @property {(whop: Handler) => Handler} [between] - Wraps Whop's handler in another one.
 * @property {string} [origin] - The origin of the page that asks. Default: none.
 * @property {(check: (other?: object) => Promise<unknown>) => Promise<unknown>} [before] - Runs before the check.
 */

/** @typedef {Verdict & { reason?: string, membership?: Membership | null, retryAfter?: number | null }} AnyVerdict */

/** The newest of v1's shapes. A relay asks for an older one. */
const NEWEST_VERSION_DATE = '2026-11-17';

/**
 * The routes to a verdict: the tag asks v2; it asks a relay that asks v1; the same, but v1 answers in its newest shape
 * whatever the relay asks for.
 */
export const ROUTES = /** @type {const} */ (['direct', 'relay', 'relay-newest']);

/**
 * Checks a license.
 *
 * @param {(typeof ROUTES)[number]} route
 * @param {CheckRow} row
 * @returns {Promise<AnyVerdict>}
 */
export async function checkBy(
  route,
  { asks, apiKey = FAKE_API_KEY, options, whop, between = (handler) => handler, before, origin },
) {
  const handler = between(createFakeWhop(whop));
  const api = await serveTestApi(
    route === 'relay-newest'
      ? (request) => handler(withHeader(request, 'Api-Version-Date', NEWEST_VERSION_DATE))
      : handler,
  );
  const defaults = {
    whopApiKey: FAKE_ACCOUNT_API_KEY,
    whopApiBase: `${api.origin}/api/v1`,
    allowedOrigins: 'null',
    log: () => {},
  };
  const relay = route === 'direct' ? null : createRelay({ ...defaults, ...options });
  const server =
    relay && (await serveTestApi((request) => relay.fetch(origin ? withHeader(request, 'Origin', origin) : request)));
  const address = server ? { apiBase: `${server.origin}/licenses` } : { apiBase: `${api.origin}/api/v2`, apiKey };
  try {
    /** @param {object} [other] */
    const check = (other) => validateLicense({ ...asks, ...other, ...address });
    await before?.(check);
    return await check();
  } finally {
    server?.close();
    api.close();
  }
}

/**
 * @param {Request} request
 * @param {string} name
 * @param {string} value
 */
function withHeader({ url, method, headers, signal, body }, name, value) {
  const all = new Headers(headers);
  all.set(name, value);
  return new Request(url, { method, headers: all, signal, body, duplex: 'half' });
}
