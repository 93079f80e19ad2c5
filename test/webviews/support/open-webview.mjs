import { spawn } from 'node:child_process';
import { once } from 'node:events';
import readline from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';

/**
 * @import { ChildProcess, StdioOptions } from 'node:child_process'
 * @import { Readable, Writable } from 'node:stream'
 * @import { DesktopApp } from './desktop-app.mjs'
 * @import { Host } from './hosts.mjs'
 */

/**
 * @typedef {{ evaluate: (expression: string) => Promise<string>, quit?: () => void }} Connection
 *
 * @typedef {{ type: string, url: string, targetId: string }} TargetInfo
 *
 * @typedef {Awaited<ReturnType<typeof openWebview>>} Webview
 */

/** A webview that takes longer is stuck, even on a busy machine. */
const MAX_WAIT_MS = 120_000;
const POLL_INTERVAL_MS = 50;

/**
 * Starts the app in a webview, which is a separate process that evaluates expressions in its page.
 *
 * @param {Host} host
 * @param {DesktopApp} desktopApp
 * @param {string} display
 */
export async function openWebview({ command, usesDevtoolsPipe }, { app, profile, home }, display) {
  const [program, ...args] = command(app, profile);
  const env = {
    ...process.env,
    DISPLAY: display,
    LANG: 'en_US.UTF-8',
    HOME: home,
    XDG_RUNTIME_DIR: `${home}/run`,
    XDG_DATA_HOME: home,
    XDG_CACHE_HOME: home,
    XDG_CONFIG_HOME: home,
  };
  /** @type {StdioOptions} */
  const stdio = usesDevtoolsPipe ? ['pipe', 'pipe', 'pipe', 'pipe', 'pipe'] : 'pipe';
  const child = spawn(program, args, { env, stdio });
  const exited = once(child, 'exit');
  let log = '';
  child.stdout.on('data', (chunk) => (log += chunk));
  child.stderr.on('data', (chunk) => (log += chunk));
  const { evaluate, quit = () => child.kill('SIGTERM') } = usesDevtoolsPipe
    ? connectWithDevtools(child)
    : connectWithLines(child);

  /**
   * Waits until an expression has a value, and returns it. After the timeout, returns the last value.
   *
   * @param {string} expression
   * @param {string} expected
   */
  async function waitForValue(expression, expected) {
    const end = Date.now() + MAX_WAIT_MS;
    let value;
    do {
      value = await Promise.race([
        evaluate(`(function () { try { return String(${expression}) } catch (error) { return '' } })()`),
        exited.then(() => {
          throw new Error(`The webview has exited. ${log}`);
        }),
        // Nothing waits for this at the end.
        pause(MAX_WAIT_MS, undefined, { ref: false }),
      ]);
      if (value === expected) return value;
      await pause(POLL_INTERVAL_MS);
    } while (Date.now() < end);
    return `${value}, with: ${log.slice(-1000)}`;
  }

  return {
    waitForValue,
    /**
     * Checks a key like a buyer, and returns the tag's state and reason afterwards.
     *
     * @param {string} key
     * @param {string} expected
     */
    async check(key, expected) {
      await waitForValue("!!document.querySelector('whop-license-check').shadowRoot", 'true');
      await evaluate(`(function () {
        var root = document.querySelector('whop-license-check').shadowRoot, field = root.querySelector('input');
        field.focus();
        field.value = ${JSON.stringify(key)};
        field.dispatchEvent(new Event('input', { bubbles: true, composed: true }));
        root.querySelector('[part=button]').click();
        return '';
      })()`);
      return waitForValue(VERDICT, expected);
    },
    /** @param {string} selector */
    async click(selector) {
      await evaluate(`(document.querySelector(${JSON.stringify(selector)}).click(), '')`);
    },
    /**
     * Waits until an element is visible, or hidden.
     *
     * @type {(selector: string, expected: boolean) => Promise<string>}
     */
    waitForVisibility: (selector, expected) =>
      waitForValue(`document.querySelector(${JSON.stringify(selector)}).getClientRects().length > 0`, String(expected)),
    async close() {
      quit();
      const forced = setTimeout(() => child.kill('SIGKILL'), MAX_WAIT_MS / 4);
      await exited;
      clearTimeout(forced);
    },
  };
}

/** An expression for `idle`, `valid`, `invalid not-found` and so on. */
const VERDICT = `(function (tag) { return !tag.verdict ? tag.state : tag.state + (tag.verdict.reason ? ' ' + tag.verdict.reason : '') })(document.querySelector('whop-license-check'))`;
export { VERDICT };

/**
 * Talks to our own hosts: one line for each expression, one line for its value.
 *
 * @param {ChildProcess} child
 * @returns {Connection}
 */
function connectWithLines(child) {
  const waiting = new Map();
  let count = 0;
  readline.createInterface({ input: child.stdout }).on('line', (line) => {
    const [, json] = /^REPLY (.*)$/.exec(line) ?? [];
    if (!json) return;
    const { number, text } = JSON.parse(json);
    waiting.get(number)?.(text);
    waiting.delete(number);
  });
  /** @type {Connection['evaluate']} */
  const evaluate = (expression) =>
    new Promise((resolve) => {
      waiting.set(++count, resolve);
      child.stdin.write(`${JSON.stringify({ number: count, expression })}\n`);
    });
  return { evaluate };
}

/**
 * Talks to Chromium's DevTools: messages that end with a null character, on file descriptors 3 and 4.
 *
 * @param {ChildProcess} child
 * @returns {Connection}
 */
function connectWithDevtools(child) {
  const [, , , input, output] = /** @type {[null, null, null, Writable, Readable]} */ (child.stdio);
  const waiting = new Map();
  let count = 0;
  let rest = '';
  /** @type {string} */
  let session;
  output.setEncoding('utf8').on('data', (chunk) => {
    const messages = (rest + chunk).split('\0');
    rest = messages.pop();
    for (const text of messages) {
      const { id, result } = JSON.parse(text);
      waiting.get(id)?.(result);
      waiting.delete(id);
    }
  });
  /** @type {(method: string, params?: object, sessionId?: string) => Promise<any>} */
  const send = (method, params = {}, sessionId) =>
    new Promise((resolve) => {
      waiting.set(++count, resolve);
      input.write(`${JSON.stringify({ id: count, method, params, sessionId })}\0`);
    });
  /** @type {Connection['evaluate']} */
  const evaluate = async (expression) => {
    if (!session) {
      const { targetInfos } = await send('Target.getTargets');
      const page = /** @type {TargetInfo[]} */ (targetInfos).find(
        ({ type, url }) => type === 'page' && url.startsWith('file:'),
      );
      if (!page) return '';
      ({ sessionId: session } = await send('Target.attachToTarget', { targetId: page.targetId, flatten: true }));
    }
    const response = await send('Runtime.evaluate', { expression, returnByValue: true }, session);
    return response?.result?.value ?? '';
  };
  // Close the browser properly, because a killed one loses unsaved data.
  return { evaluate, quit: () => void send('Browser.close') };
}
