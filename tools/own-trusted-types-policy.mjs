const POLICY = 'whop-license-check';
const LIT_MAKES_ITS_POLICY = /\b(\w+)\.createPolicy\(\s*["']lit-html["']\s*,\s*\{\s*createHTML:\s*\(?(\w+)\)?\s*=>\s*\2\s*,?\s*\}\s*\)/g;

/**
 * A Vite plugin for the files that carry Lit in them. Lit makes its Trusted Types policy under the name `lit-html`
 * and throws where the page does not allow that name, or where another copy of Lit was first. Here the policy has
 * a name of our own, for pages to allow, and none is made where it is refused.
 */
export function ownTrustedTypesPolicy() {
  let found = 0;
  return {
    name: 'own-trusted-types-policy',
    transform(code, id) {
      if (!/\/lit-html\/(development\/)?lit-html\.js$/.test(id)) return;
      const changed = code.replace(LIT_MAKES_ITS_POLICY, (_call, factory) => {
        found++;
        return `(()=>{try{return ${factory}.createPolicy("${POLICY}",{createHTML:html=>html})}catch{}})()`;
      });
      return { code: changed, map: null };
    },
    generateBundle(_options, bundle) {
      const output = Object.values(bundle).map((file) => file.code ?? '');
      if (found !== 1 || output.some((code) => /createPolicy\(["'`]lit-html/.test(code))) {
        this.error(`Lit makes its Trusted Types policy in another way than this build knows (found ${found} times).`);
      }
    },
  };
}
