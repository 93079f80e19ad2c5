import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { parseAst } from 'vite';
import { bundlers, missingFromPackageTools, scriptIn } from './bundlers.mjs';
import { installPackages } from '../support/installed-package.mjs';

/** @import { Project } from '../support/installed-package.mjs' */

/** What only an element has. */
const ELEMENT =
  /\b(HTMLElement|customElements|attachShadow|ShadowRoot|adoptedStyleSheets|createPolicy|document)\b|lit-html|reactiveElement/;
/** What the check itself has. */
const CLIENT = /validate_license/;

describe('of the package, a bundler takes what a page uses', () => {
  /** @type {Project} */
  let project;
  before(async () => {
    // Parcel reads `exports` only where a project says so. Without, it finds the entry that needs no path.
    project = await installPackages(['whop-license-check'], { '@parcel/resolver-default': { packageExports: true } });
  });
  after(() => project?.remove());

  /**
   * What a bundler makes of a page with one script.
   *
   * @param {string} name
   * @param {string} page
   * @param {string} script
   */
  async function bundled(name, page, script) {
    const folder = project.write(`${page}/${name}`, {
      'index.html': '<!doctype html><title>Shop</title><script type="module" src="./main.js"></script>',
      'main.js': script,
    });
    const out = path.join(project.folder, 'public', page, name);
    await bundlers[name](folder, out);
    return scriptIn(out);
  }

  for (const name of Object.keys(bundlers)) {
    describe(name, { skip: missingFromPackageTools('rollup', 'webpack', 'parcel') }, () => {
      it('leaves the element out where a page asks without it, though it is named', async () => {
        const code = await bundled(
          name,
          'client',
          `import { validateLicense } from 'whop-license-check/client';
import { WhopLicenseCheck } from 'whop-license-check/element';
validateLicense({ licenseKey: 'A' }).then(console.warn);
`,
        );
        assert.match(code, CLIENT);
        assert.equal(code.match(ELEMENT)?.[0], undefined);
      });

      it('takes the class, and does not register it', async () => {
        const code = await bundled(
          name,
          'class',
          `import { WhopLicenseCheck } from 'whop-license-check/element';\nconsole.warn(WhopLicenseCheck);\n`,
        );
        assert.match(code, /attachShadow/);
        assert.equal(code.match(/customElements/)?.[0], undefined);
      });
    });
  }

  it('and has been told of each file that is imported for its effects alone', () => {
    const folder = path.join(project.folder, 'node_modules/whop-license-check');
    const { sideEffects } = JSON.parse(project.read('node_modules/whop-license-check/package.json'));
    const scripts = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.js'));
    const bare = scripts.flatMap((file) => {
      const { body } = parseAst(project.read(`node_modules/whop-license-check/${file}`));
      const imports = body
        .filter((node) => node.type === 'ImportDeclaration')
        .filter(({ source, specifiers }) => !specifiers.length && source.value.startsWith('.'));
      return imports.map(({ source }) => `./${path.join(path.dirname(file), source.value)}`);
    });
    assert.deepEqual(
      bare.filter((file) => !sideEffects.includes(file)),
      [],
    );
  });
});
