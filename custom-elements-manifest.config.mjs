import { WhopLicenseCheck } from './dist/element.js';
import { publicApi } from './tools/public-api-manifest.mjs';

export default {
  globs: ['src/element/whop-license-check.ts'],
  outdir: 'dist',
  plugins: [publicApi(WhopLicenseCheck)],
};
