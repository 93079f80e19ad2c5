import { once } from 'node:events';
import { createServer, request as httpRequest } from 'node:http';
import { createAdaptorServer } from '@hono/node-server';
import { createRelay } from '../../packages/relay/dist/index.js';
import { lengthenTimers, REQUEST_LIMITS_MS } from './patient-timers.mjs';

lengthenTimers(REQUEST_LIMITS_MS);

export const API_KEY = 'apik_AccountKeyOfTheSeller';
export const PAGE = 'https://shop.example';
export const KEY = 'W-A1B2C3-D4E5F6A7-B8C9D0W';

/** What v1 tells about the buyer, and a relay must not pass on. */
export const PERSONAL_DATA = [
  'jo.buyer@mail.example',
  'Jo Buyer',
  'jobuyer',
  '+15550100',
  'user_JoBuyer',
  'Elm Street',
  'Ring Jo',
];

/** A membership in v1's shape of 2025-01-01. */
export function membership(changes = {}) {
  return {
    id: 'mem_A1B2C3',
    status: 'active',
    license_key: null,
    metadata: {},
    created_at: '2026-01-01T00:00:00.000Z',
    renewal_period_end: new Date(Date.now() + 30 * 86_400_000).toISOString(),
    cancel_at_period_end: false,
    company: { id: 'biz_Shop', title: 'Shop' },
    product: { id: 'prod_A', title: 'Pro' },
    plan: { id: 'plan_A' },
    manage_url: 'https://whop.com/billing/manage/mem_A1B2C3/',
    user: { id: 'user_JoBuyer', name: 'Jo Buyer', username: 'jobuyer', email: 'jo.buyer@mail.example' },
    phone_number: '+15550100',
    custom_field_responses: [{ question: 'Where do you live?', answer: 'Elm Street' }],
    recommended_action: 'Ring Jo (jo.buyer@mail.example)',
    ...changes,
  };
}

/** Whop answers with a membership that has the key it was asked about. */
export const found = (changes) => (request) => ({
  status: 200,
  body: membership({ license_key: keyOf(request), ...changes }),
});
export const notFound = () => ({
  status: 404,
  body: { error: { type: 'not_found', message: 'Membership not found' } },
});

/** The key in a request's path. @param {import('node:http').IncomingMessage} request */
export const keyOf = ({ url }) => decodeURIComponent(url.slice(url.lastIndexOf('/') + 1));

/**
 * Starts a server that plays the part of Whop's v1. `requests` are those that reached it, with their raw targets.
 *
 * @param {(request, response) => { status: number, body?: unknown, headers?: object } | void} answer - Returns the response,
 *   or sends one by itself. A body that is not text is sent as JSON. A test can replace it: `whop.answer = …`.
 */
export async function startWhop(t, answer = found()) {
  let wake = () => {};
  const whop = {
    answer,
    requests: [],
    /** Resolves when this many requests have arrived. */
    async untilReceived(count) {
      while (whop.requests.length < count) await new Promise((resolve) => (wake = resolve));
    },
  };
  const server = createServer((request, response) => {
    whop.requests.push({ method: request.method, target: request.url, headers: request.headers });
    wake();
    const { status, body, headers } = whop.answer(request, response) ?? {};
    if (!status) return;
    const isText = body === undefined || typeof body === 'string' || body instanceof Uint8Array;
    response.writeHead(status, { ...(!isText && { 'Content-Type': 'application/json' }), ...headers });
    response.end(isText ? body : JSON.stringify(body));
  });
  whop.base = `http://127.0.0.1:${await listen(t, server)}/api/v1`;
  return whop;
}

/** A relay that asks `whop`. `log` has its lines. */
export function makeRelay(t, whop, options = {}) {
  const log = [];
  const relay = createRelay({
    whopApiKey: API_KEY,
    allowedOrigins: PAGE,
    whopApiBase: whop.base,
    log: (line) => log.push(line),
    ...options,
  });
  t.after(() => relay.close());
  return { ...relay, log };
}

/**
 * Sends the tag's request to the handler itself.
 *
 * @param {{ origin?: string | null, metadata?: unknown, body?: BodyInit | null, headers?: object, address?: string, prefix?: string, platform?: object }} [options]
 *   `origin: null` sends no origin. `address` is the address of the socket.
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

/** The same, with the parts of the response that most tests look at. */
export async function answerTo(...args) {
  const response = await ask(...args);
  return { status: response.status, retryAfter: response.headers.get('Retry-After'), body: await response.json() };
}

/** Serves a relay on Node, as its command does. @returns {Promise<number>} the port. */
export function serve(t, relay) {
  return listen(t, createAdaptorServer({ fetch: relay.fetch }));
}

/**
 * Sends a request with its path unchanged, as `fetch` would not.
 *
 * @returns {Promise<{ status: number, headers: object, text: string }>}
 */
export async function send(port, path, { method = 'POST', headers = {}, body } = {}) {
  const request = httpRequest({ host: '127.0.0.1', port, method, path, headers, agent: false });
  request.end(body);
  const [response] = await once(request, 'response');
  let text = '';
  for await (const chunk of response.setEncoding('utf8')) text += chunk;
  return { status: response.statusCode, headers: response.headers, text };
}

/** The relay's clocks stand still, and go on by hand. Its timers do not. */
export function mockClocks(t) {
  const [now, date] = [performance.now(), Date.now()];
  let ms = 0;
  t.mock.method(performance, 'now', () => now + ms);
  t.mock.method(Date, 'now', () => date + ms);
  return { advance: (seconds) => (ms += seconds * 1000) };
}

/** Timers of exactly this length fire only when the test says so. */
export function mockTimers(t, timerMs) {
  const held = [];
  let wake = () => {};
  const { setTimeout } = globalThis;
  t.mock.method(globalThis, 'setTimeout', (callback, ms, ...values) => {
    if (ms !== timerMs) return setTimeout(callback, ms, ...values);
    held.push(callback);
    wake();
    return setTimeout(() => {}, 0);
  });
  return {
    /** Resolves when this many have been set. */
    async untilSet(count) {
      while (held.length < count) await new Promise((resolve) => (wake = resolve));
    },
    /** Fires all that were set so far. */
    fire: () => held.forEach((callback) => callback()),
  };
}

async function listen(t, server) {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => {
    server.close();
    server.closeAllConnections();
  });
  return server.address().port;
}
