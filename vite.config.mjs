import { defineConfig } from 'vite';
import { oneAddress } from './tools/one-address-plugin.mjs';
import { plainDemos } from './tools/plain-demos-plugin.mjs';
import { protectedDownload } from './tools/protected-download-plugin.mjs';
import { testApi } from './tools/test-api-plugin.mjs';
import { resolve } from './tools/vite-build.mjs';

export default defineConfig({
  // Respond with 404 for unknown pages, not with the playground.
  appType: 'mpa',
  resolve,
  plugins: [testApi(), plainDemos(), protectedDownload(), oneAddress()],
});
