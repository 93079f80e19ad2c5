import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { engines } from './engines.mjs';

/** @import { Summary } from './summary.mjs' */

const runner = path.resolve(import.meta.dirname, '../node_modules/@web/test-runner/dist/bin.js');

/**
 * Runs Web Test Runner in one engine.
 *
 * @param {string} engine - A name in `engines`.
 * @param {string[]} files - If empty, the configured files.
 * @returns {Promise<Summary>}
 */
export async function runBrowserTests(engine, files) {
  const missing = engines[engine].missing();
  if (missing) {
    console.error(`skipped: no ${missing}`);
    return { passed: 0, failed: 0, skipped: 1 };
  }
  const folder = mkdtempSync(path.join(tmpdir(), 'whop-license-check-'));
  const SUMMARY_FILE = path.join(folder, 'summary.json');
  try {
    const child = spawn(process.execPath, [runner, ...(files.length ? ['--files', ...files] : [])], {
      stdio: 'inherit',
      env: { ...process.env, SUMMARY_FILE, ENGINE: engine },
    });
    const [code] = await once(child, 'close');
    return readSummary(SUMMARY_FILE, code);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * @param {string} file
 * @param {number | null} code - The runner's exit code.
 * @returns {Summary}
 */
function readSummary(file, code) {
  let summary;
  try {
    summary = JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    console.error('The browser suite did not start.');
    return { passed: 0, failed: 1, skipped: 0 };
  }
  // The runner can fail without a failed test. Count that, too.
  if (code && !summary.failed) summary.failed++;
  return summary;
}
