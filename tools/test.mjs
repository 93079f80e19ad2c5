/**
 * `npm test`: builds, runs the browser suite in Chromium and the Node suite, and ends with one line that counts both.
 * `npm test -- FILE…` runs only those files. `--engines=firefox,webkit` runs the browser suite in these engines instead,
 * `--engines=all` in all of them, one after another. The Node suite uses Chromium, so it runs together with that.
 */
import { spawnSync } from 'node:child_process';
import { runBrowserTests } from './browser-tests.mjs';
import { engines } from './engines.mjs';
import { runNodeTests } from './node-tests.mjs';
import { addUp, summaryLine } from './summary.mjs';

/** @import { Summary } from './summary.mjs' */

const OPTION = '--engines=';

const args = process.argv.slice(2);
const engineList = args.find((arg) => arg.startsWith(OPTION))?.slice(OPTION.length) ?? 'chromium';
const engineNames = engineList === 'all' ? Object.keys(engines) : engineList.split(',');
const files = args.filter((arg) => !arg.startsWith(OPTION));
const browserFiles = files.filter((file) => file.endsWith('.test.ts'));
const nodeFiles = files.filter((file) => file.endsWith('.test.mjs'));
const mistakes = [
  ...engineNames.filter((name) => !engines[name]).map((name) => `Unknown engine: ${name}`),
  ...files
    .filter((file) => !browserFiles.includes(file) && !nodeFiles.includes(file))
    .map((file) => `Not a test file: ${file}`),
];

const summaries = mistakes.map(fail);
/** @type {string[]} */
const lines = [];
if (!summaries.length) {
  if (spawnSync('npm run build', { stdio: 'inherit', shell: true }).status) summaries.push(fail('The build failed.'));
  else {
    if (browserFiles.length || !files.length) for (const name of engineNames) summaries.push(await testInEngine(name));
    if (nodeFiles.length || (!files.length && engineNames.includes('chromium')))
      summaries.push(mustHaveTests('Node', await runNodeTests(nodeFiles)));
    const others = Object.keys(engines).filter((name) => !engineNames.includes(name));
    if (others.length)
      lines.push(`NOT tested in ${others.map((name) => engines[name].name).join(', ')}: npm test -- --engines=all`);
  }
}

// CI installs everything that the tests need.
if (process.env.CI && addUp(summaries).skipped) summaries.push(fail('In CI, no test may be skipped.'));
const total = addUp(summaries);
process.exitCode = total.failed || !total.passed ? 1 : 0;
process.stdout.write(`\n${[...lines, summaryLine(total)].join('\n')}\n`);

/** @param {string} engine - A name in `engines`. */
async function testInEngine(engine) {
  const { name, lacks } = engines[engine];
  const start = Date.now();
  const summary = mustHaveTests('browser', await runBrowserTests(engine, browserFiles));
  const seconds = Math.round((Date.now() - start) / 1000);
  lines.push(
    `${name}: ${summaryLine(summary)}, in ${seconds} s${lacks.length ? `; without tests for: ${lacks.join(', ')}` : ''}`,
  );
  return summary;
}

/**
 * A suite that finds no tests is broken.
 *
 * @param {string} suite
 * @param {Summary} summary
 */
function mustHaveTests(suite, summary) {
  return Object.values(summary).some(Boolean) ? summary : fail(`The ${suite} suite ran no tests.`);
}

/** @param {string} message */
function fail(message) {
  console.error(message);
  return { passed: 0, failed: 1, skipped: 0 };
}
