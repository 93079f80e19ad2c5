import { readdirSync } from 'node:fs';
import path from 'node:path';
import { finished } from 'node:stream/promises';
import { run } from 'node:test';
import { spec } from 'node:test/reporters';
import { emptySummary } from './summary.mjs';

/**
 * @import { EventData } from 'node:test'
 * @import { Summary } from './summary.mjs'
 */

/** For one file. Long enough for a busy machine; stops tests that hang. */
const FILE_TIMEOUT_MS = 180_000;
const root = path.resolve(import.meta.dirname, '..');

/**
 * Runs Node's test runner.
 *
 * @param {string[]} files - If empty, all `*.test.mjs` files in `test`.
 * @returns {Promise<Summary>}
 */
export async function runNodeTests(files) {
  const testFiles = (files.length ? files : allFiles()).map((file) => path.resolve(root, file));
  const summary = emptySummary();
  const events = run({ files: testFiles, timeout: FILE_TIMEOUT_MS });
  events.on('test:pass', (test) => count(test, summary));
  events.on('test:fail', (test) => count(test, summary));
  const report = events.compose(new spec());
  report.pipe(process.stdout);
  await finished(report);
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
  const files = entries.flatMap((entry) => {
    const file = path.join(folder, entry.name);
    return entry.isDirectory() ? allFiles(file) : file.endsWith('.test.mjs') ? [file] : [];
  });
  return files.sort();
}

/**
 * @param {EventData.TestPass | EventData.TestFail} test
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
