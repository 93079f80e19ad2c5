import { spawn } from 'node:child_process';
import { once } from 'node:events';

/**
 * Returns the display for windows: the machine's own or, without one, a virtual one.
 *
 * @returns {Promise<{ name: string, stop: () => void }>}
 */
export async function startDisplay() {
  if (process.env.DISPLAY) return { name: process.env.DISPLAY, stop() {} };
  const server = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '1280x1024x24', '-nolisten', 'tcp', '-noreset'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  const [number] = await once(/** @type {NodeJS.ReadableStream} */ (server.stdio[3]), 'data');
  return { name: `:${String(number).trim()}`, stop: () => server.kill() };
}
