import { createRelay, DurableState, optionsFromEnvironment, RelayObject } from 'whop-license-relay';

export { RelayObject };

/** Made once, by the first request: before it, a Worker knows no settings. */
let relay;

export default {
  fetch(request, env, context) {
    relay ??= createRelay({ ...optionsFromEnvironment(env), state: new DurableState(env.RELAY) });
    return relay.fetch(request, env, context);
  },
};
