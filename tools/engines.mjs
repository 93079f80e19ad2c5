import { chromeLauncher } from '@web/test-runner-chrome';
import { findChromium } from './chromium.mjs';
import { firefoxLauncher, missingFirefox } from './firefox-launcher.mjs';
import { openPatientPage, PATIENT_LAUNCH } from './patience.mjs';
import { missingWebKit, webkitLauncher } from './webkit-launcher.mjs';

/** @import { BrowserLauncher, TestRunnerPlugin } from '@web/test-runner' */

/** @typedef {Omit<BrowserLauncher, 'startDebugSession'>} Launcher */

/**
 * A browser that the browser suite runs in.
 *
 * @typedef {object} Engine
 * @property {string} name
 * @property {() => string | null} missing - Returns what is missing on this machine.
 * @property {() => Launcher | Promise<Launcher>} launch
 * @property {string[]} lacks - What the engine or its driver can't do, so that tests of it are left out. Tests ask through
 * test/support/engine.ts.
 */

/** @type {Record<string, Engine>} */
export const engines = {
  chromium: {
    name: 'Chromium',
    missing: () => null,
    launch: async () =>
      chromeLauncher({ launchOptions: { ...(await findChromium()), ...PATIENT_LAUNCH }, createPage: openPatientPage }),
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

/**
 * Implements `executeServerCommand('engine-lacks')`.
 *
 * @param {Engine} engine
 * @returns {TestRunnerPlugin}
 */
export const enginePlugin = ({ lacks }) => ({
  name: 'engine',
  executeCommand: ({ command }) => (command === 'engine-lacks' ? lacks : undefined),
});
