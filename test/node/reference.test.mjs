import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, it } from 'node:test';
import { apiReference } from '../../tools/api-reference.mjs';

const root = path.resolve(import.meta.dirname, '../..');
/** @param {string} file */
const read = (file) => readFileSync(path.join(root, file), 'utf8');

/**
 * Runs a program that writes a folder, and compares the folder with the one in docs/.
 *
 * @param {string} committed
 * @param {string} program
 * @param {(folder: string) => string[]} toArguments
 */
function assertIsUpToDate(committed, program, toArguments) {
  const written = mkdtempSync(path.join(tmpdir(), 'whop-license-check-'));
  try {
    const { status, stdout, stderr } = spawnSync('npx', ['--no-install', program, ...toArguments(written)], {
      cwd: root,
      encoding: 'utf8',
    });
    assert.equal(status, 0, `${stdout}${stderr}`);
    const files = filesIn(written);
    assert.ok(files.length > 0);
    assert.deepEqual(files, filesIn(path.join(root, committed)), 'npm run docs');
    for (const file of files) {
      const text = readFileSync(path.join(written, file), 'utf8');
      assert.equal(read(path.join(committed, file)), text, `${committed}/${file}: npm run docs`);
    }
  } finally {
    rmSync(written, { recursive: true });
  }
}

/** @param {string} folder */
function filesIn(folder) {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => statSync(path.join(folder, file)).isFile())
    .sort();
}

describe('the reference', () => {
  it('of the tag is up to date', () => {
    const manifest = JSON.parse(read('dist/custom-elements.json'));
    assert.equal(read('docs/api.md'), apiReference(manifest), 'npm run docs');
  });

  it('of functions and types is up to date, and leaves nothing undocumented', () => {
    assertIsUpToDate('docs/api', 'typedoc', (folder) => ['--out', folder]);
  });
});

it('the API report shows each change of the public types', () => {
  assertIsUpToDate('docs/api-report', 'rollup', (folder) => ['--config', '--silent', `--configReport=${folder}`]);
});
