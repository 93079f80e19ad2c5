import { chromeLauncher } from '@web/test-runner-chrome';
import { findChromium } from './chromium.mjs';
import { firefoxLauncher, missingFirefox } from './firefox-launcher.mjs';
import { missingWebKit, webkitLauncher } from './webkit-launcher.mjs';

/**
 * The browsers that the browser suite runs in.
 *
 * @typedef {object} Engine
 * @property {string} name
 * @property {() => string | null} missing What it needs that this machine has not.
 * @property {() => import('@web/test-runner').BrowserLauncher | Promise<import('@web/test-runner').BrowserLauncher>} launch
 * @property {string[]} lacks What it, or its driver, cannot do: there are no tests of that in it. test/support/engine.ts
 * is how tests ask.
 *
 * @type {Record<string, Engine>}
 */
export const engines = {
  chromium: {
    name: 'Chromium',
    missing: () => null,
    launch: async () => chromeLauncher({ launchOptions: await findChromium() }),
    lacks: [],
  },
  firefox: { name: 'Firefox', missing: missingFirefox, launch: firefoxLauncher, lacks: ['accessibility tree'] },
  webkit: {
    name: 'WebKit',
    missing: missingWebKit,
    launch: webkitLauncher,
    lacks: ['accessibility tree', 'emulated media', 'cookies of other sites'],
  },
};

/** `executeServerCommand('engine-lacks')`. */
export const enginePlugin = ({ lacks }) => ({
  name: 'engine',
  executeCommand: ({ command }) => (command === 'engine-lacks' ? lacks : undefined),
});
