import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import getPort from 'get-port';

/** Whether `redis-server` is installed. Tests that need it print "skipped: no redis-server" otherwise. */
export const hasRedis = !spawnSync('redis-server', ['--version']).error;

/** Starts an empty Redis. */
export async function startRedis() {
  const port = await getPort();
  let child = await start(port);
  return {
    url: `redis://127.0.0.1:${port}`,
    /** Ends it at once, and its connections with it. */
    async kill() {
      child.kill('SIGKILL');
      await once(child, 'exit');
    },
    /** Starts an empty one on the same port. */
    async restart() {
      child = await start(port);
    },
    /** Stops it: it takes connections and commands, and answers none. */
    hang: () => child.kill('SIGSTOP'),
    wake: () => child.kill('SIGCONT'),
    async stop() {
      if (child.exitCode !== null || child.signalCode) return;
      child.kill('SIGCONT');
      child.kill('SIGTERM');
      await once(child, 'exit');
    },
  };
}

/** @param {number} port */
async function start(port) {
  const child = spawn(
    'redis-server',
    ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  let printed = '';
  for await (const chunk of child.stdout.iterator({ destroyOnReturn: false })) {
    printed += chunk;
    if (printed.includes('Ready to accept')) break;
  }
  child.stdout.resume();
  if (!printed.includes('Ready to accept')) throw new Error(printed);
  return child;
}
