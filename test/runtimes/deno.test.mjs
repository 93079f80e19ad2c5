import { describeRuntime } from '../support/relay-in-runtime.mjs';

describeRuntime('deno', {
  server: ['run', '--allow-net', '--allow-env', 'deno-server.mjs'],
  client: ['run', '--allow-net'],
});
