import { existsSync } from 'node:fs';
import { Builder, Key } from 'selenium-webdriver';
// @ts-expect-error -- Its types are at another path.
import { DriverService } from 'selenium-webdriver/remote/index.js';
import { startDisplay } from './display.mjs';

const DRIVER = '/usr/bin/WebKitWebDriver';
const MINI_BROWSER = ['webkit2gtk-4.1', 'webkitgtk-6.0', 'webkit2gtk-4.0']
  .map((name) => `/usr/lib/x86_64-linux-gnu/${name}/MiniBrowser`)
  .find(existsSync);

/** Returns what is missing on this machine, or `null`. */
export function missingWebKit() {
  if (!existsSync(DRIVER) || !MINI_BROWSER) return 'webkit2gtk-driver';
  return process.env.DISPLAY || existsSync('/usr/bin/Xvfb') ? null : 'xvfb';
}

/** Launches WebKitGTK for the test runner: one window, controlled through WebDriver. */
export function webkitLauncher() {
  /** @type {ReturnType<typeof startWebKit> | undefined} */
  let webkit;
  /** The address of each session. @type {Map<string, string>} */
  const active = new Map();
  return {
    name: 'WebKit',
    /** Makes the runner's own commands use `getPage`. */
    type: 'puppeteer',
    concurrency: 1,
    initialize() {},
    /** @type {(id: string, url: string) => Promise<void>} */
    async startSession(id, url) {
      const { driver } = await (webkit ??= startWebKit());
      active.set(id, url);
      await driver.get(url);
    },
    isActive: (/** @type {string} */ id) => active.has(id),
    getBrowserUrl: (/** @type {string} */ id) => active.get(id),
    /** @type {(id: string) => Promise<object>} */
    async stopSession(id) {
      active.delete(id);
      await (await webkit)?.driver.get('about:blank');
      return {};
    },
    getPage: () => pageOf(/** @type {NonNullable<typeof webkit>} */ (webkit)),
    stop: async () => (await webkit)?.stop(),
  };
}

async function startWebKit() {
  const display = await startDisplay();
  const service = new DriverService.Builder(DRIVER)
    .setLoopback(true)
    .setEnvironment({
      ...process.env,
      GDK_BACKEND: 'x11',
      LIBGL_ALWAYS_SOFTWARE: '1',
      NO_AT_BRIDGE: '1',
      GTK_A11Y: 'none',
      DISPLAY: display.name,
    })
    .build();
  const driver = await new Builder()
    .usingServer(await service.start())
    .withCapabilities({
      browserName: 'MiniBrowser',
      'webkitgtk:browserOptions': { binary: MINI_BROWSER, args: ['--automation'] },
    })
    .build();
  await driver.manage().window().setRect({ width: 1024, height: 768 });
  return {
    driver,
    async stop() {
      await driver.quit();
      await service.kill();
      display.stop();
    },
  };
}

/**
 * The part of Puppeteer's page that the tests use through the runner's commands.
 *
 * @param {ReturnType<typeof startWebKit>} webkit
 */
function pageOf(webkit) {
  const act = async (
    /** @type {(actions: import('selenium-webdriver').Actions) => { perform: () => Promise<void> }} */ choose,
  ) => choose((await webkit).driver.actions()).perform();
  const to = (/** @type {number} */ x, /** @type {number} */ y) => ({ x, y, duration: 0 });
  return {
    keyboard: {
      type: (/** @type {string} */ text) => act((actions) => actions.sendKeys(text)),
      press: (/** @type {string} */ key) => act((actions) => actions.sendKeys(keyOf(key))),
      down: (/** @type {string} */ key) => act((actions) => actions.keyDown(keyOf(key))),
      up: (/** @type {string} */ key) => act((actions) => actions.keyUp(keyOf(key))),
    },
    mouse: {
      /** @type {(x: number, y: number) => Promise<void>} */
      move: (x, y) => act((actions) => actions.move(to(x, y))),
      /** @type {(x: number, y: number) => Promise<void>} */
      click: (x, y) => act((actions) => actions.move(to(x, y)).press().release()),
      reset: async () => (await webkit).driver.actions().clear(),
    },
    /** Resizes the window until the viewport has the right size. @type {(size: { width: number, height: number }) => Promise<void>} */
    async setViewport({ width, height }) {
      const { driver } = await webkit;
      const [innerWidth, innerHeight] = await driver.executeScript('return [innerWidth, innerHeight]');
      const rect = await driver.manage().window().getRect();
      const size = { width: rect.width + width - innerWidth, height: rect.height + height - innerHeight };
      await driver.manage().window().setRect(size);
    },
  };
}

/** By Puppeteer's names in capitals: `ARROW_LEFT` for `ArrowLeft`. */
const KEYS = /** @type {Record<string, any>} */ ({ ...Key, BACKSPACE: Key.BACK_SPACE });
/** @type {(name: string) => string} */
const keyOf = (name) => KEYS[name.replace(/([a-z])([A-Z])/g, '$1_$2').toUpperCase()] ?? name;
