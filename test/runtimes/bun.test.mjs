import { describeRuntime } from '../support/relay-in-runtime.mjs';

describeRuntime('bun', { server: ['bun-server.mjs'], client: [] });
