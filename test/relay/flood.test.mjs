import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import path from 'node:path';
import { describe, it } from 'node:test';
import { promisify } from 'node:util';

const script = path.resolve(import.meta.dirname, '../support/flood.mjs');

async function flood(given) {
  const { stdout } = await promisify(execFile)(process.execPath, ['--expose-gc', script, JSON.stringify(given)]);
  const result = JSON.parse(stdout);
  assert.equal(result.first, 201);
  return result;
}

/** Whop calls it good, is asked about it once more, and has still been asked for no more than it allows. */
function assertKnownKeyIsAnswered({ known, askedForKnown }) {
  assert.deepEqual({ known, askedForKnown }, { known: 201, askedForKnown: 1 });
}

// Measured with 100,000 guesses: 1 MiB in one minute, from one address or from as many; 10 MiB at 400 a minute.
const MOST_MEBIBYTES = 32;

describe('guesses without end', { concurrency: true }, () => {
  it('from one address cost the others nothing', async () => {
    const result = await flood({ minutes: 1, guesses: 10_000, addresses: 1 });
    assert.equal(result.told[404], 30);
    assert.equal(result.told[429], 10_000 - 30);
    assert.ok(result.mostAsked < 250, `${result.mostAsked} calls`);
    assert.equal(result.stranger, 404, 'the budget has room for other clients');
    assertKnownKeyIsAnswered(result);
    assert.ok(result.mebibytes < MOST_MEBIBYTES, `${result.mebibytes} MiB`);
  });

  it('from as many addresses leave room for keys that were good lately', async () => {
    const result = await flood({ minutes: 1, guesses: 15_000, addresses: 15_000 });
    assert.equal(result.mostAsked, 400);
    assert.equal(result.stranger, 429);
    assertKnownKeyIsAnswered(result);
    assert.ok(result.mebibytes < MOST_MEBIBYTES, `${result.mebibytes} MiB`);
  });

  it('for an hour do not make a relay forget which keys were good, nor fill its memory', async () => {
    const result = await flood({ minutes: 60, guesses: 400, addresses: 100_000 });
    assert.equal(result.told[404], 24_000, 'more than a memory holds');
    assert.equal(result.mostAsked, 400);
    assert.equal(result.stranger, 429);
    assertKnownKeyIsAnswered(result);
    assert.ok(result.mebibytes < MOST_MEBIBYTES, `${result.mebibytes} MiB`);
  });
});
