import { existsSync } from 'node:fs';
import { WebDriver } from './webdriver.mjs';
import { startDisplay } from './display.mjs';

const DRIVER = '/usr/bin/WebKitWebDriver';
const MINI_BROWSER = ['webkit2gtk-4.1', 'webkitgtk-6.0', 'webkit2gtk-4.0']
  .map((name) => `/usr/lib/x86_64-linux-gnu/${name}/MiniBrowser`)
  .find(existsSync);

/** WebDriver's codes for keys. */
const KEYS = {
  Enter: '\uE007',
  Tab: '\uE004',
  Escape: '\uE00C',
  Backspace: '\uE003',
  Delete: '\uE017',
  F2: '\uE032',
  Meta: '\uE03D',
  PageUp: '\uE00E',
  PageDown: '\uE00F',
  Shift: '\uE008',
  Control: '\uE009',
  Alt: '\uE00A',
  ArrowLeft: '\uE012',
  ArrowUp: '\uE013',
  ArrowRight: '\uE014',
  ArrowDown: '\uE015',
  Home: '\uE011',
  End: '\uE010',
};
const BUTTONS = { left: 0, middle: 1, right: 2 };

/** Returns what is missing on this machine, or `null`. */
export function missingWebKit() {
  if (!existsSync(DRIVER) || !MINI_BROWSER) return 'webkit2gtk-driver';
  return process.env.DISPLAY || existsSync('/usr/bin/Xvfb') ? null : 'xvfb';
}

/** Launches WebKitGTK for the test runner: one window, controlled through WebDriver. */
class WebKitLauncher {
  name = 'WebKit';
  /** Makes the runner's own commands use `getPage`. */
  type = 'puppeteer';
  concurrency = 1;
  #display;
  #driver;
  #session;
  #startup;
  #active = new Map();

  initialize() {}

  async startSession(id, url) {
    await (this.#startup ??= this.#start());
    this.#active.set(id, url);
    await this.#session.post('/url', { url });
  }

  isActive(id) {
    return this.#active.has(id);
  }

  getBrowserUrl(id) {
    return this.#active.get(id);
  }

  async stopSession(id) {
    this.#active.delete(id);
    await this.#session.post('/url', { url: 'about:blank' });
    return {};
  }

  async stop() {
    await this.#session?.end();
    await this.#driver?.stop();
    this.#display?.stop();
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
    this.#session = await this.#driver.open({
      'webkitgtk:browserOptions': { binary: MINI_BROWSER, args: ['--automation'] },
    });
    await this.#session.post('/window/rect', { width: 1024, height: 768 });
  }

  /** Implements the part of Puppeteer's page that the runner's commands use. */
  getPage() {
    const keys = (actions) => this.#act({ type: 'key', id: 'keyboard', actions });
    const down = (key) => ({ type: 'keyDown', value: KEYS[key] ?? key });
    const up = (key) => ({ type: 'keyUp', value: KEYS[key] ?? key });
    const mouse = (actions) =>
      this.#act({ type: 'pointer', id: 'mouse', parameters: { pointerType: 'mouse' }, actions });
    const to = (x, y) => ({ type: 'pointerMove', duration: 0, x, y });
    const press = (type, { button = 'left' } = {}) => ({ type, button: BUTTONS[button] });
    return {
      keyboard: {
        type: (text) => keys([...text].flatMap((key) => [down(key), up(key)])),
        press: (key) => keys([down(key), up(key)]),
        down: (key) => keys([down(key)]),
        up: (key) => keys([up(key)]),
      },
      mouse: {
        move: (x, y) => mouse([to(x, y)]),
        click: (x, y, options) => mouse([to(x, y), press('pointerDown', options), press('pointerUp', options)]),
        down: (options) => mouse([press('pointerDown', options)]),
        up: (options) => mouse([press('pointerUp', options)]),
        reset: () => this.#session.delete('/actions'),
      },
      setViewport: (viewport) => this.#setViewport(viewport),
    };
  }

  #act(source) {
    return this.#session.post('/actions', { actions: [source] });
  }

  /** Resizes the window until the viewport has the right size. */
  async #setViewport({ width, height }) {
    const [innerWidth, innerHeight] = await this.#session.post('/execute/sync', {
      script: 'return [innerWidth, innerHeight]',
      args: [],
    });
    const rect = await this.#session.get('/window/rect');
    await this.#session.post('/window/rect', {
      width: rect.width + width - innerWidth,
      height: rect.height + height - innerHeight,
    });
  }
}

export const webkitLauncher = () => new WebKitLauncher();
