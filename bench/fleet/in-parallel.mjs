import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';

/**
 * Runs of a fleet, as many at once as there are processors.
 *
 * @param {object[]} runs Options of `runFleet`, all but the modules.
 * @param {(done: number) => void} tell How many are done.
 * @returns {Promise<object[]>} Their results, in the same order.
 */
export async function runInParallel(runs, tell) {
  const results = [];
  let next = 0;
  let done = 0;
  const work = async () => {
    const worker = new Worker(new URL('worker.mjs', import.meta.url), {
      resourceLimits: { maxYoungGenerationSizeMb: 64 },
    });
    while (next < runs.length) {
      const index = next++;
      worker.postMessage(runs[index]);
      [results[index]] = await once(worker, 'message');
      tell(++done);
    }
    await worker.terminate();
  };
  await Promise.all(Array.from({ length: Math.min(availableParallelism(), runs.length) }, work));
  return results;
}
