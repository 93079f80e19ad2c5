import assert from 'node:assert/strict';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { createFakeWhop, FAKE_ACCOUNT_API_KEY, FAKE_API_KEY } from '../../dist/testing.js';
import { serveTestApi } from '../../tools/serve-test-api.mjs';
import { missingFromPackageTools } from '../support/bundlers.mjs';
import { installPackage } from '../support/installed-package.mjs';

const root = path.resolve(import.meta.dirname, '../..');
const tsc = path.join(root, 'node_modules/typescript/bin/tsc');
const attw = path.join(root, 'test/package/node_modules/@arethetypeswrong/cli/dist/index.js');

const PROGRAM = `import { WhopLicenseCheck } from 'whop-license-check';
import { WhopLicenseCheck as Unregistered, type Messages } from 'whop-license-check/element';
import { validateLicense, type Verdict } from 'whop-license-check/client';
import { createRelay, optionsFromEnvironment } from 'whop-license-check/relay';
import { createFakeWhop } from 'whop-license-check/testing';
import { verifyLicenseToken } from 'whop-license-check/token';

export const tag: WhopLicenseCheck | null = document.querySelector('whop-license-check');
export const isSame: boolean = WhopLicenseCheck === Unregistered;
export const messages: Partial<Messages> | undefined = tag?.messages;
export const verdict: Promise<Verdict> = validateLicense({ licenseKey: 'A', apiKey: 'B' });
export const relay: (request: Request) => Promise<Response> = createRelay(optionsFromEnvironment({})).fetch;
export const whop: (request: Request) => Promise<Response> = createFakeWhop();
export const subject: Promise<unknown> = verifyLicenseToken('A', { issuer: 'B', audience: 'https://shop.example', keys: { keys: [] } });
// @ts-expect-error What the types forbid is forbidden, so they are not \`any\`.
export const wrong: number = verdict;
`;

describe('the package, installed from its tarball', () => {
  let project, pkg;
  before(async () => {
    project = await installPackage({ type: 'module' });
    pkg = JSON.parse(project.read('node_modules/whop-license-check/package.json'));
  });
  after(() => project?.remove());

  it('brings what it says, and nothing of its sources', async () => {
    const { stdout } = await project.run('tar', ['-tzf', project.tarball]);
    const files = stdout
      .trim()
      .split('\n')
      .map((file) => file.replace('package/', ''));
    const outside = files.filter((file) => !file.startsWith('dist/'));
    assert.deepEqual(outside.sort(), ['LICENSE', 'README.md', 'package.json']);
    const kinds = new Set(
      files.filter((file) => !outside.includes(file)).map((file) => /(\.d)?\.\w+$/.exec(file)?.[0]),
    );
    assert.deepEqual([...kinds].sort(), ['.d.ts', '.js', '.json']);
  });

  it('can be imported in Node, all of it, without a word', async () => {
    const entries = Object.keys(pkg.exports).filter(
      (entry) => typeof pkg.exports[entry] === 'object' && !entry.includes('*'),
    );
    const script = entries.map((entry) => `await import('${path.posix.join(pkg.name, entry)}');`).join('\n');
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
        types: [],
        skipDefaultLibCheck: true,
      };
      const folder = project.write(moduleResolution, {
        'shop.ts': PROGRAM,
        'tsconfig.json': JSON.stringify({ compilerOptions, include: ['shop.ts'] }),
      });
      assert.deepEqual(await project.run(process.execPath, [tsc, '-p', folder]), { code: 0, stdout: '', stderr: '' });
    });
  }

  it('has types that are not wrong to attw', { skip: missingFromPackageTools('@arethetypeswrong/cli') }, async () => {
    const { code, stdout } = await project.run(process.execPath, [
      attw,
      project.tarball,
      '--profile',
      'esm-only',
      '--no-color',
      '--format',
      'ascii',
    ]);
    assert.equal(code, 0, stdout);
  });

  it('has a command that audits a key: fit, not fit, could not tell', async () => {
    const api = await serveTestApi(createFakeWhop());
    try {
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
  });

  it('has a command that runs the relay, and names what it misses', async () => {
    const { code, stdout, stderr } = await project.run('npx', ['--no-install', 'whop-license-relay'], {
      WHOP_API_KEY: '',
      ALLOWED_ORIGINS: '',
    });
    assert.deepEqual([code, stdout], [1, '']);
    assert.match(stderr, /^[^\n]*WHOP_API_KEY[^\n]*\n$/);
  });
});
