import assert from 'node:assert/strict';
import { execSync, spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, it } from 'node:test';
import { parse } from 'yaml';

/** @typedef {{ name?: string, run?: string }} Step */

const root = path.resolve(import.meta.dirname, '../..');
const PACKAGES = ['package.json', 'packages/relay/package.json'];
const [pkg, relayPkg] = PACKAGES.map((file) => JSON.parse(readFileSync(path.join(root, file), 'utf8')));
const [, repository] = /github\.com\/(.+)\.git$/.exec(pkg.repository.url);
/** @type {{ on: object, jobs: { publish: { permissions: Record<string, string>, steps: Step[] } } }} */
const {
  on,
  jobs: { publish },
} = parse(readFileSync(path.join(root, '.github/workflows/release.yml'), 'utf8'));

/**
 * Runs a step of the release, as GitHub does it for a tag.
 *
 * @param {string} name
 * @param {{ tag?: string, ranIn?: string, relay?: object }} [options]
 * @returns Its exit code and what it prints.
 */
function runStep(name, { tag = `v${pkg.version}`, ranIn = repository, relay = {} } = {}) {
  const folder = mkdtempSync(path.join(tmpdir(), 'whop-license-check-'));
  try {
    for (const file of PACKAGES) cpSync(path.join(root, file), path.join(folder, file));
    writeFileSync(path.join(folder, PACKAGES[1]), JSON.stringify({ ...relayPkg, ...relay }));
    const { run } = publish.steps.find((step) => step.name === name);
    const env = {
      ...process.env,
      GITHUB_REF_NAME: tag,
      GITHUB_SERVER_URL: 'https://github.com',
      GITHUB_REPOSITORY: ranIn,
    };
    const { status, stdout } = spawnSync('bash', ['-e', '-c', run], { cwd: folder, env, encoding: 'utf8' });
    return { status, stdout };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

describe('a release', () => {
  it('is made by a tag that is the version of both packages, and by no other', () => {
    const name = 'The tag has to be the version of both packages';
    assert.deepEqual(on, { push: { tags: ['v*'] } });
    assert.deepEqual(runStep(name), { status: 0, stdout: '' });
    assert.deepEqual(runStep(name, { tag: 'v999.0.0' }), {
      status: 1,
      stdout: `::error::The tag is v999.0.0, but . has v${pkg.version}.\n`,
    });
    assert.deepEqual(runStep(name, { relay: { version: '999.0.0' } }), {
      status: 1,
      stdout: `::error::The tag is v${pkg.version}, but ./packages/relay has v999.0.0.\n`,
    });
  });

  it('is made by the repository that both packages name, and by no other', () => {
    const name = 'Both packages have to name this repository';
    const { url } = pkg.repository;
    assert.deepEqual(runStep(name), { status: 0, stdout: '' });
    assert.deepEqual(runStep(name, { ranIn: 'somebody/else' }), {
      status: 1,
      stdout: `::error::This is git+https://github.com/somebody/else.git, but the repository of . is ${url}.\n`,
    });
    assert.deepEqual(runStep(name, { relay: { repository: { url: 'git+https://example.com/a.git' } } }), {
      status: 1,
      stdout: `::error::This is ${url}, but the repository of ./packages/relay is git+https://example.com/a.git.\n`,
    });
  });

  it('has one version, and a list of changes for each package', () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'whop-license-check-'));
    try {
      for (const file of [...PACKAGES, 'package-lock.json', '.npmrc', '.changeset', 'examples', 'tools'])
        cpSync(path.join(root, file), path.join(folder, file), { recursive: true });
      for (const file of ['package.json', 'package-lock.json', '.npmrc'])
        cpSync(path.join(root, 'test/runtimes', file), path.join(folder, 'test/runtimes', file));
      symlinkSync(path.join(root, 'node_modules'), path.join(folder, 'node_modules'));
      writeFileSync(
        path.join(folder, '.changeset/new.md'),
        `---\n'${relayPkg.name}': major\n---\n\nThe relay can swim.\n`,
      );
      const run = (/** @type {string} */ command) =>
        execSync(command, { cwd: folder, encoding: 'utf8', stdio: 'pipe' });
      run('git init -b main && git add . && git -c user.name=A -c user.email=a@example.com commit -m A');
      run('npm run version-packages');

      const read = (/** @type {string} */ file) => readFileSync(path.join(folder, file), 'utf8');
      const readJson = (/** @type {string} */ file) => JSON.parse(read(file));
      const { version } = readJson('package.json');
      assert.match(version, /^[1-9]\d*\.0\.0$/);
      assert.equal(readJson('packages/relay/package.json').version, version);
      assert.equal(readJson('packages/relay/package.json').dependencies[pkg.name], `^${version}`);
      for (const example of ['relay-node', 'relay-workers'])
        assert.equal(readJson(`examples/${example}/package.json`).dependencies[relayPkg.name], `^${version}`, example);
      assert.equal(readJson('package-lock.json').version, version);
      assert.equal(readJson('package-lock.json').packages['packages/relay'].version, version);
      assert.equal(readJson('test/runtimes/package-lock.json').packages['../../packages/relay'].version, version);
      assert.match(read('packages/relay/CHANGELOG.md'), /The relay can swim\./);
      assert.match(read('CHANGELOG.md'), new RegExp(`^## ${version}$`, 'm'));
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  it('publishes the tag before the relay that depends on it', () => {
    const published = publish.steps.map(({ run }) => run).filter((run) => run?.startsWith('npm publish'));
    assert.deepEqual(published, [
      'npm publish --provenance',
      'npm publish --provenance --workspace whop-license-relay',
    ]);
  });

  it('is proven by where it was built, not by a token', () => {
    assert.equal(publish.permissions['id-token'], 'write');
    assert.doesNotMatch(JSON.stringify(publish), /secrets\.|NODE_AUTH_TOKEN/);
    // Nothing can be published by hand from somebody's own machine.
    for (const json of [pkg, relayPkg]) assert.deepEqual(json.publishConfig, { access: 'public', provenance: true });
  });
});
