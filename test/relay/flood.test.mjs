import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import path from 'node:path';
import { describe, it } from 'node:test';
import { promisify } from 'node:util';

const script = path.resolve(import.meta.dirname, '../support/flood.mjs');

/** @param {{ minutes: number, guesses: number, addresses: number }} settings */
async function runFlood(settings) {
  const { stdout } = await promisify(execFile)(process.execPath, ['--expose-gc', script, JSON.stringify(settings)]);
  const result = JSON.parse(stdout);
  assert.equal(result.firstStatus, 201);
  return result;
}

/**
 * A key that was good lately is still answered, by one more request to Whop.
 *
 * @param {{ goodKeyStatus: number, goodKeyCalls: number }} result
 */
function assertGoodKeyIsAnswered({ goodKeyStatus, goodKeyCalls }) {
  assert.deepEqual({ goodKeyStatus, goodKeyCalls }, { goodKeyStatus: 201, goodKeyCalls: 1 });
}

// Measured with 100,000 guesses: 1 MiB in one minute, from one address or from 100,000; 10 MiB at 400 a minute.
const MAX_MEBIBYTES = 32;

describe('a flood of guesses', { concurrency: true }, () => {
  it('from one address does not affect other clients', async () => {
    const result = await runFlood({ minutes: 1, guesses: 10_000, addresses: 1 });
    assert.equal(result.statusCounts[404], 30);
    assert.equal(result.statusCounts[429], 10_000 - 30);
    assert.ok(result.maxCallsPerMinute < 250, `${result.maxCallsPerMinute} calls`);
    assert.equal(result.newClientStatus, 404, 'there are calls left for other clients');
    assertGoodKeyIsAnswered(result);
    assert.ok(result.mebibytes < MAX_MEBIBYTES, `${result.mebibytes} MiB`);
  });

  it('from many addresses leaves calls for keys that were good lately', async () => {
    const result = await runFlood({ minutes: 1, guesses: 15_000, addresses: 15_000 });
    assert.equal(result.maxCallsPerMinute, 400);
    assert.equal(result.newClientStatus, 429);
    assertGoodKeyIsAnswered(result);
    assert.ok(result.mebibytes < MAX_MEBIBYTES, `${result.mebibytes} MiB`);
  });

  it('for an hour does not make a relay forget which keys were good, or fill its memory', async () => {
    const result = await runFlood({ minutes: 60, guesses: 400, addresses: 100_000 });
    assert.equal(result.statusCounts[404], 24_000, 'more than the relay remembers');
    assert.equal(result.maxCallsPerMinute, 400);
    assert.equal(result.newClientStatus, 429);
    assertGoodKeyIsAnswered(result);
    assert.ok(result.mebibytes < MAX_MEBIBYTES, `${result.mebibytes} MiB`);
  });
});
