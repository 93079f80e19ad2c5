import type { ExpectedVerdict, FakeLicense } from '../fake-license.js';

const verdict: ExpectedVerdict = { outcome: 'valid' };

/** Licenses that Whop confirms. */
export const validLicenses: readonly FakeLicense[] = [
  {
    key: 'DEMO-VALID',
    title: 'Active',
    shows: 'A paid subscription that renews in 30 days.',
    verdict,
    response: {},
  },
  {
    key: 'DEMO-TRIALING',
    title: 'Trialing',
    shows: 'A free trial with three days left.',
    verdict,
    response: { membership: { status: 'trialing' }, daysLeft: 3 },
  },
  {
    key: 'DEMO-COMPLETED',
    title: 'Completed',
    shows: 'A one-time purchase of five seats. It never ends and never renews.',
    verdict,
    response: { membership: { status: 'completed', quantity: 5 }, daysLeft: null },
  },
  {
    key: 'DEMO-CANCELING',
    title: 'Canceling',
    shows: 'Canceled, but paid for until the end of the period.',
    verdict,
    response: { membership: { status: 'canceling', cancel_at_period_end: true }, daysLeft: 12 },
  },
  {
    key: 'DEMO-PAST-DUE-ALLOWED',
    title: 'Past due, but allowed',
    shows: 'A payment is overdue, but Whop still says `valid: true`, and that counts, not the status.',
    verdict,
    response: { membership: { status: 'past_due' }, daysLeft: -2 },
  },
  {
    key: 'DEMO-STATUS-200',
    title: 'Status 200',
    shows: 'A valid license, returned with status 200 instead of the documented 201.',
    verdict,
    response: { status: 200 },
  },
  {
    key: 'DEMO-SLOW',
    title: 'Slow',
    shows: 'A valid license. The response takes a second and a half.',
    verdict,
    response: { delayMs: 1500 },
  },
];
