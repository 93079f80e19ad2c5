/**
 * A Vite plugin: renames the one Trusted Types policy in the bundle. Lit calls its policy `lit-html` and offers no way to
 * change that; a page that uses Lit itself would have two policies of that name, which its security policy may forbid.
 *
 * @param {string} name
 * @returns {import('vite').Plugin}
 */
export function renameTrustedTypesPolicy(name) {
  return {
    name: 'rename-trusted-types-policy',
    renderChunk(code) {
      const calls = code.match(/\.createPolicy\(\s*["'`][\w-]+["'`]/g) ?? [];
      if (calls.length !== 1) this.error(`There should be one createPolicy(), not ${calls.length}. Has Lit changed?`);
      return { code: code.replace(calls[0], () => `.createPolicy("${name}"`), map: null };
    },
  };
}
