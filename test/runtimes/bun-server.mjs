/* global Bun */
import { createRelay, optionsFromEnvironment } from 'whop-license-relay';

const relay = createRelay(optionsFromEnvironment(process.env));
console.warn(`Listening on ${Bun.serve({ port: process.env.PORT ?? 8787, fetch: relay.fetch }).url}`);
