import { existsSync } from 'node:fs';
import { startDisplay } from './display.mjs';
import { WebDriver } from './webdriver.mjs';
import { pageOf } from './webdriver-page.mjs';

/**
 * @import { BrowserLauncher } from '@web/test-runner-core'
 * @import { WebDriverSession } from './webdriver.mjs'
 */

const DRIVER = '/usr/bin/WebKitWebDriver';
const MINI_BROWSER = ['webkit2gtk-4.1', 'webkitgtk-6.0', 'webkit2gtk-4.0']
  .map((name) => `/usr/lib/x86_64-linux-gnu/${name}/MiniBrowser`)
  .find(existsSync);

/** Returns what is missing on this machine, or `null`. */
export function missingWebKit() {
  if (!existsSync(DRIVER) || !MINI_BROWSER) return 'webkit2gtk-driver';
  return process.env.DISPLAY || existsSync('/usr/bin/Xvfb') ? null : 'xvfb';
}

/**
 * Launches WebKitGTK for the test runner: one window, controlled through WebDriver.
 *
 * @implements {BrowserLauncher}
 */
class WebKitLauncher {
  name = 'WebKit';
  /** Makes the runner's own commands use `getPage`. */
  type = 'puppeteer';
  concurrency = 1;
  /** @type {Awaited<ReturnType<typeof startDisplay>> | undefined} */
  #display;
  /** @type {WebDriver | undefined} */
  #driver;
  /** @type {Promise<WebDriverSession> | undefined} */
  #session;
  /** @type {Map<string, string>} */
  #active = new Map();

  initialize() {}

  /**
   * @param {string} id
   * @param {string} url
   */
  async startSession(id, url) {
    const session = await this.#open();
    this.#active.set(id, url);
    await session.post('/url', { url });
  }

  /**
   * The window is always visible.
   *
   * @param {string} id
   * @param {string} url
   */
  startDebugSession(id, url) {
    return this.startSession(id, url);
  }

  /** @param {string} id */
  isActive(id) {
    return this.#active.has(id);
  }

  /** @param {string} id */
  getBrowserUrl(id) {
    return this.#active.get(id);
  }

  /** @param {string} id */
  async stopSession(id) {
    this.#active.delete(id);
    await (await this.#open()).post('/url', { url: 'about:blank' });
    return {};
  }

  async stop() {
    await this.#session?.then(
      (session) => session.end(),
      () => {},
    );
    await this.#driver?.stop();
    this.#display?.stop();
  }

  #open() {
    return (this.#session ??= this.#start());
  }

  async #start() {
    this.#display = await startDisplay();
    this.#driver = await WebDriver.start(DRIVER, {
      GDK_BACKEND: 'x11',
      LIBGL_ALWAYS_SOFTWARE: '1',
      NO_AT_BRIDGE: '1',
      GTK_A11Y: 'none',
      DISPLAY: this.#display.name,
    });
    const session = await this.#driver.open({
      'webkitgtk:browserOptions': { binary: MINI_BROWSER, args: ['--automation'] },
    });
    await session.post('/window/rect', { width: 1024, height: 768 });
    return session;
  }

  getPage() {
    return pageOf(this.#open());
  }
}

export const webkitLauncher = () => new WebKitLauncher();
