import { createRelay, DurableState, optionsFromEnvironment, RelayObject } from 'whop-license-relay';

export { RelayObject };

/** Created by the first request, because a Worker gets its settings with a request. */
let relay;

export default {
  fetch(request, env, context) {
    relay ??= createRelay({ ...optionsFromEnvironment(env), state: new DurableState(env.RELAY) });
    return relay.fetch(request, env, context);
  },
};
