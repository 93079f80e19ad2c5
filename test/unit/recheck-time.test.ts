import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import { recheckTime, type RecheckConditions } from '../../src/session/recheck-time.js';
import { isTransient, unverified, type CheckResult, type UnverifiedReason } from '../../src/check/verdict.js';

const NOW = 1_800_000_000_000;
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

function valid(age = 0, expiresAt: Date | null = null, stale = false): CheckResult {
  const membership = {
    id: 'mem_1',
    product: null,
    plan: null,
    status: 'active',
    expiresAt,
    renewsAt: null,
    cancelAtPeriodEnd: false,
    quantity: null,
    manageUrl: null,
  };
  return { outcome: 'valid', membership, checkedAt: new Date(NOW - age), stale, token: null };
}

function ended(given: Partial<RecheckConditions> = {}): RecheckConditions {
  return { result: valid(), fault: null, failures: given.fault ? 1 : 0, cooldownS: 0, maxAgeS: 3600, ...given };
}

/** From now, in minutes: the least and the most. */
function range(given: Partial<RecheckConditions>): [number, number] {
  const { random } = Math;
  try {
    return [0, 1 - Number.EPSILON].map((chance) => {
      Math.random = () => chance;
      return Math.round((recheckTime(ended(given), NOW) - NOW) / 600) / 100;
    }) as [number, number];
  } finally {
    Math.random = random;
  }
}

const down = unverified('server-error');

const ROWS: [string, Partial<RecheckConditions>, [number, number]][] = [
  ['valid: at the end of max-age, ±10 %', {}, [54, 66]],
  ['valid and remembered: at the end of what is left of max-age', { result: valid(30 * MINUTE) }, [27, 33]],
  ['valid, past max-age: now', { result: valid(2 * HOUR) }, [0, 0]],
  ['valid, checked in the future: as if it were new', { result: valid(-HOUR) }, [54, 66]],
  ['valid, max-age 0: never', { maxAgeS: 0 }, [Infinity, Infinity]],
  ['valid, with an end: as if it had none', { result: valid(0, new Date(NOW + 10 * MINUTE)) }, [54, 66]],
  ['stale, after a transient fault', { result: valid(HOUR, null, true), fault: 'offline' }, [0.9, 1.1]],
  [
    'stale, after a fault that somebody must fix: after max-age',
    { result: valid(5 * HOUR, null, true), fault: 'unauthorized' },
    [54, 66],
  ],
  ['unverified, the first time', { result: down, fault: 'server-error' }, [0.9, 1.1]],
  ['unverified, the third time', { result: down, fault: 'server-error', failures: 3 }, [3.6, 4.4]],
  ['unverified, the hundredth time', { result: down, fault: 'server-error', failures: 100 }, [54, 66]],
  ['unverified, the two thousandth time', { result: down, fault: 'server-error', failures: 2000 }, [54, 66]],
  ['rate-limited: after the cooldown, with jitter', { result: down, fault: 'rate-limited', cooldownS: 60 }, [1, 2]],
  ['misconfigured: never', { result: unverified('misconfigured'), fault: 'misconfigured' }, [Infinity, Infinity]],
  ['retired: never', { result: unverified('retired'), fault: 'retired' }, [Infinity, Infinity]],
  [
    'invalid: never',
    { result: { outcome: 'invalid', reason: 'inactive', membership: null, checkedAt: new Date(NOW) } },
    [Infinity, Infinity],
  ],
];

describe('the next re-check', () => {
  for (const [title, given, expected] of ROWS) {
    it(title, () => expect(range(given)).to.deep.equal(expected));
  }

  it('is never in the past, and never within a cooldown', () => {
    const fault = fc.constantFrom<UnverifiedReason | null>(
      null,
      'offline',
      'rate-limited',
      'timeout',
      'unauthorized',
      'unexpected-response',
    );
    const given = fc.record({
      result: fc
        .tuple(fc.integer({ min: -1e9, max: 1e9 }), fc.option(fc.integer({ min: -1e9, max: 1e9 })), fc.boolean())
        .map(([age, end, stale]) => valid(age, end === null ? null : new Date(NOW + end), stale)),
      fault,
      failures: fc.integer({ min: 1, max: 5000 }),
      cooldownS: fc.integer({ min: 0, max: 3600 }),
      maxAgeS: fc.double({ min: 0, max: 1e9, noNaN: true }),
    });
    fc.assert(
      fc.property(given, (of) => {
        const time = recheckTime(of, NOW);
        expect(time).to.be.at.least(NOW);
        if (isTransient(of.fault) && of.cooldownS) expect(time).to.be.at.least(NOW + of.cooldownS * 1000);
      }),
      { numRuns: 1000 },
    );
  });
});
