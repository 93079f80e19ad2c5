import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setTimeout as sleep } from 'node:timers/promises';

/**
 * @import { IncomingMessage, ServerResponse } from 'node:http'
 * @import { Reply } from '../test/support/api.ts'
 */

/** JSON followed by white space is still valid, so a client that reads all of it finds a complete response. */
const padding = Buffer.alloc(16 * 1024, ' ');

/**
 * Sends one scripted reply, however broken. test/support/api.ts documents the fields of a reply.
 *
 * @param {IncomingMessage} request
 * @param {ServerResponse} response
 * @param {Reply} reply
 */
export async function sendReply(request, response, reply) {
  if (reply.refuse) return void request.socket.destroy();
  if (reply.stall === 'headers') return;

  const { body, headers } = encode(reply);
  if (reply.cors !== false) Object.assign(headers, corsHeaders(request));
  if (reply.redirect) headers.location = reply.redirect;
  const status = reply.status ?? (reply.redirect ? 307 : 201);

  if (reply.cut || reply.stall === 'body') {
    response.writeHead(status, { ...headers, 'content-length': Math.max(body.length, 1) });
    response.flushHeaders();
    response.write(body.subarray(0, body.length / 2), () => reply.cut && request.socket.resetAndDestroy());
  } else if (reply.trickle || reply.huge) {
    response.writeHead(status, headers);
    const chunks = reply.huge ? fill(body, reply.huge) : trickle(body);
    // The client may go away in the middle.
    await pipeline(Readable.from(chunks), response).catch(() => {});
  } else {
    response.writeHead(status, { ...headers, 'content-length': body.length }).end(body);
  }
}

/**
 * Allows the request's origin to read the reply.
 *
 * @param {IncomingMessage} request
 * @returns {Record<string, string>}
 */
export function corsHeaders({ headers: { origin } }) {
  return origin === undefined ? {} : { 'access-control-allow-origin': origin, vary: 'Origin' };
}

/**
 * @param {Reply} reply
 * @returns {{ body: Buffer, headers: Record<string, string> }}
 */
function encode({ body = '', headers = {} }) {
  const isText = typeof body === 'string';
  const lowerCase = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]);
  return {
    body: Buffer.from(isText ? body : JSON.stringify(body)),
    // Browsers automatically repeat a request that fails on a reused connection, so never reuse one.
    headers: {
      connection: 'close',
      ...(isText ? {} : { 'content-type': 'application/json' }),
      ...Object.fromEntries(lowerCase),
    },
  };
}

/** @param {Buffer} body */
async function* trickle(body) {
  yield body;
  for (;;) {
    await sleep(20);
    yield padding.subarray(0, 16);
  }
}

/**
 * @param {Buffer} body
 * @param {number} size
 */
function* fill(body, size) {
  yield body;
  for (let left = size - body.length; left > 0; left -= padding.length)
    yield padding.subarray(0, Math.min(left, padding.length));
}
