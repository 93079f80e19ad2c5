import assert from 'node:assert/strict';
import { execSync, spawnSync } from 'node:child_process';
import { accessSync, constants, cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, it } from 'node:test';
import { missingFromPackageTools } from '../support/bundlers.mjs';

const root = path.resolve(import.meta.dirname, '../..');
const workflows = path.join(root, '.github/workflows');
const skip = missingFromPackageTools('yaml');
const PACKAGES = ['package.json', 'packages/relay/package.json'];
const readPackages = (folder) => PACKAGES.map((file) => JSON.parse(readFileSync(path.join(folder, file), 'utf8')));
const [pkg, relayPkg] = readPackages(root);

function load(file) {
  const { parse } = createRequire(path.join(root, 'test/package/package.json'))('yaml');
  return parse(readFileSync(path.join(workflows, file), 'utf8'));
}

const stepsOf = ({ jobs }) => Object.values(jobs).flatMap(({ steps = [] }) => steps);

describe('the workflows', { skip }, () => {
  it('may read the sources, and no more than a job asks for', () => {
    for (const file of readdirSync(workflows)) assert.deepEqual(load(file).permissions, { contents: 'read' }, file);
  });

  it('run actions of GitHub’s own alone, each at a version', () => {
    for (const file of readdirSync(workflows)) {
      for (const { uses } of stepsOf(load(file)))
        if (uses) assert.match(uses, /^actions\/[a-z-]+@(v\d+|[0-9a-f]{40})$/, file);
    }
  });

  it('run all that has to be green on each push, and before each release', () => {
    const ci = load('ci.yml');
    assert.ok('pull_request' in ci.on && 'push' in ci.on && 'workflow_call' in ci.on);
    assert.ok(stepsOf(ci).some(({ run }) => run === '.ci/run'));
    accessSync(path.join(root, '.ci/run'), constants.X_OK);

    const { jobs } = load('release.yml');
    assert.equal(jobs.ci.uses, './.github/workflows/ci.yml');
    assert.deepEqual([jobs.publish.needs].flat(), ['ci']);
  });
});

describe('a release', { skip }, () => {
  const {
    on,
    jobs: { publish },
  } = skip ? { jobs: {} } : load('release.yml');

  /** Runs the step that has a text in it, as a release of a tag does. @returns its status, and each package.json then. */
  function runStep(text, tag, { relayVersion = relayPkg.version } = {}) {
    const folder = mkdtempSync(path.join(tmpdir(), 'whop-license-check-'));
    try {
      for (const file of PACKAGES) cpSync(path.join(root, file), path.join(folder, file));
      const relayFile = path.join(folder, PACKAGES[1]);
      writeFileSync(relayFile, JSON.stringify({ ...relayPkg, version: relayVersion }));
      const { run } = publish.steps.find(({ run }) => run?.includes(text));
      const env = {
        ...process.env,
        GITHUB_REF_NAME: tag,
        GITHUB_SERVER_URL: 'https://github.com',
        GITHUB_REPOSITORY: 'somebody/whop-license-check',
      };
      const { status } = spawnSync('bash', ['-e', '-c', run], { cwd: folder, env });
      return { status, packages: readPackages(folder) };
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }

  it('is made by a tag that is the version of both packages, and by no other', () => {
    assert.deepEqual(on, { push: { tags: ['v*'] } });
    assert.equal(runStep('GITHUB_REF_NAME', `v${pkg.version}`).status, 0);
    assert.equal(runStep('GITHUB_REF_NAME', 'v999.0.0').status, 1);
    assert.equal(runStep('GITHUB_REF_NAME', `v${pkg.version}`, { relayVersion: '999.0.0' }).status, 1);
  });

  it('has one version: `npm version` changes both packages, and what depends on them', () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'whop-license-check-'));
    try {
      for (const file of [
        'package.json',
        'package-lock.json',
        '.npmrc',
        'packages/relay/package.json',
        'examples',
        'tools',
      ])
        cpSync(path.join(root, file), path.join(folder, file), { recursive: true });
      for (const file of ['package.json', 'package-lock.json', '.npmrc'])
        cpSync(path.join(root, 'test/runtimes', file), path.join(folder, 'test/runtimes', file));
      const run = (command) => execSync(command, { cwd: folder, encoding: 'utf8' });
      run('git init --quiet --initial-branch=main && git add .');
      run('npm version --no-git-tag-version 7.8.9');
      const read = (file) => JSON.parse(readFileSync(path.join(folder, file), 'utf8'));
      for (const file of PACKAGES) assert.equal(read(file).version, '7.8.9', file);
      assert.equal(read('packages/relay/package.json').dependencies['whop-license-check'], '^7.8.9');
      for (const example of ['relay-node', 'relay-workers'])
        assert.equal(read(`examples/${example}/package.json`).dependencies['whop-license-relay'], '^7.8.9', example);
      assert.equal(read('package-lock.json').packages['packages/relay'].version, '7.8.9');
      assert.equal(read('test/runtimes/package-lock.json').packages['../../packages/relay'].version, '7.8.9');
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  it('names the repository that each package comes from', () => {
    const { packages } = runStep('npm pkg set', 'v0');
    const repository = { type: 'git', url: 'git+https://github.com/somebody/whop-license-check.git' };
    assert.deepEqual(
      packages.map((json) => json.repository),
      [repository, { ...repository, directory: 'packages/relay' }],
    );
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
