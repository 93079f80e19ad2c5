import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { PACKAGE_FOLDERS, pack } from '../support/installed-package.mjs';

/** @import { PackageName } from '../support/installed-package.mjs' */

const root = path.resolve(import.meta.dirname, '../..');
const NO_SOURCES = new Set(['.git', 'coverage', 'dist', 'node_modules']);

/** @param {string} file */
const hashOf = (file) => createHash('sha256').update(readFileSync(file)).digest('hex');

/** @param {string} folder */
function hashesIn(folder) {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) =>
    statSync(path.join(folder, file)).isFile(),
  );
  return Object.fromEntries(files.sort().map((file) => [file, hashOf(path.join(folder, file))]));
}

/**
 * The sources, with the dependencies that are installed here.
 *
 * @param {string} checkout
 */
function copyCheckout(checkout) {
  cpSync(root, checkout, { recursive: true, filter: (file) => !NO_SOURCES.has(path.basename(file)) });
  symlinkSync(path.join(root, 'node_modules'), path.join(checkout, 'node_modules'));
}

describe('the same sources, built by somebody else somewhere else', () => {
  /** @type {string} */
  let folder;
  /** @type {string} */
  let checkout;
  before(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'whop-license-check-'));
    checkout = path.join(folder, 'a folder of another length', 'with a ünusual name');
    copyCheckout(checkout);
    const env = { ...process.env, TZ: 'Pacific/Chatham', LANG: 'tr_TR.UTF-8', LC_ALL: 'tr_TR.UTF-8' };
    const { status, stdout, stderr } = spawnSync('umask 002 && npm run build', {
      cwd: checkout,
      env,
      shell: true,
      encoding: 'utf8',
    });
    assert.equal(status, 0, `${stdout}${stderr}`);
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  for (const name of /** @type {PackageName[]} */ (Object.keys(PACKAGE_FOLDERS))) {
    const at = PACKAGE_FOLDERS[name];
    it(`give the same files, byte for byte: ${name}`, () => {
      assert.deepEqual(hashesIn(path.join(checkout, at, 'dist')), hashesIn(path.join(root, at, 'dist')));
    });

    it(`give the same tarball: ${name}`, async () => {
      const [here, there] = ['here', 'there'].map((side) => path.join(folder, side));
      for (const side of [here, there]) mkdirSync(side, { recursive: true });
      assert.equal(hashOf(await pack(there, name, checkout)), hashOf(await pack(here, name)));
    });
  }
});
