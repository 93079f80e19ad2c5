import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';

/** @typedef {Awaited<ReturnType<typeof startServer>>} BenchServer */

const preload = path.join(import.meta.dirname, 'report-usage.mjs');

/**
 * Starts a server in a separate process, and discards its log.
 *
 * @param {string} script
 * @param {NodeJS.ProcessEnv} [env]
 */
export async function startServer(script, env = {}) {
  const child = spawn(process.execPath, ['--expose-gc', '--import', preload, script], {
    env: { ...process.env, PORT: '0', HOST: '127.0.0.1', ...env },
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  let output = '';
  const origin = await new Promise((resolve, reject) => {
    child.once('exit', () => reject(new Error(output)));
    child.stderr?.setEncoding('utf8').on('data', (chunk) => {
      output += chunk;
      const [, port] = /listening on port (\d+)/.exec(output) ?? [];
      if (port) resolve(`http://127.0.0.1:${port}`);
    });
  });
  return {
    origin,
    /** Returns CPU time in µs and resident memory in bytes. */
    async usage() {
      child.send('usage');
      const [usage] = await once(child, 'message');
      return usage;
    },
    async stop() {
      child.kill('SIGTERM');
      await once(child, 'exit');
    },
  };
}
