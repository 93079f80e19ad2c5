import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import path from 'node:path';
import { describe, it } from 'node:test';
import { build } from 'esbuild';

/**
 * Loads the module as it runs with Node's `crypto`, or without it.
 *
 * @param {boolean} hasNodeCrypto
 */
async function load(hasNodeCrypto) {
  const entry = path.resolve(import.meta.dirname, '../../packages/relay/src/license/digest.ts');
  const { outputFiles } = await build({
    entryPoints: [entry],
    bundle: true,
    write: false,
    format: 'esm',
    define: hasNodeCrypto ? {} : { 'globalThis.process': 'undefined' },
  });
  return import(`data:text/javascript,${encodeURIComponent(outputFiles[0].text)}`);
}

for (const [title, hasNodeCrypto] of /** @type {const} */ ([
  ['Node', true],
  ['Workers', false],
])) {
  describe(`the digest of a key, on ${title}`, () => {
    it('is a SHA-512 of the secret and the text, cut off', async () => {
      const { createDigest } = await load(hasNodeCrypto);
      for (const apiKey of ['a', 'apik_test', 'x'.repeat(59), 'x'.repeat(60), 'x'.repeat(2048)]) {
        const digest = createDigest(apiKey, 'keys');
        for (const text of ['', 'DEMO-VALID', 'schlüssel', 'lone \ud800', 'x'.repeat(256)]) {
          const expected = createHash('sha512').update(`keys:${apiKey}:${text}`).digest('base64url').slice(0, 32);
          assert.equal(await digest(text), expected);
        }
      }
    });

    it('differs by purpose', async () => {
      const { createDigest } = await load(hasNodeCrypto);
      assert.notEqual(
        await createDigest('apik_test', 'keys')('DEMO-VALID'),
        await createDigest('apik_test', 'clients')('DEMO-VALID'),
      );
    });

    it('is computed in the way that is tested here', async () => {
      const { createDigest } = await load(hasNodeCrypto);
      assert.equal(typeof createDigest('apik_test', 'keys')('DEMO-VALID'), hasNodeCrypto ? 'string' : 'object');
    });
  });
}
