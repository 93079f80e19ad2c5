import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';

const command = path.resolve(import.meta.dirname, '../../packages/relay/dist/command.js');

/**
 * Runs the command on a free port, as a seller does.
 *
 * @param {Record<string, string>} env - More variables than the port and the allowed origin.
 * @returns {Promise<{ origin: string, log: object[], stop: () => Promise<number | null> }>} `log` has one entry for each
 *   request so far.
 */
export async function startRelay(env) {
  const child = spawn(process.execPath, ['--unhandled-rejections=strict', command], {
    env: { PATH: process.env.PATH, PORT: '0', HOST: '127.0.0.1', ALLOWED_ORIGINS: 'https://shop.example', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  /** @type {object[]} */
  const log = [];
  let rest = '';
  child.stdout.setEncoding('utf8').on('data', (chunk) => {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop();
    log.push(...lines.map((line) => JSON.parse(line)));
  });
  let printed = '';
  const port = await new Promise((resolve, reject) => {
    child.once('exit', () => reject(new Error(`The relay has ended: ${printed}`)));
    child.stderr.setEncoding('utf8').on('data', (chunk) => {
      printed += chunk;
      const [, port] = /listening on port (\d+)/.exec(printed) ?? [];
      if (port) resolve(port);
    });
  });
  return {
    origin: `http://127.0.0.1:${port}`,
    log,
    async stop() {
      child.kill('SIGTERM');
      const [code] = await once(child, 'exit');
      return code;
    },
  };
}
