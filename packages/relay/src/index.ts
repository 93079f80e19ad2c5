/**
 * The relay as a handler, for any server that takes a Web-standard one.
 *
 * @module whop-license-relay
 */
export { createRelay, type Relay } from './http/create-relay.js';
export { optionsFromEnvironment, type RelayOptions } from './http/options.js';
export { DurableState, RelayObject, type DurableObjectNamespace } from './state/durable-object.js';
export type { CacheEntry, Health, RateLimit, RateLimitResult, RelayState } from './state/state.js';
