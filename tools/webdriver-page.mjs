/** @import { WebDriverSession } from './webdriver.mjs' */

/** @typedef {{ button?: 'left' | 'middle' | 'right' }} MouseOptions */

/**
 * WebDriver's codes for keys.
 *
 * @type {Record<string, string>}
 */
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

/**
 * The part of Puppeteer's page that the runner's commands use, on WebDriver.
 *
 * @param {Promise<WebDriverSession>} session
 */
export function pageOf(session) {
  /** @param {object[]} actions */
  const keys = (actions) => act(session, { type: 'key', id: 'keyboard', actions });
  /** @param {string} key */
  const down = (key) => ({ type: 'keyDown', value: KEYS[key] ?? key });
  /** @param {string} key */
  const up = (key) => ({ type: 'keyUp', value: KEYS[key] ?? key });
  /** @param {object[]} actions */
  const mouse = (actions) =>
    act(session, { type: 'pointer', id: 'mouse', parameters: { pointerType: 'mouse' }, actions });
  /** @type {(x: number, y: number) => object} */
  const to = (x, y) => ({ type: 'pointerMove', duration: 0, x, y });
  /** @type {(type: string, options?: MouseOptions) => object} */
  const press = (type, { button = 'left' } = {}) => ({ type, button: BUTTONS[button] });
  return {
    keyboard: {
      /** @param {string} text */
      type: (text) => keys([...text].flatMap((key) => [down(key), up(key)])),
      /** @param {string} key */
      press: (key) => keys([down(key), up(key)]),
      /** @param {string} key */
      down: (key) => keys([down(key)]),
      /** @param {string} key */
      up: (key) => keys([up(key)]),
    },
    mouse: {
      /** @type {(x: number, y: number) => Promise<void>} */
      move: (x, y) => mouse([to(x, y)]),
      /** @type {(x: number, y: number, options?: MouseOptions) => Promise<void>} */
      click: (x, y, options) => mouse([to(x, y), press('pointerDown', options), press('pointerUp', options)]),
      /** @param {MouseOptions} [options] */
      down: (options) => mouse([press('pointerDown', options)]),
      /** @param {MouseOptions} [options] */
      up: (options) => mouse([press('pointerUp', options)]),
      reset: async () => (await session).delete('/actions'),
    },
    /** @param {{ width: number, height: number }} viewport */
    setViewport: (viewport) => setViewport(session, viewport),
  };
}

/**
 * @param {Promise<WebDriverSession>} session
 * @param {object} source
 */
async function act(session, source) {
  return (await session).post('/actions', { actions: [source] });
}

/**
 * Resizes the window until the viewport has the right size.
 *
 * @param {Promise<WebDriverSession>} session
 * @param {{ width: number, height: number }} viewport
 */
async function setViewport(session, { width, height }) {
  const { get, post } = await session;
  const [innerWidth, innerHeight] = await post('/execute/sync', {
    script: 'return [innerWidth, innerHeight]',
    args: [],
  });
  const rect = await get('/window/rect');
  await post('/window/rect', {
    width: rect.width + width - innerWidth,
    height: rect.height + height - innerHeight,
  });
}
