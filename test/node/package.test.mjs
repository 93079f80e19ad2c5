import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { elementIn } from '../../tools/public-api-manifest.mjs';

/**
 * @typedef {{ types: string, default: string }} Target
 *
 * @typedef {object} PackageJson
 * @property {string} name
 * @property {string} version
 * @property {string} license
 * @property {string} main
 * @property {string} types
 * @property {Record<string, Target | string>} exports
 * @property {Record<string, Record<string, string>>} [imports]
 * @property {Record<string, string>} bin
 * @property {string[] | false} sideEffects
 * @property {Record<string, string>} dependencies
 * @property {string} [customElements]
 * @property {string} [web-types]
 * @property {string} [unpkg]
 * @property {string} [jsdelivr]
 */

const root = path.resolve(import.meta.dirname, '../..');
/** @param {string} file */
const read = (file) => readFileSync(path.join(root, file), 'utf8');

const FRAMEWORKS = ['react', 'react-18', 'vue', 'svelte', 'solid'];
/**
 * Each package: its folder, and what each entry exports besides types.
 *
 * @type {Record<string, { folder: string, exports: Record<string, string[]>, dependencies: string[] }>}
 */
const PACKAGES = {
  'whop-license-check': {
    folder: '.',
    exports: {
      '.': ['WhopLicenseCheck'],
      './element': ['WhopLicenseCheck'],
      './client': ['validateLicense'],
      ...Object.fromEntries(FRAMEWORKS.map((framework) => [`./${framework}`, ['WhopLicenseCheck']])),
    },
    dependencies: ['lit'],
  },
  'whop-license-relay': {
    folder: 'packages/relay',
    exports: {
      '.': ['DurableState', 'RelayObject', 'createRelay', 'optionsFromEnvironment'],
      './token': ['TokenRefused', 'verifyLicenseToken'],
    },
    dependencies: ['@hono/node-server', 'hono', 'ioredis', 'jose', 'lru-cache', 'whop-license-check'],
  },
};
/**
 * @param {string} name
 * @returns {PackageJson}
 */
const packageJson = (name) => JSON.parse(read(path.join(PACKAGES[name].folder, 'package.json')));
const pkg = packageJson('whop-license-check');
const relayPkg = packageJson('whop-license-relay');

/**
 * The modules among the entries of `exports`, with each file that a pattern fits as an entry of its own.
 *
 * @param {PackageJson} json
 * @param {string} folder
 * @returns {[entry: string, target: Target][]}
 */
function modulesOf({ exports }, folder) {
  return Object.entries(exports).flatMap(([entry, target]) => {
    if (typeof target === 'string') return [];
    const names = entry.includes('*') ? filesOf(target, folder) : [''];
    return names.map((name) => fillIn(/** @type {[string, Target]} */ ([entry, target]), name));
  });
}

/**
 * @param {Target} target
 * @param {string} folder
 */
function filesOf(target, folder) {
  const [within, ending] = target.default.split('*');
  return readdirSync(path.join(root, folder, within))
    .filter((file) => file.endsWith(ending))
    .map((file) => file.slice(0, -ending.length));
}

/**
 * @template Part
 * @param {Part} part
 * @param {string} name
 * @returns {Part}
 */
function fillIn(part, name) {
  return JSON.parse(JSON.stringify(part).replaceAll('*', name));
}

