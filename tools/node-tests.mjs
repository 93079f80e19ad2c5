import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { run } from 'node:test';
import { inspect } from 'node:util';
import { emptySummary } from './summary.mjs';

/** @import { Summary } from './summary.mjs' */

/** Stops a file that hangs. No test may depend on it: on a busy machine, a file may take minutes. */
const FILE_TIMEOUT_MS = 900_000;
const root = path.resolve(import.meta.dirname, '..');

/**
 * Runs Node's test runner. Prints what failed, and what the files themselves print.
 *
 * @param {string[]} files - If empty, all `*.test.mjs` files in `test`.
 * @returns {Promise<Summary>}
 */
export async function runNodeTests(files) {
  const testFiles = (files.length ? files : allFiles()).map((file) => path.resolve(root, file));
  const summary = emptySummary();
  const events = run({ files: testFiles, concurrency: availableParallelism(), timeout: FILE_TIMEOUT_MS })
    .on('test:pass', (test) => count(test, summary))
    .on('test:fail', (test) => count(test, summary))
    .on('test:fail', printFailure)
    .on('test:stdout', ({ message }) => process.stdout.write(message))
    .on('test:stderr', ({ message }) => process.stderr.write(message))
    .resume();
  await once(events, 'end');
  return summary;
}

/**
 * Skips node_modules, which contains other packages' tests and links back to this project.
 *
 * @returns {string[]}
 */
function allFiles(folder = 'test') {
  const entries = readdirSync(path.join(root, folder), { withFileTypes: true }).filter(
    ({ name }) => name !== 'node_modules',
  );
  /** @type {string[]} */
  const files = entries.flatMap((entry) => {
    const file = path.join(folder, entry.name);
    return entry.isDirectory() ? allFiles(file) : file.endsWith('.test.mjs') ? [file] : [];
  });
  return files.sort();
}

/**
 * @typedef {Error & { failureType?: string }} TestError
 * @param {import('node:test').EventData.TestPass & { details: { error?: TestError } }} test
 * @param {Summary} summary
 */
function count({ name, file, details, skip, todo }, summary) {
  const error = 'error' in details ? /** @type {Error & { failureType?: string }} */ (details.error) : undefined;
  const isSkipped = skip !== undefined || todo !== undefined;
  // Count a suite only if it was skipped, because then its tests aren't reported, or if one of its hooks failed.
  if (details.type === 'suite' && !isSkipped && error?.failureType !== 'hookFailed') return;
  // A file without tests, or one that failed to load, is reported as a test itself.
  const isWholeFile = path.resolve(root, name) === file;
  if (isSkipped) summary.skipped++;
  else if (error || isWholeFile) summary.failed++;
  else summary.passed++;
}

/** @param {import('node:test').EventData.TestFail} test */
function printFailure({ name, file = '', line, details }) {
  const error = /** @type {TestError} */ (details.error);
  if (error.failureType === 'subtestsFailed') return;
  process.stdout.write(`\n✖ ${path.relative(root, file)}:${line} ${name}\n${inspect(error.cause ?? error)}\n`);
}
