import { startScriptedApiServer } from './scripted-api-server.mjs';

/**
 * @import { TestRunnerPlugin } from '@web/test-runner'
 * @import { ScriptedApiServer } from './scripted-api-server.mjs'
 */

/** @typedef {{ action: 'create' | Action, id: string, args: unknown[] }} Payload */

/** @typedef {(typeof actions)[number]} Action */

const actions = /** @type {const} */ (['reply', 'replyTo', 'requests', 'posts', 'next', 'release']);

/**
 * Runs an API on another origin for the tests. Each test scripts its own replies through the command `scripted-api`, which
 * test/support/api.ts wraps.
 *
 * @returns {TestRunnerPlugin<Payload>}
 */
export function scriptedApiPlugin() {
  /** @type {ScriptedApiServer} */
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
      if (command !== 'scripted-api' || !payload) return;
      try {
        return { value: await run(server, payload) };
      } catch (error) {
        // Return the error to the test, because the runner would only print it.
        return { error: /** @type {Error} */ (error).message };
      }
    },
  };
}

/**
 * @param {ScriptedApiServer} server
 * @param {Payload} payload
 * @returns {unknown}
 */
function run(server, { action, id, args }) {
  if (action === 'create') return server.create();
  const api = server.get(id);
  if (!api || !actions.includes(action)) throw new Error(`A scripted API cannot ${action}.`);
  return Reflect.apply(api[action], api, args);
}