for (const [name, { folder, exports, dependencies }] of Object.entries(PACKAGES)) {
  describe(`the package ${name}`, () => {
    const json = packageJson(name);
    const modules = modulesOf(json, folder);
    /** @param {string} entry */
    const nameOf = (entry) => path.posix.join(name, entry);
    /** @param {string} file */
    const assertExists = (file) => assert.ok(existsSync(path.join(root, folder, file)), file);

    it('has every file that its package.json names', () => {
      for (const [, { types, default: file }] of modules) for (const each of [types, file]) assertExists(each);
      for (const target of Object.values(json.exports)) if (typeof target === 'string') assertExists(target);
      const sideEffects = (json.sideEffects || []).filter((file) => !file.includes('*'));
      const conditions = Object.values(json.imports ?? {}).flatMap((targets) => Object.values(targets));
      const imported = conditions.filter((target) => target.startsWith('.'));
      for (const file of [json.main, json.types, ...Object.values(json.bin), ...sideEffects, ...imported])
        assertExists(file);
      for (const file of [json.customElements, json['web-types'], json.unpkg, json.jsdelivr].filter(Boolean))
        assertExists(file);
    });

    it('depends on what it should, and on nothing else', () => {
      assert.deepEqual(Object.keys(json.dependencies).sort(), dependencies);
    });

    for (const [entry] of modules) {
      it(`prints nothing when it is imported in Node: ${nameOf(entry)}`, () => {
        const { status, stdout, stderr } = spawnSync(
          process.execPath,
          ['--input-type=module', '-e', `import '${nameOf(entry)}';`],
          { cwd: root, encoding: 'utf8' },
        );
        assert.deepEqual({ status, stdout, stderr }, { status: 0, stdout: '', stderr: '' });
      });
    }

    it('exports what it says, and nothing by accident', async () => {
      for (const [entry, names] of Object.entries(exports)) {
        assert.deepEqual(Object.keys(await import(nameOf(entry))).sort(), names, entry);
      }
    });

    it('has types that a strict program can use', () => {
      const consumer = mkdtempSync(path.join(root, 'node_modules/.consumer-'));
      try {
        // The types for a framework need the framework: test/frameworks has them.
        const entries = modules.filter(([, { types }]) => !types.startsWith('./dist/frameworks/'));
        const program = entries.map(
          ([entry], index) => `import * as entry${index} from '${nameOf(entry)}';\nvoid entry${index};\n`,
        );
        writeFileSync(path.join(consumer, 'consumer.mts'), program.join(''));
        const compilerOptions = {
          noEmit: true,
          strict: true,
          module: 'nodenext',
          target: 'es2021',
          lib: ['es2021', 'dom', 'dom.iterable'],
          types: /** @type {string[]} */ ([]),
        };
        writeFileSync(
          path.join(consumer, 'tsconfig.json'),
          JSON.stringify({ compilerOptions, include: ['consumer.mts'] }),
        );
        const { stdout } = spawnSync(process.execPath, [path.join(root, 'node_modules/typescript/bin/tsc')], {
          cwd: consumer,
          encoding: 'utf8',
        });
        assert.equal(stdout, '');
      } finally {
        rmSync(consumer, { recursive: true });
      }
    });

    it('has one file of types for each entry, and no other', () => {
      const files = readdirSync(path.join(root, folder, 'dist'), { recursive: true, encoding: 'utf8' }).filter((file) =>
        file.endsWith('.d.ts'),
      );
      assert.deepEqual(files.map((file) => `./dist/${file}`).sort(), modules.map(([, { types }]) => types).sort());
    });
  });
}

describe('the two packages', () => {
  it('have one version, and the relay depends on the tag of that version', () => {
    assert.equal(relayPkg.version, pkg.version);
    assert.equal(relayPkg.dependencies[pkg.name], `^${pkg.version}`);
  });

  it('have one license', () => {
    assert.equal(relayPkg.license, pkg.license);
    assert.equal(read('packages/relay/LICENSE'), read('LICENSE'));
  });

  it('have a test API in the tag alone', async () => {
    assert.equal(typeof (await import('whop-license-check/testing')).createFakeWhop, 'function');
  });
});

describe('custom-elements.json', () => {
  /** @type {import('custom-elements-manifest/schema.js').Package} */
  const manifest = JSON.parse(read(pkg.customElements));
  const element = elementIn(manifest);

  it('lists the tag, the module that defines it, and every attribute', async () => {
    assert.equal(element.tagName, 'whop-license-check');
    assert.ok(
      manifest.modules.some(
        ({ path: file, exports }) =>
          file === 'dist/index.js' && exports.some(({ kind }) => kind === 'custom-element-definition'),
      ),
    );
    for (const module of manifest.modules) assert.ok(existsSync(path.join(root, module.path)), module.path);

    const { WhopLicenseCheck } = await import('whop-license-check/element');
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

    it(`depend on this version of the relay: ${example}`, () => {
      assert.deepEqual(dependencies, { [relayPkg.name]: `^${relayPkg.version}` });
    });

    it(`use the tools that they are tested with: ${example}`, () => {
      const tested = JSON.parse(read('test/runtimes/package.json')).dependencies;
      for (const [name, version] of Object.entries(devDependencies)) assert.equal(version, tested[name], name);
    });
  }
});
