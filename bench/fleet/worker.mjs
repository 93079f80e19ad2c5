/** Runs one fleet after another; see `in-parallel.mjs`. */
import { parentPort } from 'node:worker_threads';
import { compileModules } from './compile-modules.mjs';
import { runFleet } from './run-fleet.mjs';

const load = await compileModules();
// The page's code throws and catches many errors, and nobody reads their stack traces.
Error.stackTraceLimit = 0;
parentPort.on('message', async (options) => parentPort.postMessage(await runFleet({ ...options, load })));
