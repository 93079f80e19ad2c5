import type { ExpectedVerdict, FakeLicense } from '../fake-license.js';

const verdict: ExpectedVerdict = { outcome: 'valid' };

/** Licenses that Whop says are good. */
export const validLicenses: readonly FakeLicense[] = [
  {
    key: 'DEMO-VALID',
    title: 'Active',
    shows: 'A paid subscription that renews in 30 days.',
    verdict,
    answer: {},
  },
  {
    key: 'DEMO-TRIALING',
    title: 'Trialing',
    shows: 'A free trial with three days left.',
    verdict,
    answer: { membership: { status: 'trialing' }, daysLeft: 3 },
  },
  {
    key: 'DEMO-COMPLETED',
    title: 'Completed',
    shows: 'Bought once, for five seats and for ever: there is no end and no renewal.',
    verdict,
    answer: { membership: { status: 'completed', quantity: 5 }, daysLeft: null },
  },
  {
    key: 'DEMO-CANCELING',
    title: 'Canceling',
    shows: 'Canceled, but paid until the end of the period.',
    verdict,
    answer: { membership: { status: 'canceling', cancel_at_period_end: true }, daysLeft: 12 },
  },
  {
    key: 'DEMO-PAST-DUE-ALLOWED',
    title: 'Past due, let in',
    shows: 'A payment is late and the seller lets such buyers in: what Whop says of `valid` counts, not the status.',
    verdict,
    answer: { membership: { status: 'past_due' }, daysLeft: -2 },
  },
  {
    key: 'DEMO-STATUS-200',
    title: 'Answered with 200',
    shows: 'A good license, answered with 200 in place of the documented 201.',
    verdict,
    answer: { status: 200 },
  },
  {
    key: 'DEMO-SLOW',
    title: 'Slow',
    shows: 'A good license, answered after a second and a half.',
    verdict,
    answer: { delay: 1500 },
  },
];
