import { createRelay, DurableState, optionsFromEnvironment, RelayObject } from 'whop-license-relay';

export { RelayObject };

/**
 * Made by the first request, because a Worker has no variables before it.
 *
 * @type {import('whop-license-relay').Relay | undefined}
 */
let relay;

export default {
  /**
   * @param {Request} request
   * @param {{ RELAY: import('whop-license-relay').DurableObjectNamespace }} env
   * @param {object} context
   */
  fetch(request, env, context) {
    relay ??= createRelay({ ...optionsFromEnvironment(env), state: new DurableState(env.RELAY) });
    return relay.fetch(request, env, context);
  },
};
