import { createServer } from 'node:http';
import path from 'node:path';
import { listen } from '../../tools/listen.mjs';

/**
 * Serves as much of Whop's v1 as a load test needs: each key that begins with `GOOD` is an active membership, any other
 * is not found. It has no rate limit, so that tests see whether the relay keeps to the limit by itself.
 */
export async function serveV1() {
  /** @type {{ key: string, at: number }[]} */
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
  const port = await listen(server);
  return {
    base: `http://127.0.0.1:${port}/api/v1`,
    /** The requests so far: each with its key, and the time in ms. */
    requests,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}

/** @param {string} key */
function membership(key) {
  return {
    id: `mem_${key}`,
    status: 'active',
    license_key: key,
    product: { id: 'prod_fleet' },
    plan: { id: 'plan_fleet' },
    metadata: {},
    renewal_period_end: /** @type {string | null} */ (null),
  };
}
