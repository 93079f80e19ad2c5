import { validateLicense } from '../../dist/client.js';
import { createRelay } from '../../packages/relay/dist/index.js';
import { createFakeWhop, FAKE_ACCOUNT_API_KEY, FAKE_API_KEY } from '../../dist/testing.js';
import { serveTestApi } from '../../tools/serve-test-api.mjs';

/** The newest of v1's shapes. A relay asks for another one. */
const NEWEST = '2026-11-17';

/**
 * The three ways to a verdict: the tag asks v2; it asks a relay that asks v1; the same, where v1 answers in its newest
 * shape whatever it is asked for.
 */
export const WAYS = ['direct', 'relay', 'relay-newest'];

/**
 * Checks a license.
 *
 * @param {'direct' | 'relay' | 'relay-newest'} way
 * @param {object} row
 * @param {import('../../dist/client.js').ValidateLicenseOptions} row.asks What the tag asks, but for `apiBase` and `apiKey`.
 * @param {string} [row.apiKey] The tag's; a relay needs none.
 * @param {object} [row.options] Beside the relay's usual ones.
 * @param {object} [row.whop] For `createFakeWhop`.
 * @param {(whop: (request: Request) => Promise<Response>) => typeof whop} [row.between] What stands between it and Whop.
 * @param {string} [row.origin] Of the page that asks. Default: none.
 * @param {(check: (other?: object) => Promise<unknown>) => Promise<unknown>} [row.before] What happened earlier.
 */
export async function checkBy(
  way,
  { asks, apiKey = FAKE_API_KEY, options, whop, between = (handler) => handler, before, origin },
) {
  const handler = between(createFakeWhop(whop));
  const api = await serveTestApi(
    way === 'relay-newest' ? (request) => handler(withHeader(request, 'Api-Version-Date', NEWEST)) : handler,
  );
  const usual = {
    whopApiKey: FAKE_ACCOUNT_API_KEY,
    whopApiBase: `${api.origin}/api/v1`,
    allowedOrigins: 'null',
    log: () => {},
  };
  const relay = way === 'direct' ? null : createRelay({ ...usual, ...options });
  const server =
    relay && (await serveTestApi((request) => relay.fetch(origin ? withHeader(request, 'Origin', origin) : request)));
  const address = relay ? { apiBase: `${server.origin}/licenses` } : { apiBase: `${api.origin}/api/v2`, apiKey };
  try {
    const check = (other) => validateLicense({ ...asks, ...other, ...address });
    await before?.(check);
    return await check();
  } finally {
    server?.close();
    api.close();
  }
}

function withHeader({ url, method, headers, signal, body }, name, value) {
  const all = new Headers(headers);
  all.set(name, value);
  return new Request(url, { method, headers: all, signal, body, duplex: 'half' });
}
