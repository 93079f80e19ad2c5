import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { copyExample, runtimes } from '../support/runtimes.mjs';

/** Wrangler looks nothing up, and reports to nobody. */
const QUIET = {
  CLOUDFLARE_CF_FETCH_ENABLED: 'false',
  WRANGLER_SEND_METRICS: 'false',
  WRANGLER_SEND_ERROR_REPORTS: 'false',
  WRANGLER_HIDE_BANNER: 'true',
};

/** Nor does Miniflare; and a Worker's log is not what is tested. */
const QUIET_RUNTIME = { cf: false, handleRuntimeStdio: (...streams) => streams.forEach((stream) => stream.resume()) };

/** Bundles `examples/relay-workers` as its deployment does, to be run by workerd, which the platform itself runs. */
export async function bundleExample() {
  const { folder, remove } = copyExample('relay-workers');
  try {
    const wrangler = path.join(runtimes, 'node_modules/wrangler/bin/wrangler.js');
    await promisify(execFile)(process.execPath, [wrangler, 'deploy', '--dry-run', '--outdir', 'out'], {
      cwd: folder,
      env: { ...process.env, ...QUIET },
    });
    const { unstable_getMiniflareWorkerOptions: readConfiguration } = await import('wrangler');
    const { workerOptions } = readConfiguration(path.join(folder, 'wrangler.jsonc'));
    return { script: readFileSync(path.join(folder, 'out/index.js'), 'utf8'), options: workerOptions };
  } finally {
    remove();
  }
}

/**
 * Starts a Worker.
 *
 * @param {{ script: string, options: object }} worker
 * @param {Record<string, string>} [settings] In the place of those that its configuration sets, and beside them.
 * @param {object} [changes] Other options of Miniflare's.
 */
export async function startWorker(worker, settings, changes) {
  const { Miniflare } = await import('miniflare');
  const all = { ...optionsOf(worker, settings), ...QUIET_RUNTIME, ...changes };
  const miniflare = new Miniflare(all);
  return {
    origin: (await miniflare.ready).origin,
    stop: () => miniflare.dispose(),

    /** Ends all that runs, and what it held in memory. @returns The new origin. */
    async restart(changes) {
      await miniflare.setOptions({ ...all, ...changes });
      return (await miniflare.ready).origin;
    },
  };
}

/**
 * Starts a Worker twice, as the platform runs one in many places: two isolates that share one Durable Object.
 *
 * @param {string} [object] Source of a module that has another `RelayObject` in its place.
 */
export async function startTwice(worker, settings, object) {
  const { Miniflare } = await import('miniflare');
  const owner = object
    ? {
        script: object,
        options: { ...worker.options, durableObjects: { RELAY: { className: 'RelayObject', useSQLite: true } } },
      }
    : worker;
  const binding = { RELAY: { className: 'RelayObject', scriptName: 'owner', useSQLite: true } };
  const isolate = (name) => ({
    ...optionsOf(worker, settings),
    name,
    durableObjects: binding,
    unsafeDirectSockets: [{ port: 0 }],
  });
  const miniflare = new Miniflare({
    ...QUIET_RUNTIME,
    workers: [{ ...optionsOf(owner, settings), name: 'owner' }, isolate('one'), isolate('two')],
  });
  await miniflare.ready;
  return {
    origins: await Promise.all(['one', 'two'].map(async (name) => (await miniflare.unsafeGetDirectURL(name)).origin)),
    stop: () => miniflare.dispose(),
  };
}

function optionsOf({ script, options }, settings) {
  return {
    ...options,
    bindings: { ...options.bindings, ...settings },
    modules: [{ type: 'ESModule', path: 'index.js', contents: script }],
  };
}
