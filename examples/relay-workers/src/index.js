import { createRelay, DurableState, optionsFromEnvironment, RelayObject } from 'whop-license-relay';

export { RelayObject };

/** Made by the first request, because a Worker has no variables before it. */
let relay;

export default {
  fetch(request, env, context) {
    relay ??= createRelay({ ...optionsFromEnvironment(env), state: new DurableState(env.RELAY) });
    return relay.fetch(request, env, context);
  },
};
