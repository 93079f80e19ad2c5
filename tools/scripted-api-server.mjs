import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { listen } from './listen.mjs';
import { corsHeaders, sendReply } from './scripted-reply.mjs';

/**
 * @import { IncomingMessage, ServerResponse } from 'node:http'
 * @import { ReceivedRequest, Reply } from '../test/support/api.ts'
 */

/** @typedef {Awaited<ReturnType<typeof startScriptedApiServer>>} ScriptedApiServer */

/** Starts an HTTP server that replies as the tests script it. Each test has its own API under its own path. */
export async function startScriptedApiServer() {
  /** @type {Map<string | undefined, ScriptedApi>} */
  const apis = new Map();
  const server = createServer((request, response) => {
    const [, id, path] = /^\/([^/]+)(\/.*)$/.exec(request.url ?? '') ?? [];
    const api = apis.get(id);
    if (api && path) void api.handle(request, response, path);
    else response.writeHead(404, { connection: 'close' }).end();
  });
  const origin = `http://127.0.0.1:${await listen(server)}`;

  return {
    create() {
      const id = randomUUID();
      apis.set(id, new ScriptedApi());
      return { id, origin, base: `${origin}/${id}/api/v2` };
    },
    /** @param {string} id */
    get: (id) => apis.get(id),
    stop() {
      server.close();
      server.closeAllConnections();
    },
  };
}

/** @type {Reply} */
const unscripted = { status: 418, body: { message: 'This test scripted no reply.' } };

class ScriptedApi {
  /** @type {Reply[]} */
  #replies = [];
  /** @type {Map<string | undefined, Reply[]>} */
  #repliesByKey = new Map();
  /** @type {ReceivedRequest[]} */
  #received = [];
  /** @type {{ key: string | undefined, release: () => void }[]} */
  #held = [];
  /** @type {ReceivedRequest[]} */
  #arrivals = [];
  /** @type {((post: ReceivedRequest) => void)[]} */
  #waiting = [];

  /**
   * Sets the replies, one for each request. The last one repeats.
   *
   * @param {Reply[]} replies
   */
  reply(...replies) {
    this.#replies = replies;
  }

  /**
   * Sets the replies for one license key, which come before the general ones.
   *
   * @param {string} key
   * @param {Reply[]} replies
   */
  replyTo(key, ...replies) {
    this.#repliesByKey.set(key, replies);
  }

  requests() {
    return this.#received;
  }

  posts() {
    return this.#received.filter(({ method }) => method === 'POST');
  }

  /** Resolves with the first POST that no earlier call returned, as soon as there is one. */
  next() {
    const post = this.#arrivals.shift();
    return post ?? new Promise((resolve) => this.#waiting.push(resolve));
  }

  /**
   * Sends the oldest held reply, or the oldest one for that key.
   *
   * @param {string} [key]
   */
  release(key) {
    const index = this.#held.findIndex((held) => key === undefined || held.key === key);
    if (index < 0) throw new Error(`No reply${key === undefined ? '' : ` to ${key}`} is being held.`);
    this.#held.splice(index, 1)[0].release();
  }

  /**
   * @param {IncomingMessage} request
   * @param {ServerResponse} response
   * @param {string} path
   */
  async handle(request, response, path) {
    const { method = '' } = request;
    const headers = /** @type {ReceivedRequest['headers']} */ (request.headers);
    let body;
    try {
      body = await text(request);
    } catch {
      return; // The client went away in the middle of its request.
    }
    const received = { method, path, headers, body };
    this.#received.push(received);
    if (method === 'OPTIONS') return replyToPreflight(request, response);

    const key = licenseKeyIn(path);
    const reply = this.#nextReply(key);
    const released = reply.hold ? this.#hold(key, response) : undefined;
    if (method === 'POST') this.#announce(received);
    await released;
    await sendReply(request, response, reply);
  }

  /** @param {ReceivedRequest} post */
  #announce(post) {
    const resolve = this.#waiting.shift();
    if (resolve) resolve(post);
    else this.#arrivals.push(post);
  }

  /** @param {string | undefined} key */
  #nextReply(key) {
    const replies = this.#repliesByKey.get(key) ?? this.#replies;
    return (replies.length > 1 ? replies.shift() : replies[0]) ?? unscripted;
  }

  /**
   * @param {string | undefined} key
   * @param {ServerResponse} response
   * @returns {Promise<void>}
   */
  #hold(key, response) {
    return new Promise((release) => {
      const held = { key, release };
      this.#held.push(held);
      response.once('close', () => {
        this.#held = this.#held.filter((other) => other !== held);
      });
    });
  }
}

/** @param {string} path */
function licenseKeyIn(path) {
  const [, segment] = /\/memberships\/([^/]*)\/validate_license$/.exec(path) ?? [];
  try {
    return segment && decodeURIComponent(segment);
  } catch {
    return undefined; // The path contains no encoded key.
  }
}

/**
 * @param {IncomingMessage} request
 * @param {ServerResponse} response
 */
function replyToPreflight(request, response) {
  response
    .writeHead(204, {
      connection: 'close',
      ...corsHeaders(request),
      'access-control-allow-headers': 'authorization, content-type',
      'access-control-allow-methods': 'POST',
      // Every request gets a preflight, however soon it follows another.
      'access-control-max-age': '0',
    })
    .end();
}
