import { readdirSync } from 'node:fs';
import path from 'node:path';
import { finished } from 'node:stream/promises';
import { run } from 'node:test';
import { spec } from 'node:test/reporters';
import { emptySummary } from './summary.mjs';

/** For one file, in ms: against what hangs, on a machine that has much else to do. */
const TIMEOUT = 180_000;
const root = path.resolve(import.meta.dirname, '..');

/**
 * Runs Node's test runner over all `*.test.mjs` in `test`, or over the files given.
 *
 * @param {string[]} files
 * @returns {Promise<import('./summary.mjs').Summary>}
 */
export async function runNodeTests(files) {
  const chosen = (files.length ? files : allFiles()).map((file) => path.resolve(root, file));
  const summary = emptySummary();
  const events = run({ files: chosen, timeout: TIMEOUT });
  events.on('test:pass', (test) => count(test, summary));
  events.on('test:fail', (test) => count(test, summary));
  const report = events.compose(spec);
  report.pipe(process.stdout);
  await finished(report);
  return summary;
}

/** Not those of what is installed in there, and never round in circles: a link in there leads back here. */
function allFiles(folder = 'test') {
  const inside = readdirSync(path.join(root, folder), { withFileTypes: true }).filter(
    ({ name }) => name !== 'node_modules',
  );
  const files = inside.flatMap((entry) => {
    const file = path.join(folder, entry.name);
    return entry.isDirectory() ? allFiles(file) : file.endsWith('.test.mjs') ? [file] : [];
  });
  return files.sort();
}

function count({ name, file, details, skip, todo }, summary) {
  const isSkipped = skip !== undefined || todo !== undefined;
  // The tests of a suite that is skipped are not reported; what goes before or after them is no test, and can fail.
  if (details.type === 'suite' && !isSkipped && details.error?.failureType !== 'hookFailed') return;
  // A file that holds no test, or could not be loaded, is reported as if it were one itself.
  const isWholeFile = path.resolve(root, name) === file;
  if (isSkipped) summary.skipped++;
  else if (details.error || isWholeFile) summary.failed++;
  else summary.passed++;
}
