/** The baseline for the relay: a bare Hono handler on the same adapter that returns the same JSON. */
import { createAdaptorServer } from '@hono/node-server';
import { Hono } from 'hono';
import { listen } from '../tools/listen.mjs';

/** @import { Server } from 'node:http' */

const body = JSON.parse(process.env.BODY ?? '');
const app = new Hono();
app.post('/memberships/:key/validate_license', (c) => c.json(body, 201));
const server = createAdaptorServer({ fetch: app.fetch });
console.error(`listening on port ${await listen(/** @type {Server} */ (server))}`);
process.once('SIGTERM', () => process.exit());
