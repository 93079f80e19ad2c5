import type { UnverifiedReason } from './verdict.js';

const warned = new Set<string>();

/** What only the seller can mend, by reason. None names a key. */
const MEND: Partial<Record<UnverifiedReason, string>> = {
  unauthorized: 'the API key was refused (401). Make one with the permission Membership/Validate License, and nothing else.',
  forbidden: 'the request was refused (403). Whop: look at the permissions of the API key. A relay: list this page in ALLOWED_ORIGINS.',
  retired: 'the API says that it is no longer served. Set api-base to a relay of your own.',
  unreachable: 'no answer that this page may read. Is api-base in the connect-src of its Content-Security-Policy, and does it allow this origin?',
  'unexpected-response': 'the answer is not that of a licence API. Look at api-base, and at the answer in the network panel.',
};

/** Tells the seller on the console, once each, what only the seller can mend. */
export function warnSeller(reason: UnverifiedReason | 'unlocks' | 'buy-url', mend = MEND[reason as UnverifiedReason]): void {
  if (!mend || warned.has(mend)) return;
  warned.add(mend);
  console.warn(`<whop-license-check> ${reason}: ${mend}`);
}
