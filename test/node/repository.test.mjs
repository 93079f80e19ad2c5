import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { parse } from 'yaml';

/**
 * @typedef {{ type: string, id?: string, attributes: { label: string, options?: string[] }, validations?: { required: boolean } }} Field
 *
 * @typedef {{ name: string, description: string, body: Field[] }} Form
 *
 * @typedef {{ 'package-ecosystem': string, directory?: string, directories?: string[] }} Update
 */

const root = path.resolve(import.meta.dirname, '../..');
const read = (/** @type {string} */ file) => readFileSync(path.join(root, file), 'utf8');
const readJson = (/** @type {string} */ file) => JSON.parse(read(file));

/** The root's package.json is where the repository's owner is decided. Everything else has to agree with it. */
const pkg = readJson('package.json');
const relayPkg = readJson('packages/relay/package.json');
const [, owner, name] = /^git\+https:\/\/github\.com\/([^/]+)\/([^/]+)\.git$/.exec(pkg.repository.url);
const url = `https://github.com/${owner}/${name}`;

const NO_TEXT = new Set(['.git', 'dist', 'node_modules', 'package-lock.json']);
const texts = Object.fromEntries(
  filesIn('.')
    .filter((file) => /\.(html|json|jsonc|md|m?js|tsx?|ya?ml)$|CODEOWNERS$/.test(file))
    .map((file) => [file, read(file)]),
);

/**
 * @param {string} folder
 * @returns {string[]}
 */
function filesIn(folder) {
  return readdirSync(path.join(root, folder), { withFileTypes: true })
    .filter((entry) => !NO_TEXT.has(entry.name))
    .flatMap((entry) => {
      const file = path.join(folder, entry.name);
      return entry.isDirectory() ? filesIn(file) : [file];
    });
}

describe('the repository', () => {
  it('is the same in both packages', () => {
    assert.deepEqual(relayPkg.repository, { ...pkg.repository, directory: 'packages/relay' });
    assert.equal(pkg.homepage, `${url}#readme`);
    assert.equal(relayPkg.homepage, `${url}/tree/main/packages/relay#readme`);
    for (const { bugs } of [pkg, relayPkg]) assert.deepEqual(bugs, { url: `${url}/issues` });
  });

  it('has one name wherever it is named', () => {
    for (const [file, text] of Object.entries(texts))
      for (const [, mentioned] of text.matchAll(/github\.com\/([\w-]+\/whop-license[\w-]*)/g))
        assert.equal(mentioned, `${owner}/${name}`, file);
  });

  it('has the files that absolute links lead to', () => {
    const links = Object.entries(texts).flatMap(([file, text]) =>
      [...text.matchAll(/github\.com\/[\w-]+\/[\w-]+\/(?:blob|tree)\/main\/([\w./-]+)/g)].map(([, at]) => [file, at]),
    );
    assert.ok(links.length);
    for (const [file, at] of links) assert.ok(existsSync(path.join(root, at)), `${file}: ${at}`);
  });

  it('is owned by its own organization', () => {
    const owners = read('.github/CODEOWNERS').match(/@\S+/g);
    for (const each of owners) assert.match(each, new RegExp(`^@${owner}/`));
  });
});

describe('the forms and settings on GitHub', () => {
  const forms = readdirSync(path.join(root, '.github/ISSUE_TEMPLATE')).filter((file) => file !== 'config.yml');
  const readYaml = (/** @type {string} */ file) => parse(read(path.join('.github', file)));

  for (const form of forms) {
    it(`is a form that GitHub can show: ${form}`, () => {
      /** @type {Form} */
      const { name, description, body } = readYaml(`ISSUE_TEMPLATE/${form}`);
      assert.ok(name && description);
      const fields = body.filter(({ type }) => type !== 'markdown');
      assert.ok(fields.some(({ validations }) => validations?.required));
      for (const { id, attributes } of fields) assert.ok(id && attributes.label, id);
      assert.equal(new Set(fields.map(({ id }) => id)).size, fields.length);
    });
  }

  it('offer every reason that a verdict can have', () => {
    /** @type {Form} */
    const { body } = readYaml('ISSUE_TEMPLATE/wrong-verdict.yml');
    const { options } = body.find(({ id }) => id === 'reason').attributes;
    const reasons = read('docs/troubleshooting.md').matchAll(/^\| `([\w-]+)` *\|/gm);
    assert.deepEqual(
      options.slice(1),
      [...reasons].map(([, reason]) => reason),
    );
  });

  it('warn about secrets wherever someone may paste one', () => {
    for (const form of ['wrong-verdict.yml', 'bug.yml'])
      assert.match(read(`.github/ISSUE_TEMPLATE/${form}`), /never paste a license key or an API key/i, form);
  });

  it('update every folder that has dependencies', () => {
    /** @type {{ updates: Update[] }} */
    const { updates } = readYaml('dependabot.yml');
    const covered = updates
      .filter((update) => update['package-ecosystem'] === 'npm')
      .flatMap(({ directory, directories = [directory] }) => directories);
    // The packages share the root's lock file, and are updated together with it.
    const folders = filesIn('.')
      .filter((file) => path.basename(file) === 'package.json' && !file.startsWith('packages/'))
      .map((file) => path.join('/', path.dirname(file)));
    assert.deepEqual(covered.sort(), folders.sort());
  });
});
