import assert from 'node:assert/strict';
import { once } from 'node:events';
import { Agent, request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import { describe, it } from 'node:test';
import { KEY, PAGE } from '../support/relay.mjs';
import { membership, startWhop } from '../support/scripted-whop.mjs';
import { startCommand } from '../support/relay-command.mjs';

/**
 * @import { ServerResponse } from 'node:http'
 * @import { TestContext } from 'node:test'
 */

const SIGNALS = /** @type {const} */ (['SIGTERM', 'SIGINT']);

/** The relay would not end by its own time limit before this. */
const AT_ONCE = { timeout: 120_000 };

/**
 * A relay whose Whop does not answer until `respond` is called.
 *
 * @param {TestContext} t
 * @param {Record<string, string>} [env]
 */
async function startWaiting(t, env = {}) {
  /** @type {ServerResponse[]} */
  const waiting = [];
  const whop = await startWhop(t, (_request, response) => void waiting.push(response));
  const run = await startCommand(t, { env: { WHOP_API_BASE: whop.base, ...env } });
  const respond = () =>
    waiting
      .splice(0)
      .forEach((response) =>
        response.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify(membership())),
      );
  return { whop, run, respond };
}

/**
 * Checks a license through an agent, which may keep the connection open.
 *
 * @param {number} port
 * @param {Agent} [agent]
 * @param {string} [path]
 */
async function ask(port, agent, path = `/memberships/${KEY}/validate_license`) {
  const request = httpRequest({ host: '127.0.0.1', port, path, method: 'POST', agent, headers: { Origin: PAGE } });
  request.end('{"metadata":{}}');
  const [response] = await once(request, 'response');
  response.resume();
  await once(response, 'end');
  return { status: response.statusCode, connection: response.headers.connection };
}

/**
 * Resolves when the port takes no new connections.
 *
 * @param {number} port
 */
async function untilClosed(port) {
  for (;;) {
    const socket = connect(port, '127.0.0.1');
    const isOpen = await new Promise((resolve) =>
      socket.once('connect', () => resolve(true)).once('error', () => resolve(false)),
    );
    socket.destroy();
    if (!isOpen) return;
  }
}

/** With the time limit that it has for a seller. */
const IN_TIME = { NODE_OPTIONS: '' };

for (const signal of SIGNALS) {
  describe(`${signal} stops the command`, () => {
    it('at once when no request is running', AT_ONCE, async (t) => {
      const { run } = await startWaiting(t);
      run.child.kill(signal);
      assert.equal(await run.ended, 0);
    });

    it('after running requests are answered, and no new ones are taken', AT_ONCE, async (t) => {
      const { whop, run, respond } = await startWaiting(t);
      const agent = new Agent({ keepAlive: true });
      const reply = ask(run.port, agent);
      await whop.untilReceived(1);
      run.child.kill(signal);
      await untilClosed(run.port);
      respond();
      assert.deepEqual(await reply, { status: 201, connection: 'close' });
      assert.equal(await run.ended, 0);
      await assert.rejects(ask(run.port, agent), { code: 'ECONNREFUSED' });
      assert.equal(run.out.split('\n').length, 2, 'the request is in the log');
    });

    it('when it arrives twice', AT_ONCE, async (t) => {
      const { whop, run, respond } = await startWaiting(t);
      const reply = ask(run.port);
      await whop.untilReceived(1);
      run.child.kill(signal);
      await untilClosed(run.port);
      run.child.kill(signal);
      run.child.kill(SIGNALS.find((other) => other !== signal));
      respond();
      assert.equal((await reply).status, 201);
      assert.equal(await run.ended, 0);
    });
  });
}

describe('SIGTERM stops the command', () => {
  it('with an idle connection open', AT_ONCE, async (t) => {
    const { run, whop, respond } = await startWaiting(t);
    const agent = new Agent({ keepAlive: true });
    t.after(() => agent.destroy());
    const reply = ask(run.port, agent);
    await whop.untilReceived(1);
    respond();
    assert.deepEqual(await reply, { status: 201, connection: 'keep-alive' });
    run.child.kill('SIGTERM');
    assert.equal(await run.ended, 0);
  });

  it('with connections that sent nothing, or half a request', async (t) => {
    const { run } = await startWaiting(t, IN_TIME);
    for (const sent of [
      '',
      'POST /memberships/W-1/validate_license HTTP/1.1\r\nHost: x\r\n',
      'POST /memberships/W-1/validate_license HTTP/1.1\r\nHost: x\r\nContent-Length: 15\r\n\r\n{"met',
    ]) {
      const socket = connect(run.port, '127.0.0.1');
      socket.on('error', () => {});
      t.after(() => socket.destroy());
      await once(socket, 'connect');
      socket.write(sent);
    }
    run.child.kill('SIGTERM');
    assert.equal(await run.ended, 0);
  });

  it('while Whop does not answer', async (t) => {
    const { whop, run } = await startWaiting(t, IN_TIME);
    const lost = assert.rejects(ask(run.port), { code: 'ECONNRESET' });
    await whop.untilReceived(1);
    run.child.kill('SIGTERM');
    assert.equal(await run.ended, 0);
    await lost;
  });
});
