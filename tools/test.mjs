/**
 * `npm test`: builds, then runs the browser suite and the Node suite, and ends with one line that counts both.
 * `npm test -- FILE…` runs those files only.
 */
import { spawnSync } from 'node:child_process';
import { runBrowserTests } from './browser-tests.mjs';
import { runNodeTests } from './node-tests.mjs';
import { addUp, summaryLine } from './summary.mjs';

const files = process.argv.slice(2);
const browserFiles = files.filter((file) => file.endsWith('.test.ts'));
const nodeFiles = files.filter((file) => file.endsWith('.test.mjs'));
const unknown = files.filter((file) => !browserFiles.includes(file) && !nodeFiles.includes(file));

const summaries = unknown.map((file) => fault(`${file} is no test file.`));
if (!summaries.length) {
  if (spawnSync('npm run build', { stdio: 'inherit', shell: true }).status) summaries.push(fault('The build failed.'));
  else {
    if (browserFiles.length || !files.length) summaries.push(mustHaveTests('browser', await runBrowserTests(browserFiles)));
    if (nodeFiles.length || !files.length) summaries.push(mustHaveTests('Node', await runNodeTests(nodeFiles)));
  }
}

// There, all that tests need can be had.
if (process.env.CI && addUp(summaries).skipped) summaries.push(fault('In CI nothing may be skipped.'));
const total = addUp(summaries);
process.exitCode = total.failed || !total.passed ? 1 : 0;
process.stdout.write(`\n${summaryLine(total)}\n`);

/** A suite that found nothing to run is broken. */
function mustHaveTests(suite, summary) {
  return Object.values(summary).some(Boolean) ? summary : fault(`The ${suite} suite ran no test.`);
}

function fault(message) {
  console.error(message);
  return { passed: 0, failed: 1, skipped: 0 };
}
