/* global Deno */
import { createRelay, optionsFromEnvironment } from 'whop-license-relay';

const relay = createRelay(optionsFromEnvironment(Deno.env.toObject()));
Deno.serve({ port: Number(Deno.env.get('PORT') ?? 8787) }, relay.fetch);
