export { createRelay, type Relay } from './create-relay.js';
export { optionsFromEnvironment, type RelayOptions } from './options.js';
export { DurableState, RelayObject, type DurableObjectNamespace } from './state/durable-object.js';
export type { Health, Kept, Limit, RelayState, Slot } from './state/state.js';
