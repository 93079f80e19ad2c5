import type { UnverifiedReason } from './verdict.js';

const warned = new Set<string>();

/** What only the seller can mend, by reason. None names a key. */
const MEND: Partial<Record<UnverifiedReason, string>> = {
  unauthorized: 'look at api-key and its permission.',
  forbidden: 'look at api-key, or at ALLOWED_ORIGINS of the relay.',
  retired: 'set api-base to a relay of your own.',
  unreachable: 'look at connect-src and CORS.',
  'unexpected-response': 'look at api-base.',
};

/** Tells the seller on the console, once each, what only the seller can mend. */
export function warnSeller(
  reason: UnverifiedReason | 'unlocks' | 'buy-url',
  mend = MEND[reason as UnverifiedReason],
): void {
  const line = `<whop-license-check> ${reason}: ${mend}`;
  if (!mend || warned.has(line)) return;
  warned.add(line);
  console.warn(line);
}
