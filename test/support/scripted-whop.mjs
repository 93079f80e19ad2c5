import { createServer } from 'node:http';
import { listen } from '../../tools/listen.mjs';

/**
 * @import { IncomingHttpHeaders, IncomingMessage, OutgoingHttpHeaders, Server, ServerResponse } from 'node:http'
 * @import { TestContext } from 'node:test'
 */

/**
 * What Whop answers. A body that is not text is sent as JSON.
 *
 * @typedef {{ status: number, body?: unknown, headers?: OutgoingHttpHeaders }} Answer
 *
 * @typedef {(request: IncomingMessage, response: ServerResponse) => Answer | void} Answerer
 *
 * @typedef {Awaited<ReturnType<typeof startWhop>>} Whop
 */

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

/**
 * A membership in v1's shape of 2025-01-01.
 *
 * @param {object} [changes]
 */
export function membership(changes = {}) {
  return {
    id: 'mem_A1B2C3',
    status: 'active',
    license_key: /** @type {string | null} */ (null),
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

/**
 * Whop answers with a membership that has the key it was asked about.
 *
 * @param {object} [changes]
 * @returns {(request: IncomingMessage) => Answer}
 */
export const found = (changes) => (request) => ({
  status: 200,
  body: membership({ license_key: keyOf(request), ...changes }),
});
export const notFound = () => ({
  status: 404,
  body: { error: { type: 'not_found', message: 'Membership not found' } },
});

/**
 * The key in a request's path.
 *
 * @param {IncomingMessage} request
 */
export const keyOf = ({ url = '' }) => decodeURIComponent(url.slice(url.lastIndexOf('/') + 1));

/**
 * Starts a server that plays the part of Whop's v1. `requests` are those that reached it, with their raw targets.
 *
 * @param {TestContext} t
 * @param {Answerer} [answer] - Returns the response, or sends one by itself. A test can replace it: `whop.answer = …`.
 */
export async function startWhop(t, answer = found()) {
  /** @type {(value?: unknown) => void} */
  let wake = () => {};
  const whop = {
    answer,
    base: '',
    /** @type {{ method: string | undefined, target: string | undefined, headers: IncomingHttpHeaders }[]} */
    requests: [],
    /**
     * Resolves when this many requests have arrived.
     *
     * @param {number} count
     */
    async untilReceived(count) {
      while (whop.requests.length < count) await new Promise((resolve) => (wake = resolve));
    },
  };
  const server = createServer((request, response) => {
    whop.requests.push({ method: request.method, target: request.url, headers: request.headers });
    wake();
    const answer = whop.answer(request, response);
    if (!answer) return;
    const { status, body, headers } = answer;
    const isText = body === undefined || typeof body === 'string' || body instanceof Uint8Array;
    response.writeHead(status, { ...(!isText && { 'Content-Type': 'application/json' }), ...headers });
    response.end(isText ? body : JSON.stringify(body));
  });
  whop.base = `http://127.0.0.1:${await listenIn(t, server)}/api/v1`;
  return whop;
}

/**
 * Makes a server listen until the test ends.
 *
 * @param {TestContext} t
 * @param {Server} server
 */
export function listenIn(t, server) {
  t.after(() => {
    server.close();
    server.closeAllConnections();
  });
  return listen(server);
}
