import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { createFakeWhop, FAKE_ACCOUNT_API_KEY, FAKE_API_KEY } from '../../dist/testing.js';
import { elementIn } from '../../tools/public-api-manifest.mjs';
import { serveTestApi } from '../../tools/serve-test-api.mjs';
import { installPackages } from '../support/installed-package.mjs';

/**
 * @import { PackageName, Project } from '../support/installed-package.mjs'
 */

/** @typedef {{ name: string, description?: string, values?: object[] }} Named */

const root = path.resolve(import.meta.dirname, '../..');
const tsc = path.join(root, 'node_modules/typescript/bin/tsc');

const PAGE_PROGRAM = `import { WhopLicenseCheck } from 'whop-license-check';
import { WhopLicenseCheck as Unregistered, type Messages } from 'whop-license-check/element';
import { validateLicense, type Verdict } from 'whop-license-check/client';
import { createFakeWhop } from 'whop-license-check/testing';

export const tag: WhopLicenseCheck | null = document.querySelector('whop-license-check');
export const isSame: boolean = WhopLicenseCheck === Unregistered;
export const messages: Partial<Messages> | undefined = tag?.messages;
export const verdict: Promise<Verdict> = validateLicense({ licenseKey: 'A', apiKey: 'B' });
export const whop: (request: Request) => Promise<Response> = createFakeWhop();
// @ts-expect-error What the types forbid is forbidden, so they are not \`any\`.
export const wrong: number = verdict;
`;

const SERVER_PROGRAM = `import { createRelay, optionsFromEnvironment, type RelayState } from 'whop-license-relay';
import { TokenRefused, verifyLicenseToken, type LicenseClaims } from 'whop-license-relay/token';

export const relay: (request: Request) => Promise<Response> = createRelay(optionsFromEnvironment({})).fetch;
export const state: RelayState | undefined = undefined;
export const claims: Promise<LicenseClaims> = verifyLicenseToken('A', { issuer: 'B', audience: 'https://shop.example', keys: { keys: [] } });
export const refused: Error = new TokenRefused('C');
// @ts-expect-error What the types forbid is forbidden, so they are not \`any\`.
export const wrong: number = claims;
`;

/**
 * For each package: the tarballs to install, the kinds of files in its `dist`, and a program that uses it.
 *
 * @type {Record<PackageName, { tarballs: PackageName[], kinds: string[], program: string }>}
 */
const PACKAGES = {
  'whop-license-check': {
    tarballs: ['whop-license-check'],
    kinds: ['.d.ts', '.js', '.json'],
    program: PAGE_PROGRAM,
  },
  'whop-license-relay': {
    tarballs: ['whop-license-check', 'whop-license-relay'],
    kinds: ['.d.ts', '.js'],
    program: SERVER_PROGRAM,
  },
};

for (const name of /** @type {PackageName[]} */ (Object.keys(PACKAGES))) {
  const { tarballs, kinds, program } = PACKAGES[name];
  describe(`${name}, installed from its tarball`, () => {
    /** @type {Project} */
    let project;
    /** @type {{ exports: Record<string, object | string> }} */
    let pkg;
    before(async () => {
      project = await installPackages(tarballs, { type: 'module' });
      pkg = JSON.parse(project.read(`node_modules/${name}/package.json`));
    });
    after(() => project?.remove());

    it('has what it says in it, and nothing of its sources', async () => {
      const { stdout } = await project.run('tar', ['-tzf', project.tarballs[name]]);
      const files = stdout
        .trim()
        .split('\n')
        .map((file) => file.replace('package/', ''));
      const outside = files.filter((file) => !file.startsWith('dist/'));
      assert.deepEqual(outside.sort(), ['LICENSE', 'README.md', 'package.json']);
      const found = new Set(
        files.filter((file) => !outside.includes(file)).map((file) => /(\.d)?\.\w+$/.exec(file)?.[0]),
      );
      assert.deepEqual([...found].sort(), kinds);
    });

    it('imports every entry in Node without printing anything', async () => {
      const entries = Object.keys(pkg.exports).filter(
        (entry) => typeof pkg.exports[entry] === 'object' && !entry.includes('*'),
      );
      const script = entries.map((entry) => `await import('${path.posix.join(name, entry)}');`).join('\n');
      assert.deepEqual(await project.run(process.execPath, ['--input-type=module', '-e', script]), {
        code: 0,
        stdout: '',
        stderr: '',
      });
    });

    for (const moduleResolution of ['node16', 'bundler']) {
      it(`has types that a strict program can use: ${moduleResolution}`, async () => {
        const compilerOptions = {
          noEmit: true,
          strict: true,
          module: moduleResolution === 'bundler' ? 'esnext' : moduleResolution,
          moduleResolution,
          target: 'es2021',
          lib: ['es2021', 'dom', 'dom.iterable'],
          types: /** @type {string[]} */ ([]),
          skipDefaultLibCheck: true,
        };
        const folder = project.write(moduleResolution, {
          'shop.ts': program,
          'tsconfig.json': JSON.stringify({ compilerOptions, include: ['shop.ts'] }),
        });
        assert.deepEqual(await project.run(process.execPath, [tsc, '-p', folder]), { code: 0, stdout: '', stderr: '' });
      });
    }
  });
}

