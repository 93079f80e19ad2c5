import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { createFakeWhop, FAKE_ACCOUNT_API_KEY } from '../../dist/testing.js';
import { serveTestApi } from '../../tools/serve-test-api.mjs';

/** @import { Handler } from '../../tools/serve-test-api.mjs' */

/**
 * @typedef {{ origin: string, stop: () => Promise<void> }} RunningServer
 *
 * @typedef {Awaited<ReturnType<typeof serveWhop>>} RuntimeWhop
 */

const root = path.resolve(import.meta.dirname, '../..');
/** The file of the command `whop-license-relay`. */
const relayCommand = path.join(root, 'packages/relay/dist/command.js');

/** The folder where the runtimes are installed. */
export const runtimes = path.join(root, 'test/runtimes');

/**
 * The program of a runtime.
 *
 * @param {'deno' | 'bun'} name
 */
export const programOf = (name) => path.join(runtimes, 'node_modules/.bin', name);

/**
 * Says whether tests that need a package have to be skipped: `describe(…, { skip: missing(name) })`.
 *
 * @param {string} name
 * @returns The reason, which is also printed; `false` when the package is installed.
 */
export function missing(name) {
  if (existsSync(path.join(runtimes, 'node_modules', name, 'package.json'))) return false;
  const why = `no ${name}: npm ci --prefix test/runtimes`;
  console.error(`skipped: ${why}`);
  return why;
}

/**
 * Copies an example into test/runtimes, where its dependencies are installed. The relay's command is linked here, because
 * `npm install` links it only when it was built before.
 *
 * @param {string} name - A folder of `examples`.
 * @returns {{ folder: string, remove: () => void }}
 */
export function copyExample(name) {
  const cache = path.join(runtimes, 'node_modules/.cache');
  mkdirSync(cache, { recursive: true });
  const folder = mkdtempSync(path.join(cache, `${name}-`));
  cpSync(path.join(root, 'examples', name), folder, { recursive: true });
  const commands = path.join(folder, 'node_modules/.bin');
  mkdirSync(commands, { recursive: true });
  symlinkSync(relayCommand, path.join(commands, 'whop-license-relay'));
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/**
 * Serves the test API.
 *
 * @returns `askedKeys` has the keys that its v1 was asked about. When `answer` is set, it answers in place of the test API.
 */
export async function serveWhop() {
  const fake = createFakeWhop();
  const api = await serveTestApi((request) => {
    whop.askedKeys.push(decodeURIComponent(path.posix.basename(new URL(request.url).pathname)));
    return (whop.answer ?? fake)(request);
  });
  const settings = { WHOP_API_KEY: FAKE_ACCOUNT_API_KEY, WHOP_API_BASE: `${api.origin}/api/v1` };
  const whop = {
    askedKeys: /** @type {string[]} */ ([]),
    answer: /** @type {Handler | null} */ (null),
    settings,
    close: api.close,
  };
  return whop;
}

/**
 * Starts a server, and waits until it prints where it listens.
 *
 * @param {string} command
 * @param {string[]} args
 * @param {{ cwd?: string, env: NodeJS.ProcessEnv }} options
 * @returns {Promise<RunningServer>}
 */
export async function startServer(command, args, { cwd = runtimes, env }) {
  // In a process group of its own, so that whatever it starts ends with it.
  const child = spawn(command, args, {
    cwd,
    env: { ...process.env, NO_COLOR: '1', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  const closed = once(child, 'close');
  let printed = '';
  const port = await new Promise((resolve, reject) => {
    /** @param {string} text */
    const listen = (text) => {
      printed += text;
      const [, found] = /listening on (?:port |https?:\/\/[^\s/]*:)(\d+)/i.exec(printed) ?? [];
      if (found) resolve(found);
    };
    child.stdout.setEncoding('utf8').on('data', listen);
    child.stderr.setEncoding('utf8').on('data', listen);
    child.once('error', reject);
    child.once('close', () => reject(new Error(`It does not listen. It printed: ${printed}`)));
  });
  return {
    origin: `http://127.0.0.1:${port}`,
    async stop() {
      process.kill(-child.pid, 'SIGTERM');
      await closed;
    },
  };
}
