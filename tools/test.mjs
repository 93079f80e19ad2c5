/**
 * `npm test`: builds, then runs the browser suite in Chromium and the Node suite, and ends with one line that counts both.
 * `npm test -- FILE…` runs those files only. `--engines=firefox,webkit` runs the browser suite in these, `--engines=all` in
 * all of them, one after another; the Node suite, whose pages Chromium opens, goes with Chromium.
 */
import { spawnSync } from 'node:child_process';
import { runBrowserTests } from './browser-tests.mjs';
import { engines } from './engines.mjs';
import { runNodeTests } from './node-tests.mjs';
import { addUp, summaryLine } from './summary.mjs';

const OPTION = '--engines=';

const args = process.argv.slice(2);
const named = args.find((arg) => arg.startsWith(OPTION))?.slice(OPTION.length) ?? 'chromium';
const wanted = named === 'all' ? Object.keys(engines) : named.split(',');
const files = args.filter((arg) => !arg.startsWith(OPTION));
const browserFiles = files.filter((file) => file.endsWith('.test.ts'));
const nodeFiles = files.filter((file) => file.endsWith('.test.mjs'));
const unknown = [
  ...wanted.filter((name) => !engines[name]).map((name) => `${name} is no engine.`),
  ...files
    .filter((file) => !browserFiles.includes(file) && !nodeFiles.includes(file))
    .map((file) => `${file} is no test file.`),
];

const summaries = unknown.map(fault);
const lines = [];
if (!summaries.length) {
  if (spawnSync('npm run build', { stdio: 'inherit', shell: true }).status) summaries.push(fault('The build failed.'));
  else {
    if (browserFiles.length || !files.length) for (const name of wanted) summaries.push(await testIn(name));
    if (nodeFiles.length || (!files.length && wanted.includes('chromium')))
      summaries.push(mustHaveTests('Node', await runNodeTests(nodeFiles)));
    const others = Object.keys(engines).filter((name) => !wanted.includes(name));
    if (others.length)
      lines.push(`NOT in ${others.map((name) => engines[name].name).join(', ')}: npm test -- --engines=all`);
  }
}

// There, all that tests need can be had.
if (process.env.CI && addUp(summaries).skipped) summaries.push(fault('In CI nothing may be skipped.'));
const total = addUp(summaries);
process.exitCode = total.failed || !total.passed ? 1 : 0;
process.stdout.write(`\n${[...lines, summaryLine(total)].join('\n')}\n`);

async function testIn(engine) {
  const { name, lacks } = engines[engine];
  const start = Date.now();
  const summary = mustHaveTests('browser', await runBrowserTests(engine, browserFiles));
  const seconds = Math.round((Date.now() - start) / 1000);
  lines.push(
    `${name}: ${summaryLine(summary)}, in ${seconds} s${lacks.length ? `; without tests of: ${lacks.join(', ')}` : ''}`,
  );
  return summary;
}

/** A suite that found nothing to run is broken. */
function mustHaveTests(suite, summary) {
  return Object.values(summary).some(Boolean) ? summary : fault(`The ${suite} suite ran no test.`);
}

function fault(message) {
  console.error(message);
  return { passed: 0, failed: 1, skipped: 0 };
}
