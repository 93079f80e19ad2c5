import { customElementJetBrainsPlugin } from 'custom-element-jet-brains-integration';
import { customElementVsCodePlugin } from 'custom-element-vs-code-integration';
import { WhopLicenseCheck } from './dist/element.js';
import { publicApi } from './tools/public-api-manifest.mjs';

/** For editors, which have the custom properties in files or sections of their own. */
const editor = { outdir: 'dist', hideCssPropertiesDocs: true, hideLogs: true };

export default {
  globs: ['src/element/whop-license-check.ts'],
  outdir: 'dist',
  plugins: [
    publicApi(WhopLicenseCheck),
    customElementVsCodePlugin(editor),
    customElementJetBrainsPlugin({ ...editor, packageJson: false }),
  ],
};
