import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';

const root = path.resolve(import.meta.dirname, '../..');
const read = (file) => readFileSync(path.join(root, file), 'utf8');
const pkg = JSON.parse(read('package.json'));
/** Every entry point, with patterns expanded to their files. */
const modules = Object.entries(pkg.exports)
  .filter(([, target]) => typeof target === 'object')
  .flatMap(([entry, target]) =>
    entry.includes('*')
      ? filesOf(target).map((name) => [entry, target].map((part) => fillPattern(part, name)))
      : [[entry, target]],
  );
const nameOf = (entry) => path.posix.join(pkg.name, entry);

function filesOf(target) {
  const [folder, ending] = target.default.split('*');
  return readdirSync(path.join(root, folder))
    .filter((file) => file.endsWith(ending))
    .map((file) => file.slice(0, -ending.length));
}

function fillPattern(part, name) {
  return JSON.parse(JSON.stringify(part).replaceAll('*', name));
}

/** The exports of each entry point, besides types. */
const EXPORTS = {
  '.': ['WhopLicenseCheck'],
  './element': ['WhopLicenseCheck'],
  './client': ['validateLicense'],
  './relay': ['DurableState', 'RelayObject', 'createRelay', 'optionsFromEnvironment'],
  './token': ['TokenRefused', 'verifyLicenseToken'],
  ...Object.fromEntries(
    ['react', 'react-18', 'vue', 'svelte', 'solid'].map((framework) => [`./${framework}`, ['WhopLicenseCheck']]),
  ),
};

describe('the package', () => {
  it('contains every file that package.json names', () => {
    for (const [, { types, default: file }] of modules) {
      for (const each of [types, file]) assert.ok(existsSync(path.join(root, each)), each);
    }
    for (const target of Object.values(pkg.exports))
      assert.ok(typeof target === 'object' || existsSync(path.join(root, target)), target);
    for (const file of [
      ...pkg.sideEffects.filter((file) => !file.includes('*')),
      pkg.customElements,
      ...Object.values(pkg.bin),
      pkg.imports['#ioredis'].workerd,
    ])
      assert.ok(existsSync(path.join(root, file)), file);
  });

  for (const [entry] of modules) {
    it(`can be imported in Node without output: ${nameOf(entry)}`, () => {
      const { status, stdout, stderr } = spawnSync(
        process.execPath,
        ['--input-type=module', '-e', `import '${nameOf(entry)}';`],
        {
          cwd: root,
          encoding: 'utf8',
          timeout: 20_000,
        },
      );
      assert.deepEqual({ status, stdout, stderr }, { status: 0, stdout: '', stderr: '' });
    });
  }

  it('exports exactly the documented names', async () => {
    for (const [entry, names] of Object.entries(EXPORTS)) {
      assert.deepEqual(Object.keys(await import(nameOf(entry))).sort(), names, entry);
    }
    assert.equal(typeof (await import(nameOf('./testing'))).createFakeWhop, 'function');
  });

  it('has types that compile in strict mode', () => {
    const folder = mkdtempSync(path.join(root, 'node_modules/.consumer-'));
    try {
      // The types for a framework need that framework. test/frameworks tests them.
      const entries = modules.filter(([, { types }]) => !types.startsWith('./dist/frameworks/'));
      const program = entries.map(
        ([entry], index) => `import * as entry${index} from '${nameOf(entry)}';\nvoid entry${index};\n`,
      );
      writeFileSync(path.join(folder, 'consumer.mts'), program.join(''));
      const compilerOptions = {
        noEmit: true,
        strict: true,
        module: 'nodenext',
        target: 'es2021',
        lib: ['es2021', 'dom', 'dom.iterable'],
        types: [],
      };
      writeFileSync(path.join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, include: ['consumer.mts'] }));
      const { stdout } = spawnSync(process.execPath, [path.join(root, 'node_modules/typescript/bin/tsc')], {
        cwd: folder,
        encoding: 'utf8',
      });
      assert.equal(stdout, '');
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('passes publint', async () => {
    const { messages } = await publint({ pkgDir: root, level: 'suggestion', strict: true });
    assert.deepEqual(
      messages.map((message) => formatMessage(message, pkg)),
      [],
    );
  });
});

describe('custom-elements.json', () => {
  const manifest = JSON.parse(read(pkg.customElements));
  const [element] = manifest.modules.flatMap((module) => module.declarations);

  it('lists the tag, the module that defines it, and every attribute', async () => {
    assert.equal(element.tagName, 'whop-license-check');
    assert.ok(
      manifest.modules.some(
        ({ path: file, exports }) =>
          file === 'dist/index.js' && exports.some(({ kind }) => kind === 'custom-element-definition'),
      ),
    );
    for (const module of manifest.modules) assert.ok(existsSync(path.join(root, module.path)), module.path);

    const { WhopLicenseCheck } = await import(nameOf('./element'));
    assert.deepEqual(
      element.attributes.map(({ name }) => name).sort(),
      [...WhopLicenseCheck.observedAttributes].sort(),
    );
    for (const { name, type, description } of element.attributes) assert.ok(type?.text && description, name);
  });

  it('lists the public events and methods', () => {
    const events = element.events.map(({ name }) => name);
    assert.deepEqual(events.sort(), ['invalid', 'statechange', 'unverified', 'valid']);
    const methods = element.members.filter(({ kind }) => kind === 'method').map(({ name }) => name);
    assert.deepEqual(methods.sort(), ['check', 'focus', 'forget']);
  });

  it('lists nothing private', () => {
    for (const { name, privacy = 'public' } of element.members) {
      assert.match(name, /^[a-z]/);
      assert.equal(privacy, 'public', name);
    }
  });
});

describe('the lock files', () => {
  it('contain no download URLs', () => {
    for (const file of ['package-lock.json', 'test/runtimes/package-lock.json', 'test/package/package-lock.json']) {
      const { packages } = JSON.parse(read(file));
      assert.deepEqual(
        Object.keys(packages).filter((name) => /^https?:/.test(packages[name].resolved ?? '')),
        [],
        file,
      );
    }
  });
});

describe('the examples', () => {
  for (const example of ['relay-node', 'relay-workers']) {
    const { dependencies, devDependencies = {} } = JSON.parse(read(`examples/${example}/package.json`));

    it(`use this version: ${example}`, () => {
      assert.equal(dependencies[pkg.name], `^${pkg.version}`);
    });

    it(`use the tool versions that are tested: ${example}`, () => {
      const tested = JSON.parse(read('test/runtimes/package.json')).dependencies;
      for (const [name, version] of Object.entries(devDependencies)) assert.equal(version, tested[name], name);
    });
  }
});
