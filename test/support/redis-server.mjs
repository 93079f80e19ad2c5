import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { freePort } from '../../tools/free-port.mjs';

/** Whether there is a `redis-server`; where there is none, tests that need one say "skipped: no redis-server". */
export const hasRedis = !spawnSync('redis-server', ['--version']).error;

/** A Redis of one's own, with nothing in it. */
export async function startRedis() {
  const port = await freePort();
  let child = await start(port);
  return {
    url: `redis://127.0.0.1:${port}`,
    /** It dies, and its connections with it. */
    async kill() {
      child.kill('SIGKILL');
      await once(child, 'exit');
    },
    /** On the same port, with nothing in it. */
    async restart() {
      child = await start(port);
    },
    /** It takes connections and commands, and answers none. */
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

async function start(port) {
  const child = spawn(
    'redis-server',
    ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  let said = '';
  for await (const chunk of child.stdout.iterator({ destroyOnReturn: false })) {
    said += chunk;
    if (said.includes('Ready to accept')) break;
  }
  child.stdout.resume();
  if (!said.includes('Ready to accept')) throw new Error(said);
  return child;
}
