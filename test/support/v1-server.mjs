import { once } from 'node:events';
import { createServer } from 'node:http';
import path from 'node:path';

/**
 * Serves as much of Whop's v1 as a load test needs: each key that begins with `GOOD` is an active membership, any other
 * is not found. It has no rate limit, so that tests see whether the relay keeps to the limit by itself.
 */
export async function serveV1() {
  const requests = [];
  const server = createServer((request, response) => {
    const key = decodeURIComponent(path.posix.basename(request.url));
    requests.push({ key, at: performance.now() });
    const isGood = key.startsWith('GOOD');
    response.writeHead(isGood ? 200 : 404, { 'content-type': 'application/json' });
    response.end(
      JSON.stringify(isGood ? membership(key) : { error: { type: 'not_found', message: 'Membership not found' } }),
    );
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    base: `http://127.0.0.1:${server.address().port}/api/v1`,
    /** The requests so far: each with its key, and the time in ms. */
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
