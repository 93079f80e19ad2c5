import { once } from 'node:events';
import { request as httpRequest } from 'node:http';
import { createAdaptorServer } from '@hono/node-server';
import { createRelay } from '../../packages/relay/dist/index.js';
import { listenIn } from './scripted-whop.mjs';
import { lengthenTimers, REQUEST_LIMITS_MS } from './patient-timers.mjs';

/**
 * @import { IncomingHttpHeaders, OutgoingHttpHeaders, Server } from 'node:http'
 * @import { TestContext } from 'node:test'
 * @import { Relay, RelayOptions } from '../../packages/relay/dist/index.js'
 */

/**
 * @typedef {{ [Name in keyof RelayOptions]?: unknown }} AnyRelayOptions
 *
 * @typedef {Pick<Relay, 'fetch'>} TestedRelay
 *
 * @typedef {{ status: number, headers: IncomingHttpHeaders, text: string }} SentAnswer
 *
 * @typedef {object} AskOptions
 * @property {string | null} [origin] - `null` sends none.
 * @property {unknown} [metadata]
 * @property {BodyInit | null} [body]
 * @property {Record<string, string>} [headers]
 * @property {string} [address] - The address of the socket.
 * @property {string} [prefix]
 * @property {unknown} [platform]
 */

lengthenTimers(REQUEST_LIMITS_MS);

export const API_KEY = 'apik_AccountKeyOfTheSeller';
export const PAGE = 'https://shop.example';
export const KEY = 'W-A1B2C3-D4E5F6A7-B8C9D0W';

/**
 * A relay that asks `whop`. `log` has its lines.
 *
 * @param {TestContext} t
 * @param {{ base: string }} whop
 * @param {AnyRelayOptions} [options]
 */
export function makeRelay(t, whop, options = {}) {
  /** @type {string[]} */
  const log = [];
  const settings = /** @type {RelayOptions} */ ({
    whopApiKey: API_KEY,
    allowedOrigins: PAGE,
    whopApiBase: whop.base,
    log: (/** @type {string} */ line) => log.push(line),
    ...options,
  });
  const relay = createRelay(settings);
  t.after(() => relay.close());
  return { ...relay, log };
}

/**
 * Sends the tag's request to the handler itself.
 *
 * @param {TestedRelay} relay
 * @param {string} [key]
 * @param {AskOptions} [options]
 */
export function ask(relay, key = KEY, options = {}) {
  const {
    origin = PAGE,
    metadata = {},
    body = JSON.stringify({ metadata }),
    prefix = '',
    address = '203.0.113.7',
    platform = { incoming: { socket: { remoteAddress: address } } },
  } = options;
  const headers = {
    'Content-Type': 'application/json',
    ...(origin !== null && { Origin: origin }),
    ...options.headers,
  };
  const url = `https://relay.example${prefix}/memberships/${encodeURIComponent(key)}/validate_license`;
  return relay.fetch(new Request(url, { method: 'POST', headers, body, duplex: 'half' }), platform);
}

/**
 * The same, with the parts of the response that most tests look at.
 *
 * @param {Parameters<typeof ask>} args
 */
export async function answerTo(...args) {
  const response = await ask(...args);
  return { status: response.status, retryAfter: response.headers.get('Retry-After'), body: await response.json() };
}

/**
 * Serves a relay on Node, as its command does.
 *
 * @param {TestContext} t
 * @param {TestedRelay} relay
 * @returns {Promise<number>} the port.
 */
export function serve(t, relay) {
  return listenIn(t, /** @type {Server} */ (createAdaptorServer({ fetch: relay.fetch })));
}

/**
 * Sends a request with its path unchanged, as `fetch` would not.
 *
 * @param {number} port
 * @param {string} path
 * @param {{ method?: string, headers?: OutgoingHttpHeaders, body?: string | Buffer }} [request]
 * @returns {Promise<SentAnswer>}
 */
export async function send(port, path, { method = 'POST', headers = {}, body } = {}) {
  const request = httpRequest({ host: '127.0.0.1', port, method, path, headers, agent: false });
  request.end(body);
  const [response] = await once(request, 'response');
  let text = '';
  for await (const chunk of response.setEncoding('utf8')) text += chunk;
  return { status: response.statusCode, headers: response.headers, text };
}
