import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { freePort } from './free-port.mjs';

/** @import { ChildProcess } from 'node:child_process' */

/** @typedef {Awaited<ReturnType<WebDriver['open']>>} WebDriverSession */

/** How often to check whether the driver has started, every 50 ms. */
const MAX_STARTUP_CHECKS = 400;

/** Controls a browser through the W3C's WebDriver protocol. */
export class WebDriver {
  #process;
  #base;

  /**
   * @param {ChildProcess} process
   * @param {string} base
   */
  constructor(process, base) {
    this.#process = process;
    this.#base = base;
  }

  /**
   * @param {string} program
   * @param {Record<string, string>} env
   */
  static async start(program, env) {
    const port = await freePort();
    const driver = new WebDriver(
      spawn(program, [`--port=${port}`, '--host=127.0.0.1'], { env: { ...process.env, ...env }, stdio: 'ignore' }),
      `http://127.0.0.1:${port}`,
    );
    for (let tries = 1; ; tries++) {
      try {
        await driver.send('GET', '/status');
        return driver;
      } catch (error) {
        if (tries === MAX_STARTUP_CHECKS) throw error;
        await pause(50);
      }
    }
  }

  /**
   * Opens a session. Its `get`, `post` and `delete` send commands for the session's window.
   *
   * @param {object} capabilities
   */
  async open(capabilities) {
    const { sessionId } = await this.send('POST', '/session', { capabilities: { alwaysMatch: capabilities } });
    /**
     * @param {string} method
     * @returns {(path: string, body?: object) => Promise<any>}
     */
    const send = (method) => (path, body) => this.send(method, `/session/${sessionId}${path}`, body);
    return {
      get: send('GET'),
      post: send('POST'),
      delete: send('DELETE'),
      end: () => send('DELETE')('').catch(() => {}),
    };
  }

  /**
   * @param {string} method
   * @param {string} path
   * @param {object} [body]
   * @returns {Promise<any>} What the command returns.
   */
  async send(method, path, body) {
    const response = await fetch(this.#base + path, {
      method,
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    });
    const { value } = await response.json();
    if (value?.error) throw new Error(`${value.error}: ${value.message}`);
    return value;
  }

  async stop() {
    const closed = once(this.#process, 'close');
    this.#process.kill();
    await closed;
  }
}
