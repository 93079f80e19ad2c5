import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { accessSync, constants, copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, it } from 'node:test';
import { missingFromPackageTools } from '../support/bundlers.mjs';

const root = path.resolve(import.meta.dirname, '../..');
const workflows = path.join(root, '.github/workflows');
const skip = missingFromPackageTools('yaml');
const pkg = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));

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

  /** Runs the step that has a text in it, as a release of a tag does. @returns what package.json then says. */
  function runStep(text, tag) {
    const folder = mkdtempSync(path.join(tmpdir(), 'whop-license-check-'));
    try {
      copyFileSync(path.join(root, 'package.json'), path.join(folder, 'package.json'));
      const { run } = publish.steps.find(({ run }) => run?.includes(text));
      const env = {
        ...process.env,
        GITHUB_REF_NAME: tag,
        GITHUB_SERVER_URL: 'https://github.com',
        GITHUB_REPOSITORY: 'somebody/whop-license-check',
      };
      const { status } = spawnSync('bash', ['-e', '-c', run], { cwd: folder, env });
      return { status, pkg: JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8')) };
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }

  it('is made by a tag that is the version, and by no other', () => {
    assert.deepEqual(on, { push: { tags: ['v*'] } });
    assert.equal(runStep('GITHUB_REF_NAME', `v${pkg.version}`).status, 0);
    assert.equal(runStep('GITHUB_REF_NAME', 'v999.0.0').status, 1);
  });

  it('names the repository that it comes from', () => {
    assert.deepEqual(runStep('npm pkg set', 'v0').pkg.repository, {
      type: 'git',
      url: 'git+https://github.com/somebody/whop-license-check.git',
    });
  });

  it('is proven by where it was built, not by a token', () => {
    assert.equal(publish.permissions['id-token'], 'write');
    assert.ok(publish.steps.at(-1).run.startsWith('npm publish --provenance'));
    assert.doesNotMatch(JSON.stringify(publish), /secrets\.|NODE_AUTH_TOKEN/);
    // By hand, from a machine that nobody knows, nothing is published.
    assert.deepEqual(pkg.publishConfig, { access: 'public', provenance: true });
  });
});
