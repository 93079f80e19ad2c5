import { startScriptedApiServer } from './scripted-api-server.mjs';

const actions = ['reply', 'replyTo', 'requests', 'posts', 'next', 'release'];

/**
 * Runs an API on another origin for the tests. Each test scripts its own replies through the command `scripted-api`, which
 * test/support/api.ts wraps.
 */
export function scriptedApiPlugin() {
  let server;
  return {
    name: 'scripted-api',
    async serverStart() {
      server = await startScriptedApiServer();
    },
    serverStop() {
      server.stop();
    },
    async executeCommand({ command, payload }) {
      if (command !== 'scripted-api') return;
      try {
        return { value: await run(server, payload) };
      } catch (error) {
        // Return the error to the test, because the runner would only print it.
        return { error: error.message };
      }
    },
  };
}

function run(server, { action, id, args }) {
  if (action === 'create') return server.create();
  if (!actions.includes(action)) throw new Error(`A scripted API cannot ${action}.`);
  return server.get(id)[action](...args);
}
