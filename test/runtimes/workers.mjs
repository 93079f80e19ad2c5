import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { copyExample, runtimes } from '../support/runtimes.mjs';

/**
 * @typedef {{ script: string, options: Record<string, any> }} WorkerSource
 *
 * @typedef {Awaited<ReturnType<typeof startWorker>>} RunningWorker
 */

/** Keeps Wrangler off the network. */
const OFFLINE_ENV = {
  CLOUDFLARE_CF_FETCH_ENABLED: 'false',
  WRANGLER_SEND_METRICS: 'false',
  WRANGLER_SEND_ERROR_REPORTS: 'false',
  WRANGLER_HIDE_BANNER: 'true',
};

/** Keeps Miniflare off the network, and drops the Worker's log. */
const MINIFLARE_OPTIONS = {
  cf: false,
  /** @param {import('node:stream').Readable[]} streams */
  handleRuntimeStdio: (...streams) => streams.forEach((stream) => stream.resume()),
};

/** Bundles `examples/relay-workers` as its deployment does, for workerd, the runtime of the platform. */
export async function bundleExample() {
  const { folder, remove } = copyExample('relay-workers');
  try {
    const wrangler = path.join(runtimes, 'node_modules/wrangler/bin/wrangler.js');
    await promisify(execFile)(process.execPath, [wrangler, 'deploy', '--dry-run', '--outdir', 'out'], {
      cwd: folder,
      env: { ...process.env, ...OFFLINE_ENV },
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
 * @param {WorkerSource} worker
 * @param {Record<string, string>} [settings] - Variables. They override those of its configuration.
 * @param {object} [changes] - More options for Miniflare.
 */
export async function startWorker(worker, settings, changes) {
  const { Miniflare } = await import('miniflare');
  const all = { ...optionsOf(worker, settings), ...MINIFLARE_OPTIONS, ...changes };
  const miniflare = new Miniflare(all);
  return {
    origin: (await miniflare.ready).origin,
    stop: () => miniflare.dispose(),

    /**
     * Ends everything that runs and forgets what was in memory.
     *
     * @param {object} [changes]
     * @returns the new origin.
     */
    async restart(changes) {
      await miniflare.setOptions({ ...all, ...changes });
      return (await miniflare.ready).origin;
    },
  };
}

/**
 * Starts a Worker twice, as the platform runs it in many places: two isolates that share one Durable Object.
 *
 * @param {WorkerSource} worker
 * @param {Record<string, string>} settings
 * @param {string} [object] - The source of a module with another `RelayObject`.
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
  /** @param {string} name */
  const isolate = (name) => ({
    ...optionsOf(worker, settings),
    name,
    durableObjects: binding,
    unsafeDirectSockets: [{ port: 0 }],
  });
  const miniflare = new Miniflare({
    ...MINIFLARE_OPTIONS,
    workers: [{ ...optionsOf(owner, settings), name: 'owner' }, isolate('one'), isolate('two')],
  });
  await miniflare.ready;
  return {
    origins: await Promise.all(['one', 'two'].map(async (name) => (await miniflare.unsafeGetDirectURL(name)).origin)),
    stop: () => miniflare.dispose(),
  };
}

/**
 * @param {WorkerSource} worker
 * @param {Record<string, string>} settings
 */
function optionsOf({ script, options }, settings) {
  return {
    ...options,
    bindings: { ...options.bindings, ...settings },
    modules: [{ type: 'ESModule', path: 'index.js', contents: script }],
  };
}
