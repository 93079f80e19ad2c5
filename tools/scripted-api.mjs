import { startScriptedApiServer } from './scripted-api-server.mjs';

const actions = ['reply', 'replyTo', 'requests', 'posts', 'next', 'release'];

/**
 * Gives the tests an API on another origin, which each test scripts for itself through the command `scripted-api`.
 * test/support/api.ts is how tests use it.
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
        // For the test to deal with; the runner would print what is thrown here.
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
