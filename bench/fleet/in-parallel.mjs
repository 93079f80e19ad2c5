import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';

/**
 * Runs several fleets, as many at once as there are processors.
 *
 * @param {object[]} runs - Options of `runFleet`, without the modules.
 * @param {(done: number) => void} onProgress - Called with the number of finished runs.
 * @returns {Promise<object[]>} The results, in the same order.
 */
export async function runInParallel(runs, onProgress) {
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
      onProgress(++done);
    }
    await worker.terminate();
  };
  await Promise.all(Array.from({ length: Math.min(availableParallelism(), runs.length) }, work));
  return results;
}
