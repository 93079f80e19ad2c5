import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { pathToFileURL } from 'node:url';
import { runInNewContext } from 'node:vm';
import { transform } from 'esbuild';
import { parseAst } from 'vite';

/** @typedef {{ type: string, start: number, [member: string]: any }} AstNode - Of any kind. */

const root = path.resolve(import.meta.dirname, '../..');
const dist = path.join(root, 'dist');
/** @param {string} file */
const read = (file) => readFileSync(path.join(dist, file), 'utf8');
const SINGLE = ['whop-license-check.js', 'whop-license-check.iife.js'];
const scripts = scriptsIn(dist);
const forTerminals = scripts.filter((file) => file.startsWith('commands/'));
const forPages = scripts.filter((file) => !forTerminals.includes(file));

const relayFolder = path.join(root, 'packages/relay');
const forServers = scriptsIn(path.join(relayFolder, 'dist')).map((file) =>
  path.relative(dist, path.join(relayFolder, 'dist', file)),
);
/** @param {string} folder */
const dependenciesOf = (folder) =>
  Object.keys(JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8')).dependencies);

/** @param {string} folder */
function scriptsIn(folder) {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.js'));
}

/**
 * @param {unknown} value
 * @returns {Generator<AstNode>}
 */
function* nodesOf(value) {
  if (Array.isArray(value)) for (const item of value) yield* nodesOf(item);
  else if (value && typeof value === 'object') {
    if ('type' in value) yield /** @type {AstNode} */ (value);
    for (const member of Object.values(value)) yield* nodesOf(member);
  }
}

/**
 * Yields the calls that a `?.` in the chain may skip.
 *
 * @param {AstNode} chain
 */
function* callsOf(chain) {
  for (let node = chain.expression; node; node = node.callee ?? node.object)
    if (node.type === 'CallExpression') yield node;
}

/**
 * @param {string} file
 * @returns {string[]}
 */
const importsOf = (file) =>
  [...nodesOf(parseAst(read(file)))]
    .filter(({ type, source }) => /^(Import|Export)/.test(type) && source)
    .map(({ source }) => source.value);

/**
 * Shows only the match on failure, not the whole script.
 *
 * @type {(code: string, pattern: RegExp) => void}
 */
const assertWithout = (code, pattern) => assert.deepEqual(code.match(pattern)?.[0], undefined);

describe('every script for pages', () => {
  for (const file of forPages) {
    it(`uses only syntax that Chromium 87, Safari 15 and Firefox 91 support: ${file}`, async () => {
      const code = read(file);
      /** @param {string | string[]} target */
      const linesFor = async (target) => {
        // Chromium 87 supports `?.`, but esbuild rewrites it because of the bug that the next test covers. All three
        // support every Unicode property escape of ES2018, which esbuild doesn't know.
        const supported = { 'optional-chain': true, 'regexp-unicode-property-escapes': true };
        return (await transform(code, { target, supported, format: 'esm' })).code.split('\n');
      };
      const newest = await linesFor('esnext');
      const rewritten = (await linesFor(['chrome87', 'safari15', 'firefox91'])).filter(
        (line, index) => line !== newest[index],
      );
      assert.deepEqual(rewritten.slice(0, 1), []);
    });

    it(`has a spread only as the last argument of an optional call, because of a bug in Chromium before 91: ${file}`, () => {
      const chains = [...nodesOf(parseAst(read(file)))].filter(({ type }) => type === 'ChainExpression');
      const spread = chains
        .flatMap((chain) => [...callsOf(chain)])
        .filter(({ arguments: given }) =>
          given.slice(0, -1).some((/** @type {AstNode} */ { type }) => type === 'SpreadElement'),
        );
      assert.deepEqual(
        spread.map(({ start }) => read(file).slice(start, start + 80)),
        [],
      );
    });
  }

  for (const file of forPages) {
    it(`has no function with parameters in a field initializer, because of a bug in Safari before 16: ${file}`, () => {
      const fields = [...nodesOf(parseAst(read(file)))].filter(
        ({ type, value }) => type === 'PropertyDefinition' && value,
      );
      const wrong = fields.filter(({ value }) => [...nodesOf(value)].some(({ params }) => params?.length));
      assert.deepEqual(
        wrong.map(({ start }) => read(file).slice(start, start + 80)),
        [],
      );
    });
  }

  it('imports nothing but its neighbors and Lit', () => {
    for (const file of forPages) for (const source of importsOf(file)) assert.match(source, /^(\.|lit(\/|$))/, file);
  });
});

describe('every script for servers and terminals', () => {
  for (const [title, files, folder] of /** @type {const} */ ([
    ['terminals', forTerminals, root],
    ['servers', forServers, relayFolder],
  ])) {
    it(`imports only what its package depends on: ${title}`, () => {
      /** @param {string} source */
      const isDeclared = (source) =>
        /^(\.|node:|#ioredis$)/.test(source) ||
        dependenciesOf(folder).some((name) => source === name || source.startsWith(`${name}/`));
      assert.ok(files.length);
      for (const file of files)
        assert.deepEqual(
          importsOf(file).filter((source) => !isDeclared(source)),
          [],
          file,
        );
    });
  }

  it('imports only the shared parts of the tag', () => {
    const imported = forServers.flatMap(importsOf).filter((source) => source.startsWith('whop-license-check'));
    assert.deepEqual([...new Set(imported)], ['whop-license-check/core']);
  });

  it('shares no code with the scripts for pages', () => {
    assert.ok(forServers.length > 4);
    for (const file of [...forServers, ...forTerminals]) assertWithout(read(file), /HTMLElement|customElements/);
    for (const file of forPages)
      assert.deepEqual(
        importsOf(file).filter((source) => /server|relay|token/.test(source)),
        [],
        file,
      );
  });
});

describe('the single files', () => {
  for (const file of SINGLE) {
    it(`match the hash in integrity.json: ${file}`, () => {
      const hash = createHash('sha384')
        .update(readFileSync(path.join(dist, file)))
        .digest('base64');
      assert.equal(JSON.parse(read('integrity.json'))[file], `sha384-${hash}`);
    });

    it(`import nothing: ${file}`, () => {
      assert.deepEqual(importsOf(file), []);
      assertWithout(read(file), /\bimport\s*\(|\bimport\.meta\b|\bprocess\.env\b/);
    });

    it(`create one Trusted Types policy, with our own name: ${file}`, () => {
      assert.deepEqual(read(file).match(/createPolicy\([^,]*/g), ['createPolicy(`whop-license-check`']);
    });

    it(`are minified, with a license comment: ${file}`, () => {
      assert.match(read(file).split('\n')[0], /^\/\*! whop-license-check \d+\.\d+\.\d+.*, MIT \*\/$/);
      assertWithout(read(file), /\n\s+(const|let|var|return|if|function)\b.*/);
    });
  }

  it('are a single ASCII expression as a classic script', () => {
    const code = read('whop-license-check.iife.js');
    const { body } = parseAst(code);
    assert.deepEqual(
      body.map(({ type }) => type),
      ['ExpressionStatement'],
    );
    assertWithout(code, /.{0,20}\P{ASCII}+/u);
  });

  it('export what the package exports, as a module', () => {
    const names = [...nodesOf(parseAst(read('whop-license-check.js')))]
      .filter(({ type }) => type === 'ExportNamedDeclaration')
      .flatMap(({ declaration }) => declaration.declarations.map((/** @type {AstNode} */ { id }) => id.name));
    assert.deepEqual(names, ['WhopLicenseCheck']);
  });

  it('do nothing in Node or in a worker, as a module too', async () => {
    const exported = await import(pathToFileURL(path.join(dist, 'whop-license-check.js')).href);
    assert.deepEqual({ ...exported }, { WhopLicenseCheck: undefined });
    runInNewContext(read('whop-license-check.iife.js'), {});
  });

  it('do nothing in an extension’s content script, where customElements is null', () => {
    runInNewContext(read('whop-license-check.iife.js'), { customElements: null });
  });

  it('do nothing in a second copy: no class is made, and no policy of Trusted Types', () => {
    /** @type {string[]} */
    const asked = [];
    runInNewContext(read('whop-license-check.iife.js'), {
      customElements: { get: (/** @type {string} */ name) => asked.push(name) },
      trustedTypes: { createPolicy: () => assert.fail('A policy was made.') },
    });
    assert.deepEqual(asked, ['whop-license-check']);
  });
});
