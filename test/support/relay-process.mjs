import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';

const command = path.resolve(import.meta.dirname, '../../packages/relay/dist/command.js');

/**
 * Runs the command, as a seller does, on a free port.
 *
 * @param {Record<string, string>} env Beside what it needs at least.
 * @returns {Promise<{ origin: string, log: object[], stop: () => Promise<number | null> }>} `log`: one entry a request, so far.
 */
export async function startRelay(env) {
  const child = spawn(process.execPath, ['--unhandled-rejections=strict', command], {
    env: { PATH: process.env.PATH, PORT: '0', HOST: '127.0.0.1', ALLOWED_ORIGINS: 'https://shop.example', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const log = [];
  let rest = '';
  child.stdout.setEncoding('utf8').on('data', (chunk) => {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop();
    log.push(...lines.map((line) => JSON.parse(line)));
  });
  let said = '';
  const port = await new Promise((resolve, reject) => {
    child.once('exit', () => reject(new Error(`The relay has ended: ${said}`)));
    child.stderr.setEncoding('utf8').on('data', (chunk) => {
      said += chunk;
      const [, port] = /listening on port (\d+)/.exec(said) ?? [];
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
