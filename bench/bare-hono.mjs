/** The baseline for the relay: a bare Hono handler on the same adapter that returns the same JSON. */
import { createAdaptorServer } from '@hono/node-server';
import { Hono } from 'hono';

const body = JSON.parse(process.env.BODY);
const app = new Hono();
app.post('/memberships/:key/validate_license', (c) => c.json(body, 201));
const server = createAdaptorServer({ fetch: app.fetch });
server.listen(0, '127.0.0.1', () => console.error(`listening on port ${server.address().port}`));
process.once('SIGTERM', () => process.exit());
