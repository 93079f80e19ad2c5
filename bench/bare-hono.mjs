/** The baseline for the relay: a bare Hono handler on the same adapter that returns the same JSON. */
import { serve } from '@hono/node-server';
import { Hono } from 'hono';

const body = JSON.parse(process.env.BODY ?? '');
const app = new Hono();
app.post('/memberships/:key/validate_license', (c) => c.json(body, 201));
serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, ({ port }) => console.error(`listening on port ${port}`));
process.once('SIGTERM', () => process.exit());
