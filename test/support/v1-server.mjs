import { once } from 'node:events';
import { createServer } from 'node:http';
import path from 'node:path';

/**
 * Whop's v1, as far as a crowd needs it: each key that begins with `GOOD` is an active membership, any other is not
 * found. There is no limit, so that it is seen who keeps to it.
 */
export async function serveV1() {
  const requests = [];
  const server = createServer((request, response) => {
    const key = decodeURIComponent(path.posix.basename(request.url));
    requests.push({ key, at: performance.now() });
    const good = key.startsWith('GOOD');
    response.writeHead(good ? 200 : 404, { 'content-type': 'application/json' });
    response.end(
      JSON.stringify(good ? membership(key) : { error: { type: 'not_found', message: 'Membership not found' } }),
    );
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    base: `http://127.0.0.1:${server.address().port}/api/v1`,
    /** What it was asked, in order: the key and the time in ms. */
    requests,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}

function membership(key) {
  return {
    id: `mem_${key}`,
    status: 'active',
    license_key: key,
    product: { id: 'prod_fleet' },
    plan: { id: 'plan_fleet' },
    metadata: {},
    renewal_period_end: null,
  };
}
