import assert from 'node:assert/strict';
import { accessSync, constants, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { parse } from 'yaml';

/**
 * @typedef {{ uses?: string, run?: string, with?: Record<string, unknown> }} Step
 *
 * @typedef {object} Job
 * @property {string} [uses]
 * @property {string | string[]} [needs]
 * @property {number} [timeout-minutes]
 * @property {{ matrix: { node: number[] } }} [strategy]
 * @property {Step[]} [steps]
 *
 * @typedef {object} Workflow
 * @property {Record<string, object>} on
 * @property {Record<string, string>} permissions
 * @property {{ group: string }} concurrency
 * @property {Record<string, Job>} jobs
 */

const root = path.resolve(import.meta.dirname, '../..');
const folder = path.join(root, '.github/workflows');
/** @type {Record<string, Workflow>} */
const workflows = Object.fromEntries(
  readdirSync(folder).map((file) => [file, parse(readFileSync(path.join(folder, file), 'utf8'))]),
);
const stepsOf = (/** @type {Workflow} */ { jobs }) => Object.values(jobs).flatMap(({ steps = [] }) => steps);

describe('the workflows', () => {
  for (const [file, workflow] of Object.entries(workflows)) {
    it(`may read the sources, and no more than a job asks for: ${file}`, () => {
      assert.deepEqual(workflow.permissions, { contents: 'read' });
    });

    it(`run GitHub's own actions alone, each pinned to a commit: ${file}`, () => {
      for (const { uses } of stepsOf(workflow)) if (uses) assert.match(uses, /^actions\/[a-z-]+@[0-9a-f]{40}$/);
    });

    it(`say which version a pinned commit is: ${file}`, () => {
      for (const [, line] of readFileSync(path.join(folder, file), 'utf8').matchAll(/uses: (actions\/.*)$/gm))
        assert.match(line, / # v\d+\.\d+\.\d+$/);
    });

    it(`leave no token behind on disk, and end in time: ${file}`, () => {
      for (const step of stepsOf(workflow))
        if (step.uses?.startsWith('actions/checkout')) assert.equal(step.with['persist-credentials'], false);
      for (const [name, job] of Object.entries(workflow.jobs)) if (!job.uses) assert.ok(job['timeout-minutes'], name);
    });
  }

  it('run all that has to be green on each push, and before each release', () => {
    const ci = workflows['ci.yml'];
    assert.ok('pull_request' in ci.on && 'push' in ci.on && 'workflow_call' in ci.on);
    assert.ok(stepsOf(ci).some(({ run }) => run === '.ci/run'));
    accessSync(path.join(root, '.ci/run'), constants.X_OK);

    const { jobs } = workflows['release.yml'];
    assert.equal(jobs.ci.uses, './.github/workflows/ci.yml');
    assert.deepEqual([jobs.publish.needs].flat(), ['ci']);
  });

  it('test with the oldest Node that the packages support, and with newer ones', () => {
    const { node } = workflows['ci.yml'].jobs.test.strategy.matrix;
    const oldest = Math.min(...node);
    for (const file of ['package.json', 'packages/relay/package.json'])
      assert.equal(JSON.parse(readFileSync(path.join(root, file), 'utf8')).engines.node, `>=${oldest}`, file);
    assert.equal(readFileSync(path.join(root, '.nvmrc'), 'utf8').trim(), `${oldest}`);
    assert.ok(node.length > 1);
  });

  it('never let a release wait in the queue of the checks that it calls', () => {
    const [ci, release] = ['ci.yml', 'release.yml'].map((file) => workflows[file].concurrency.group);
    // In a called workflow, `github.workflow` is the name of the caller.
    assert.doesNotMatch(ci, /github\.workflow/);
    assert.notEqual(ci, release);
  });
});
