import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { brotliCompressSync } from 'node:zlib';
import { measureSize } from '../../tools/measure-size.mjs';
import { sizeReport } from '../../tools/size-report.mjs';

const root = path.resolve(import.meta.dirname, '../..');

describe('the size gate', () => {
  const baseline = {
    'a.js': {
      brotli: 900,
      modules: { 'src/steady.ts': 1200, 'src/shrinking.ts': 500, 'src/growing.ts': 400, 'src/gone.ts': 50 },
    },
    'b.js': { brotli: 300 },
  };
  const today = {
    'a.js': {
      brotli: 1023,
      modules: { 'src/steady.ts': 1200, 'src/shrinking.ts': 450, 'src/growing.ts': 420, 'src/new.ts': 300 },
    },
    'b.js': { brotli: 300 },
  };

  it('is quiet at the limit, and where there is none', () => {
    const { lines, isTooBig } = sizeReport(today, baseline, { 'a.js': 1023 });
    assert.equal(isTooBig, false);
    assert.doesNotMatch(lines.join('\n'), /over/);
  });

  it('says, a byte over it, which modules have grown, the most first', () => {
    const { lines, isTooBig } = sizeReport(today, baseline, { 'a.js': 1022 });
    assert.equal(isTooBig, true);
    const fault = lines.slice(lines.findIndex((line) => line.includes('over')));
    assert.deepEqual(
      fault.map((line) => line.trim().split(/\s{2,}/)),
      [['a.js is 1 B over its limit. Grown, minified:'], ['src/new.ts', '+300'], ['src/growing.ts', '+20']],
    );
  });

  it('says so where none has', () => {
    assert.match(
      sizeReport(today, today, { 'a.js': 1000 }).lines.at(-1),
      /^a\.js is 23 B over its limit\. No module of it has grown\.$/,
    );
  });

  it('shows what each module comes to, and how it has changed', () => {
    const { lines } = sizeReport(today, baseline, {});
    assert.deepEqual(
      lines.map((line) => line.trim().split(/\s{2,}/)),
      [
        ['brotli', 'limit', 'change'],
        ['a.js', '1,023', '+123'],
        ['b.js', '300'],
        [''],
        ['a.js, by module', 'minified', 'change'],
        ['src/steady.ts', '1,200'],
        ['src/shrinking.ts', '450', '-50'],
        ['src/growing.ts', '420', '+20'],
        ['src/new.ts', '300', '+300'],
        ['src/gone.ts', '0', '-50'],
      ],
    );
  });

  it('measures what is in dist, and each source that is in it', async () => {
    const sizes = await measureSize();
    for (const file of ['whop-license-check.js', 'whop-license-check.iife.js']) {
      assert.equal(sizes[file].brotli, brotliCompressSync(readFileSync(path.join(root, 'dist', file))).length, file);
    }
    const { modules } = sizes['whop-license-check.js'];
    for (const [module, bytes] of Object.entries(modules))
      assert.ok((module === 'lit' || existsSync(path.join(root, module))) && bytes > 0, module);
    for (const module of ['src/index.ts', 'src/check/license-key.ts', 'src/element/whop-license-check.styles.ts'])
      assert.ok(module in modules, module);

    assert.ok(sizes['whop-license-check.js, Lit outside'].brotli < sizes['whop-license-check.js'].brotli);

    const { brotli, modules: clientModules } = sizes['client, bundled'];
    assert.ok(brotli < sizes['whop-license-check.js'].brotli);
    assert.ok('src/client.ts' in clientModules && 'src/check/license-key.ts' in clientModules);
    assert.equal('src/element/whop-license-check.ts' in clientModules, false);
  });

  it('fails, as a command, exactly where it says that something is over its limit', () => {
    const { status, stdout } = spawnSync(process.execPath, ['tools/size.mjs'], { cwd: root, encoding: 'utf8' });
    for (const measured of ['whop-license-check\\.js', 'whop-license-check\\.js, Lit outside', 'client, bundled'])
      assert.match(stdout, new RegExp(`${measured} +[\\d,]+ +[\\d,]+`));
    assert.equal(status, stdout.includes('over its limit') ? 1 : 0);
  });
});
