import { WhopLicenseCheck } from './element.js';
import { formTemplate } from './element/license-form.js';

export * from './element.js';

const TAG = 'whop-license-check';

if (globalThis.document && !customElements.get(TAG)) {
  try {
    // Where the page's Trusted Types forbid it, the element would stand there empty: better the fallback.
    formTemplate();
    customElements.define(TAG, WhopLicenseCheck);
  } catch (error) {
    console.error(`<${TAG}> cannot run here. Trusted Types: allow the policy ${TAG}.`, error);
  }
}
