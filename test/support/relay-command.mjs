import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { PATIENT } from './patient-timers.mjs';
import { API_KEY, PAGE } from './relay.mjs';

/** @import { TestContext } from 'node:test' */

const command = path.resolve(import.meta.dirname, '../../packages/relay/dist/command.js');

/**
 * Runs the command.
 *
 * @param {TestContext} t
 * @param {{ args?: string[], env?: NodeJS.ProcessEnv, isBare?: boolean }} [options] - `isBare`: without the variables that it needs.
 * @returns Its process, its output so far, and its exit code.
 */
export function runCommand(t, { args = [], env = {}, isBare = false } = {}) {
  const required = isBare ? {} : { WHOP_API_KEY: API_KEY, ALLOWED_ORIGINS: PAGE, PORT: '0', HOST: '127.0.0.1' };
  const child = spawn(process.execPath, [command, ...args], {
    env: { PATH: process.env.PATH, ...PATIENT, ...required, ...env },
  });
  t.after(() => child.kill('SIGKILL'));
  const run = {
    child,
    out: '',
    err: '',
    /** The exit code; `null` when a signal ended it. */
    ended: once(child, 'close').then(([code]) => /** @type {number | null} */ (code)),
  };
  child.stdout.setEncoding('utf8').on('data', (chunk) => (run.out += chunk));
  child.stderr.setEncoding('utf8').on('data', (chunk) => (run.err += chunk));
  return run;
}

/**
 * Runs the command until it listens on `port`.
 *
 * @param {TestContext} t
 * @param {Parameters<typeof runCommand>[1]} [options]
 */
export async function startCommand(t, options) {
  const run = runCommand(t, options);
  const ended = run.ended.then(() => 'ended');
  while (!run.err.includes('listening on port ')) {
    if ((await Promise.race([once(run.child.stderr, 'data'), ended])) === 'ended')
      throw new Error(`The command has ended: ${run.err}`);
  }
  return Object.assign(run, { port: Number(/port (\d+)/.exec(run.err)[1]) });
}
