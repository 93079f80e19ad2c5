/**
 * `npm test`: builds, runs the browser suite in Chromium and the Node suite, and ends with one line that counts both.
 * `npm test -- FILE…` runs only those files. `--engines=firefox,webkit` runs the browser suite in these engines instead,
 * `--engines=all` in all of them, one after another. The Node suite uses Chromium, so it runs together with that, beside
 * the browser suite.
 */
import { spawnSync } from 'node:child_process';
import { runBrowserTests } from './browser-tests.mjs';
import { engines } from './engines.mjs';
import { runNodeTests } from './node-tests.mjs';
import { addUp, failure, summaryLine } from './summary.mjs';

/** @import { Summary } from './summary.mjs' */

const OPTION = '--engines=';

const args = process.argv.slice(2);
const engineList = args.find((arg) => arg.startsWith(OPTION))?.slice(OPTION.length) ?? 'chromium';
const engineNames = engineList === 'all' ? Object.keys(engines) : engineList.split(',');
const chosen = engineNames.flatMap((name) => engines[name] ?? []);
const files = args.filter((arg) => !arg.startsWith(OPTION));
const browserFiles = files.filter((file) => file.endsWith('.test.ts'));
const nodeFiles = files.filter((file) => file.endsWith('.test.mjs'));
const mistakes = [
  ...engineNames.filter((name) => !engines[name]).map((name) => `Unknown engine: ${name}`),
  ...files
    .filter((file) => !browserFiles.includes(file) && !nodeFiles.includes(file))
    .map((file) => `Not a test file: ${file}`),
];

const summaries = mistakes.map(failure);
/** @type {string[]} */
const lines = [];
if (!summaries.length) {
  const build = spawnSync('npm run --silent build', { shell: true, encoding: 'utf8' });
  if (build.status) summaries.push(failure(`${build.stdout}${build.stderr}The build failed.`));
  else {
    const tested = await Promise.all([
      browserFiles.length || !files.length ? testInEngines() : [],
      nodeFiles.length || (!files.length && engineNames.includes('chromium'))
        ? test('Node', () => runNodeTests(nodeFiles))
        : [],
    ]);
    lines.push(...tested.flat());
    const others = Object.values(engines).filter((engine) => !chosen.includes(engine));
    if (others.length)
      lines.push(`NOT tested in ${others.map(({ name }) => name).join(', ')}: npm test -- --engines=all`);
  }
}

// CI installs everything that the tests need.
if (process.env.CI && addUp(summaries).skipped) summaries.push(failure('In CI, no test may be skipped.'));
const total = addUp(summaries);
process.stdout.write(`\n${[...lines, summaryLine(total)].join('\n')}\n`);
process.exit(total.failed || !total.passed ? 1 : 0);

async function testInEngines() {
  const tested = [];
  for (const engine of chosen)
    tested.push(await test(engine.name, () => runBrowserTests(engine, browserFiles), engine.lacks));
  return tested;
}

/**
 * Runs a suite, and returns a line about it.
 *
 * @param {string} name
 * @param {() => Promise<Summary>} run
 * @param {string[]} lacks
 */
async function test(name, run, lacks = []) {
  const start = Date.now();
  const found = await run();
  // A suite that finds no tests is broken.
  const summary = Object.values(found).some(Boolean) ? found : failure(`${name} ran no tests.`);
  const seconds = Math.round((Date.now() - start) / 1000);
  summaries.push(summary);
  return `${name}: ${summaryLine(summary)}, in ${seconds} s${lacks.length ? `; without tests for: ${lacks.join(', ')}` : ''}`;
}
