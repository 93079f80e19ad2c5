import type { UnverifiedReason } from './verdict.js';

/** What only the seller can fix, by reason. No text names a key. */
const HINTS: Partial<Record<UnverifiedReason, string>> = {
  unauthorized: 'look at api-key and its permission.',
  forbidden: 'look at api-key, or at ALLOWED_ORIGINS of the relay.',
  retired: 'set api-base to your own relay.',
  unreachable: 'look at connect-src and CORS.',
  'unexpected-response': 'look at api-base.',
};

const warned = new Set<string>();

/** Tells the seller on the console, once each, what only the seller can fix. */
export function warnSeller(
  topic: UnverifiedReason | 'unlocks' | 'buy-url',
  hint = HINTS[topic as UnverifiedReason],
): void {
  const line = `<whop-license-check> ${topic}: ${hint}`;
  if (!hint || warned.has(line)) return;
  warned.add(line);
  console.warn(line);
}
