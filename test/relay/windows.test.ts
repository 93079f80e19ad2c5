import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import { MemoryState } from '../../packages/relay/src/state/memory-state.js';
import { SharedOrAlone } from '../../packages/relay/src/state/shared-or-alone.js';

/** Pauses between requests: bursts, and waits about as long as the window. */
const pauses = fc.array(
  fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 400 }), fc.integer({ min: 900, max: 1100 })),
  { maxLength: 120 },
);
const limits = fc.integer({ min: 1, max: 20 });

async function grants(steps: number[], limit: number): Promise<number[]> {
  let now = 0;
  const state = new MemoryState(() => now);
  const granted: number[] = [];
  for (const step of steps) {
    now += step;
    if ((await state.take('upstream', { limit, seconds: 1 })).granted) granted.push(now);
  }
  return granted;
}

describe("a relay's budget", () => {
  it('is never exceeded in any span, wherever it begins', async () => {
    await fc.assert(
      fc.asyncProperty(pauses, limits, async (steps, limit) => {
        const times = await grants(steps, limit);
        for (const begin of times)
          expect(times.filter((time) => time >= begin && time < begin + 1000).length).to.be.at.most(limit);
      }),
    );
  });

  it('refuses nobody for whom there is room, and says truly how long to wait', async () => {
    await fc.assert(
      fc.asyncProperty(pauses, limits, async (steps, limit) => {
        let now = 0;
        const state = new MemoryState(() => now);
        for (const step of steps) {
          now += step;
          const { granted, wait } = await state.take('upstream', { limit, seconds: 1 });
          if (granted) continue;
          expect(wait).to.be.within(0, 1);
          now += wait * 1000 - 0.5;
          expect((await state.take('upstream', { limit, seconds: 1, look: true })).granted).to.equal(false);
          now += 1;
          expect((await state.take('upstream', { limit, seconds: 1, look: true })).granted).to.equal(true);
        }
      }),
    );
  });

  it('is not used up by looking', async () => {
    const state = new MemoryState(() => 0);
    for (let times = 0; times < 3; times++)
      expect(await state.take('upstream', { limit: 1, seconds: 1, look: true })).to.include({ granted: true, used: 0 });
    expect(await state.take('upstream', { limit: 1, seconds: 1 })).to.include({ granted: true, used: 1 });
    expect(await state.take('upstream', { limit: 1, seconds: 1, look: true })).to.include({ granted: false, used: 1 });
  });

  it('outlives a crowd of clients', async () => {
    const state = new MemoryState(() => 0);
    await state.take('upstream', { limit: 1, seconds: 60 });
    for (let client = 0; client < 30_000; client++) await state.take(`client:${client}`, { limit: 30, seconds: 60 });
    expect((await state.take('upstream', { limit: 1, seconds: 60 })).granted).to.equal(false);
  });
});

describe('a process that loses the others', () => {
  it('begins with what it was granted by all, and takes its own part', async () => {
    let now = 0;
    const shared = new MemoryState(() => now);
    const state = new SharedOrAlone(shared, new MemoryState(() => now));
    const budget = { limit: 40, seconds: 60, alone: 40 };
    for (let times = 0; times < 8; times++) await state.take('upstream', budget);
    shared.take = () => Promise.reject(new Error('gone'));
    const alone = [];
    for (let times = 0; times < 5; times++) alone.push((await state.take('upstream', budget)).granted);
    expect(alone).to.deep.equal([true, true, false, false, false]);
    now += 60_001;
    expect((await state.take('upstream', budget)).granted).to.equal(true);
    expect(await state.health()).to.equal('alone');
  });
});
