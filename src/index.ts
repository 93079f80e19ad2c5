import { WhopLicenseCheck } from './element.js';

export * from './element.js';

const TAG = 'whop-license-check';

// Servers have no document, content scripts of extensions no registry, and an earlier copy may have defined the tag.
if (globalThis.document && globalThis.customElements && !customElements.get(TAG)) {
  customElements.define(TAG, WhopLicenseCheck);
}
