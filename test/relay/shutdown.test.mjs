import assert from 'node:assert/strict';
import { once } from 'node:events';
import { Agent, request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import { describe, it } from 'node:test';
import { KEY, membership, PAGE, startWhop } from '../support/relay.mjs';
import { startCommand } from '../support/relay-command.mjs';

const SIGNALS = ['SIGTERM', 'SIGINT'];

/** A relay whose Whop waits with its answers until it is told to go on. */
async function startHeld(t) {
  const waiting = [];
  const whop = await startWhop(t, (_request, response) => void waiting.push(response));
  const run = await startCommand(t, { env: { WHOP_API_BASE: whop.base } });
  const goOn = () =>
    waiting
      .splice(0)
      .forEach((response) =>
        response.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify(membership())),
      );
  return { whop, run, goOn };
}

/** Asks by an agent, which may keep the connection. */
async function ask(port, agent, path = `/memberships/${KEY}/validate_license`) {
  const request = httpRequest({ host: '127.0.0.1', port, path, method: 'POST', agent, headers: { Origin: PAGE } });
  request.end('{"metadata":{}}');
  const [response] = await once(request, 'response');
  response.resume();
  await once(response, 'end');
  return { status: response.statusCode, connection: response.headers.connection };
}

/** Resolves when nobody may connect any more. */
async function closedToNewcomers(port) {
  for (;;) {
    const socket = connect(port, '127.0.0.1');
    const isOpen = await new Promise((resolve) =>
      socket.once('connect', () => resolve(true)).once('error', () => resolve(false)),
    );
    socket.destroy();
    if (!isOpen) return;
  }
}

/** It ends with 0, and by itself: sooner than 5 s, where a machine is not too busy to tell. */
async function assertEnds({ ended }, began) {
  assert.equal(await ended, 0);
  assert.ok(performance.now() - began < 10_000);
}

for (const signal of SIGNALS) {
  describe(`${signal} ends it`, () => {
    it('at once, where nothing runs', async (t) => {
      const { run } = await startHeld(t);
      const began = performance.now();
      run.child.kill(signal);
      await assertEnds(run, began);
    });

    it('after what runs is answered; nothing new begins', async (t) => {
      const { whop, run, goOn } = await startHeld(t);
      const agent = new Agent({ keepAlive: true });
      const reply = ask(run.port, agent);
      await whop.heard(1);
      run.child.kill(signal);
      await closedToNewcomers(run.port);
      goOn();
      assert.deepEqual(await reply, { status: 201, connection: 'close' });
      assert.equal(await run.ended, 0);
      await assert.rejects(ask(run.port, agent), { code: 'ECONNREFUSED' });
      assert.equal(run.out.split('\n').length, 2, 'it is in the log');
    });

    it('though it is told twice', async (t) => {
      const { whop, run, goOn } = await startHeld(t);
      const reply = ask(run.port);
      await whop.heard(1);
      run.child.kill(signal);
      await closedToNewcomers(run.port);
      run.child.kill(signal);
      run.child.kill(SIGNALS.find((other) => other !== signal));
      goOn();
      assert.equal((await reply).status, 201);
      assert.equal(await run.ended, 0);
    });
  });
}

describe('SIGTERM ends it', () => {
  it('though a connection is kept, and idle', async (t) => {
    const { run, whop, goOn } = await startHeld(t);
    const agent = new Agent({ keepAlive: true });
    t.after(() => agent.destroy());
    const reply = ask(run.port, agent);
    await whop.heard(1);
    goOn();
    assert.deepEqual(await reply, { status: 201, connection: 'keep-alive' });
    const began = performance.now();
    run.child.kill('SIGTERM');
    await assertEnds(run, began);
  });

  it('though a connection says nothing, or only half of what it wants', async (t) => {
    const { run } = await startHeld(t);
    for (const said of [
      '',
      'POST /memberships/W-1/validate_license HTTP/1.1\r\nHost: x\r\n',
      'POST /memberships/W-1/validate_license HTTP/1.1\r\nHost: x\r\nContent-Length: 15\r\n\r\n{"met',
    ]) {
      const socket = connect(run.port, '127.0.0.1');
      socket.on('error', () => {});
      t.after(() => socket.destroy());
      await once(socket, 'connect');
      socket.write(said);
    }
    const began = performance.now();
    run.child.kill('SIGTERM');
    await assertEnds(run, began);
  });

  it('though Whop hangs', async (t) => {
    const { whop, run } = await startHeld(t);
    const lost = assert.rejects(ask(run.port), { code: 'ECONNRESET' });
    await whop.heard(1);
    const began = performance.now();
    run.child.kill('SIGTERM');
    await assertEnds(run, began);
    await lost;
  });
});
