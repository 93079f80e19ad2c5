import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { copyExample, runtimes } from '../support/runtimes.mjs';

/** Wrangler looks nothing up, and reports to nobody. */
const QUIET = { CLOUDFLARE_CF_FETCH_ENABLED: 'false', WRANGLER_SEND_METRICS: 'false', WRANGLER_SEND_ERROR_REPORTS: 'false', WRANGLER_HIDE_BANNER: 'true' };

/** Bundles `examples/relay-workers` as its deployment does, to be run by workerd, which the platform itself runs. */
export async function bundleExample() {
  const { folder, remove } = copyExample('relay-workers');
  try {
    const wrangler = path.join(runtimes, 'node_modules/wrangler/bin/wrangler.js');
    await promisify(execFile)(process.execPath, [wrangler, 'deploy', '--dry-run', '--outdir', 'out'], { cwd: folder, env: { ...process.env, ...QUIET } });
    const { unstable_getMiniflareWorkerOptions: optionsOf } = await import('wrangler');
    const { workerOptions } = optionsOf(path.join(folder, 'wrangler.jsonc'));
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
export async function startWorker({ script, options }, settings, changes) {
  const { Miniflare } = await import('miniflare');
  const all = {
    ...options,
    bindings: { ...options.bindings, ...settings },
    modules: [{ type: 'ESModule', path: 'index.js', contents: script }],
    cf: false,
    // Its log is not what is tested.
    handleRuntimeStdio: (...streams) => streams.forEach((stream) => stream.resume()),
    ...changes,
  };
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
