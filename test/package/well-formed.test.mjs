import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, describe, it } from 'node:test';
import { promisify } from 'node:util';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import { PACKAGE_FOLDERS, pack } from '../support/installed-package.mjs';
import { missingFromPackageTools } from './bundlers.mjs';

/** @import { PackageName } from '../support/installed-package.mjs' */

const attw = path.join(import.meta.dirname, 'node_modules/@arethetypeswrong/cli/dist/index.js');
const folder = mkdtempSync(path.join(tmpdir(), 'whop-license-check-'));
after(() => rmSync(folder, { recursive: true, force: true }));

describe('the tarball of a package is well-formed', () => {
  for (const name of /** @type {PackageName[]} */ (Object.keys(PACKAGE_FOLDERS))) {
    it(`to publint: ${name}`, async () => {
      const { buffer } = new Uint8Array(readFileSync(await pack(folder, name)));
      const { messages, pkg } = await publint({ pack: { tarball: buffer }, level: 'suggestion', strict: true });
      assert.equal(pkg.name, name);
      assert.deepEqual(
        messages.map((message) => formatMessage(message, pkg)),
        [],
      );
    });

    it(`to Are the types wrong?: ${name}`, { skip: missingFromPackageTools('@arethetypeswrong/cli') }, async () => {
      const args = [attw, await pack(folder, name), '--profile', 'esm-only', '--no-color', '--format', 'ascii'];
      await promisify(execFile)(process.execPath, args).catch(({ stdout }) => assert.fail(stdout));
    });
  }
});
