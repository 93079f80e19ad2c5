import { once } from 'node:events';
import { createServer as createTlsServer } from 'node:https';
import { createAdaptorServer } from '@hono/node-server';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';

/**
 * Serves a Web-standard handler over HTTP on a free port of 127.0.0.1. Where the handler rejects, or its body's stream
 * fails, the socket is broken: what is a fault in there is a real one out here.
 *
 * @param {(request: Request) => Promise<Response>} handler
 * @param {{ key: string, cert: string }} [tls] Where it is to be served over HTTPS.
 * @returns {Promise<{ origin: string, close: () => void }>}
 */
export async function serveTestApi(handler, tls) {
  const server = createAdaptorServer({
    overrideGlobalObjects: false,
    ...(tls && { createServer: createTlsServer, serverOptions: tls }),
    async fetch(request, { outgoing }) {
      await answer(request, handler, outgoing);
      return RESPONSE_ALREADY_SENT;
    },
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    origin: `${tls ? 'https' : 'http'}://127.0.0.1:${server.address().port}`,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}

/** @param {import('node:http').ServerResponse} outgoing */
async function answer(request, handler, outgoing) {
  try {
    const { status, headers, body } = await handler(request);
    // A browser repeats by itself what fails on a connection that was kept.
    outgoing.writeHead(status, { ...Object.fromEntries(headers), connection: 'close' });
    outgoing.flushHeaders();
    for await (const chunk of body ?? []) outgoing.write(chunk);
    outgoing.end();
  } catch {
    // Not before all that was written has left. There is no socket where the other side went away.
    outgoing.socket?.destroySoon();
  }
}
