import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import { MemoryState } from '../../packages/relay/src/state/memory-state.js';
import { FallbackState } from '../../packages/relay/src/state/fallback-state.js';

/** Pauses between requests in ms: bursts, and waits about as long as the window. */
const pausesMs = fc.array(
  fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 400 }), fc.integer({ min: 900, max: 1100 })),
  { maxLength: 120 },
);
const limits = fc.integer({ min: 1, max: 20 });

/** The times at which requests were allowed. */
async function allowedTimes(steps: number[], limit: number): Promise<number[]> {
  let now = 0;
  const state = new MemoryState(() => now);
  const allowed: number[] = [];
  for (const step of steps) {
    now += step;
    if ((await state.consume('upstream', { limit, windowS: 1 })).isAllowed) allowed.push(now);
  }
  return allowed;
}

describe('a rate limit', () => {
  it('is never exceeded in any window, wherever it begins', async () => {
    await fc.assert(
      fc.asyncProperty(pausesMs, limits, async (steps, limit) => {
        const times = await allowedTimes(steps, limit);
        for (const begin of times)
          expect(times.filter((time) => time >= begin && time < begin + 1000).length).to.be.at.most(limit);
      }),
    );
  });

  it('refuses nobody without need, and says how long to wait', async () => {
    await fc.assert(
      fc.asyncProperty(pausesMs, limits, async (steps, limit) => {
        let now = 0;
        const state = new MemoryState(() => now);
        for (const step of steps) {
          now += step;
          const { isAllowed, retryAfterS } = await state.consume('upstream', { limit, windowS: 1 });
          if (isAllowed) continue;
          expect(retryAfterS).to.be.within(0, 1);
          now += retryAfterS * 1000 - 0.5;
          expect((await state.peek('upstream', { limit, windowS: 1 })).isAllowed).to.equal(false);
          now += 1;
          expect((await state.peek('upstream', { limit, windowS: 1 })).isAllowed).to.equal(true);
        }
      }),
    );
  });

  it('is not used up by peeking', async () => {
    const state = new MemoryState(() => 0);
    for (let times = 0; times < 3; times++)
      expect(await state.peek('upstream', { limit: 1, windowS: 1 })).to.include({ isAllowed: true, consumed: 0 });
    expect(await state.consume('upstream', { limit: 1, windowS: 1 })).to.include({ isAllowed: true, consumed: 1 });
    expect(await state.peek('upstream', { limit: 1, windowS: 1 })).to.include({ isAllowed: false, consumed: 1 });
  });

  it('is not forgotten because of many clients', async () => {
    const state = new MemoryState(() => 0);
    await state.consume('upstream', { limit: 1, windowS: 60 });
    for (let client = 0; client < 30_000; client++) await state.consume(`client:${client}`, { limit: 30, windowS: 60 });
    expect((await state.consume('upstream', { limit: 1, windowS: 60 })).isAllowed).to.equal(false);
  });
});

describe('a process that loses the shared state', () => {
  it('goes on from the shared count, with its own part of the limit', async () => {
    let now = 0;
    const shared = new MemoryState(() => now);
    const state = new FallbackState(shared, new MemoryState(() => now));
    const limit = { limit: 40, windowS: 60, limitWhenIsolated: 40 };
    for (let times = 0; times < 8; times++) await state.consume('upstream', limit);
    shared.consume = () => Promise.reject(new Error('gone'));
    const isAllowed = [];
    for (let times = 0; times < 5; times++) isAllowed.push((await state.consume('upstream', limit)).isAllowed);
    expect(isAllowed).to.deep.equal([true, true, false, false, false]);
    now += 60_001;
    expect((await state.consume('upstream', limit)).isAllowed).to.equal(true);
    expect(await state.health()).to.equal('alone');
  });
});