describe('what an editor reads about the tag', () => {
  /** @type {Project} */
  let project;
  /** @type {Named[]} */
  let attributes;
  const open = (/** @type {string} */ file) =>
    JSON.parse(project.read(path.join('node_modules/whop-license-check', file)));
  before(async () => {
    project = await installPackages(['whop-license-check']);
    const { customElements } = open('package.json');
    attributes = elementIn(open(customElements)).attributes;
  });
  after(() => project?.remove());

  /** By name, because the order says nothing. */
  const described = (/** @type {Named[]} */ list) =>
    Object.fromEntries(list.map(({ name, description }) => [name, description]));

  it('has each attribute with its description: VS Code', () => {
    /** @type {{ name: string, attributes: Named[] }[]} */
    const [tag] = open('dist/vscode.html-custom-data.json').tags;
    assert.equal(tag.name, 'whop-license-check');
    assert.ok(attributes.length > 10 && attributes.every(({ description }) => description));
    assert.deepEqual(described(tag.attributes), described(attributes));
    const remember = tag.attributes.find(({ name }) => name === 'remember');
    assert.deepEqual(remember.values, [{ name: 'session' }, { name: 'local' }]);
  });

  it('has each custom property with its description: VS Code', () => {
    /** @type {{ properties: Named[] }} */
    const { properties } = open('dist/vscode.css-custom-data.json');
    assert.ok(properties.some(({ name }) => name === '--whop-license-accent'));
    assert.ok(properties.every(({ description }) => description));
  });

  it('has each attribute with its description, and each event: JetBrains', () => {
    const { contributions } = open(open('package.json')['web-types']);
    /** @type {{ attributes: Named[], events: Named[] }[]} */
    const [tag] = contributions.html.elements;
    assert.deepEqual(described(tag.attributes), described(attributes));
    assert.deepEqual(tag.events.map(({ name }) => name).sort(), ['invalid', 'statechange', 'unverified', 'valid']);
  });
});

describe('what a page installs', () => {
  /** @type {Project} */
  let project;
  before(async () => {
    project = await installPackages(['whop-license-check']);
  });
  after(() => project?.remove());

  it('is the tag and Lit, and nothing of a server', () => {
    const { packages } = JSON.parse(project.read('package-lock.json'));
    const installed = Object.keys(packages)
      .map((folder) => folder.replace(/^.*node_modules\//, ''))
      .filter(Boolean);
    /** @param {string} name */
    const isOfLit = (name) => name === 'lit' || /^lit-|^@lit\/|^@lit-labs\/|^@types\/trusted-types$/.test(name);
    assert.ok(installed.includes('lit'));
    assert.deepEqual(
      installed.filter((name) => !isOfLit(name)),
      ['whop-license-check'],
    );
  });

  it('has one command, which audits a key: fit, not fit, could not tell', async () => {
    const api = await serveTestApi(createFakeWhop());
    try {
      /** @param {string} key */
      const audit = async (key) => {
        const { code } = await project.run('npx', ['--no-install', 'whop-license-check', 'audit'], {
          WHOP_API_KEY: key,
          WHOP_API_BASE: api.origin,
        });
        return code;
      };
      assert.deepEqual(await Promise.all([FAKE_API_KEY, FAKE_ACCOUNT_API_KEY, ''].map(audit)), [0, 1, 2]);
    } finally {
      api.close();
    }
    assert.ok(!existsSync(path.join(project.folder, 'node_modules/.bin/whop-license-relay')));
  });
});

describe('what a server installs', () => {
  /** @type {Project} */
  let project;
  before(async () => {
    project = await installPackages(PACKAGES['whop-license-relay'].tarballs);
  });
  after(() => project?.remove());

  it('is the relay with all that it depends on', () => {
    const { dependencies } = JSON.parse(project.read('node_modules/whop-license-relay/package.json'));
    assert.deepEqual(Object.keys(dependencies).sort(), [
      '@hono/node-server',
      'hono',
      'ioredis',
      'jose',
      'lru-cache',
      'whop-license-check',
    ]);
    for (const name of Object.keys(dependencies))
      assert.ok(existsSync(path.join(project.folder, 'node_modules', name)), name);
  });

  it('has a command that starts the relay, and names the variable that is missing', async () => {
    const { code, stdout, stderr } = await project.run('npx', ['--no-install', 'whop-license-relay'], {
      WHOP_API_KEY: '',
      ALLOWED_ORIGINS: '',
    });
    assert.deepEqual([code, stdout], [1, '']);
    assert.match(stderr, /^[^\n]*WHOP_API_KEY[^\n]*\n$/);
  });

  it('makes a signing key by a command', async () => {
    const { code, stdout } = await project.run('npx', ['--no-install', 'whop-license-relay', 'keygen']);
    assert.equal(code, 0);
    assert.equal(JSON.parse(stdout).alg, 'ES256');
  });
});
