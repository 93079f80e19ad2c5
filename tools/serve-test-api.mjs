import { createServer as createTlsServer } from 'node:https';
import { createAdaptorServer } from '@hono/node-server';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import { listen } from './listen.mjs';

/** @import { Server, ServerResponse } from 'node:http' */

/**
 * @typedef {(request: Request) => Promise<Response>} Handler
 *
 * @typedef {{ origin: string, close: () => void }} TestServer
 */

/**
 * Serves a web-standard handler over HTTP on a free port of 127.0.0.1. If the handler rejects, or its body's stream fails,
 * the socket is closed, so that a simulated fault becomes a real one.
 *
 * @param {Handler} handler
 * @param {{ key: string, cert: string }} [tls] - To serve over HTTPS.
 * @returns {Promise<TestServer>}
 */
export async function serveTestApi(handler, tls) {
  const adaptorServer = createAdaptorServer({
    overrideGlobalObjects: false,
    ...(tls && { createServer: createTlsServer, serverOptions: tls }),
    async fetch(request, { outgoing }) {
      await sendResponse(request, handler, /** @type {ServerResponse} */ (outgoing));
      return RESPONSE_ALREADY_SENT;
    },
  });
  const server = /** @type {Server} */ (adaptorServer);
  const port = await listen(server);
  return {
    origin: `${tls ? 'https' : 'http'}://127.0.0.1:${port}`,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}

/**
 * Sends the handler's response, or closes the socket if the handler fails.
 *
 * @param {Request} request
 * @param {Handler} handler
 * @param {ServerResponse} outgoing
 */
async function sendResponse(request, handler, outgoing) {
  try {
    const { status, headers, body } = await handler(request);
    // Browsers automatically repeat a request that fails on a reused connection, so never reuse one.
    outgoing.writeHead(status, { ...Object.fromEntries(headers), connection: 'close' });
    outgoing.flushHeaders();
    for await (const chunk of body ?? []) outgoing.write(chunk);
    outgoing.end();
  } catch {
    // Let everything that was written leave first. There is no socket if the client went away.
    outgoing.socket?.destroySoon();
  }
}
