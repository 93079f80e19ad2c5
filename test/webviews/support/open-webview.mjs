import { spawn } from 'node:child_process';
import { once } from 'node:events';
import readline from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';

/** In ms: against what hangs. */
const LONGEST_WAIT = 30_000;
const POLL = 50;

/**
 * Starts the app in a webview: a process of its own, told to evaluate expressions in its page.
 *
 * @param {{ command: Function, isPiped?: boolean }} host
 * @param {{ app: string, profile: string, home: string }} desktopApp
 * @param {string} display
 */
export async function openWebview({ command, isPiped }, { app, profile, home }, display) {
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
  const child = spawn(program, args, { env, stdio: ['pipe', 'pipe', 'pipe', ...(isPiped ? ['pipe', 'pipe'] : [])] });
  const exited = once(child, 'exit');
  let log = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (log += chunk));
  const { evaluate, end = () => child.kill('SIGTERM') } = isPiped ? throughDevtools(child) : throughLines(child);

  /** The value of an expression, once it is that; else what it was last. */
  async function until(expression, wanted) {
    const end = Date.now() + LONGEST_WAIT;
    let value;
    do {
      value = await Promise.race([
        evaluate(`(function () { try { return String(${expression}) } catch (error) { return '' } })()`),
        exited.then(() => {
          throw new Error(`The webview has ended. ${log}`);
        }),
        pause(LONGEST_WAIT),
      ]);
      if (value === wanted) return value;
      await pause(POLL);
    } while (Date.now() < end);
    return `${value}, with: ${log.slice(-1000)}`;
  }

  return {
    until,
    /** As a buyer does it. @returns The tag's state and reason, once a check has ended. */
    async check(key, wanted) {
      await until("!!document.querySelector('whop-license-check').shadowRoot", 'true');
      await evaluate(`(function () {
        var root = document.querySelector('whop-license-check').shadowRoot, field = root.querySelector('input');
        field.focus();
        field.value = ${JSON.stringify(key)};
        field.dispatchEvent(new Event('input', { bubbles: true, composed: true }));
        root.querySelector('[part=button]').click();
        return '';
      })()`);
      return until(VERDICT, wanted);
    },
    async click(selector) {
      await evaluate(`(document.querySelector(${JSON.stringify(selector)}).click(), '')`);
    },
    /** Whether a buyer sees it. */
    sees: (selector, wanted) =>
      until(`document.querySelector(${JSON.stringify(selector)}).getClientRects().length > 0`, String(wanted)),
    async close() {
      end();
      const forced = setTimeout(() => child.kill('SIGKILL'), LONGEST_WAIT / 4);
      await exited;
      clearTimeout(forced);
    },
  };
}

/** `valid`, `invalid not-found`, …, or `idle`. */
const VERDICT = `(function (tag) { return !tag.verdict ? tag.state : tag.state + (tag.verdict.reason ? ' ' + tag.verdict.reason : '') })(document.querySelector('whop-license-check'))`;
export { VERDICT };

/** The hosts of ours: a line for a line. */
function throughLines(child) {
  const waiting = new Map();
  let count = 0;
  readline.createInterface({ input: child.stdout }).on('line', (line) => {
    const [, json] = /^ANSWER (.*)$/.exec(line) ?? [];
    if (!json) return;
    const { number, text } = JSON.parse(json);
    waiting.get(number)?.(text);
    waiting.delete(number);
  });
  const evaluate = (expression) =>
    new Promise((resolve) => {
      waiting.set(++count, resolve);
      child.stdin.write(`${JSON.stringify({ number: count, expression })}\n`);
    });
  return { evaluate };
}

/** Chromium's own way: messages that end with a null character, on the file descriptors 3 and 4. */
function throughDevtools(child) {
  const waiting = new Map();
  let count = 0;
  let rest = '';
  let session;
  child.stdio[4].setEncoding('utf8').on('data', (chunk) => {
    const messages = (rest + chunk).split('\0');
    rest = messages.pop();
    for (const text of messages) {
      const { id, result } = JSON.parse(text);
      waiting.get(id)?.(result);
      waiting.delete(id);
    }
  });
  const send = (method, params = {}, sessionId = undefined) =>
    new Promise((resolve) => {
      waiting.set(++count, resolve);
      child.stdio[3].write(`${JSON.stringify({ id: count, method, params, sessionId })}\0`);
    });
  const evaluate = async (expression) => {
    if (!session) {
      const { targetInfos } = await send('Target.getTargets');
      const page = targetInfos.find(({ type, url }) => type === 'page' && url.startsWith('file:'));
      if (!page) return '';
      ({ sessionId: session } = await send('Target.attachToTarget', { targetId: page.targetId, flatten: true }));
    }
    const answer = await send('Runtime.evaluate', { expression, returnByValue: true }, session);
    return answer?.result?.value ?? '';
  };
  // Killed, it loses what it was about to write.
  return { evaluate, end: () => void send('Browser.close') };
}
