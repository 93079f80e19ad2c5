import { findKeyFault, looksLikeTwoKeys, type KeyFault } from '../check/license-key.js';
import { toNullPrototype } from '../check/read-json.js';
import type { CheckResult, Verdict } from '../check/verdict.js';

/** What a buyer is told who got no `valid`: what happened and what to do next. */
export interface Refusals extends Record<KeyFault, string> {
  'not-found': string;
  inactive: string;
  /** Instead of `inactive`, by the membership's status. */
  expired: string;
  canceled: string;
  past_due: string;
  'device-mismatch': string;
  'wrong-product': string;
  'wrong-plan': string;
  /** `{wait}` becomes a time, e.g. "60 seconds". */
  'rate-limited': string;
  offline: string;
  unreachable: string;
  timeout: string;
  'server-error': string;
  /** Every other reason for `unverified`: what only the seller can mend. */
  unverified: string;
}

export const englishRefusals: Refusals = {
  'empty-key': 'Enter your license key.',
  'malformed-key': 'This is not a license key. Copy yours from whop.com/@me/settings/orders.',
  /** Of two keys in a row, too. */
  'several-words': 'Paste one license key, not two, and nothing else.',
  'not-found':
    'No license has this key. Check capitals and dashes, or copy and paste it from whop.com/@me/settings/orders.',
  inactive: 'This license is not active. See whop.com/@me/settings/orders.',
  expired: 'This license has expired. You can renew it on Whop.',
  canceled: 'This license was canceled. You can renew it on Whop.',
  past_due: 'A payment for this license is due. Pay it on Whop, then check again.',
  'device-mismatch':
    'This key is in use on another device. Reset it at whop.com/@me/settings/orders, then check again.',
  'wrong-product': 'This license is for another product.',
  'wrong-plan': 'This license is for another plan.',
  'rate-limited': 'Many licenses are being checked. Try again in {wait}.',
  offline: 'You seem to be offline. Connect to the internet, then check again.',
  unreachable: 'The license service could not be reached. Try again in a moment.',
  timeout: 'The license service took too long. Try again in a moment.',
  'server-error': 'The license service has a problem. Try again later.',
  unverified: 'Your license could not be checked, and it is not your fault. Please write to the seller.',
};

/**
 * Puts a ruling into words.
 *
 * @param licenseKey The cleaned key: what is wrong with it decides the words, but it is in none of them.
 * @param lang A BCP 47 tag for numbers.
 */
export function inWords(ruling: CheckResult, licenseKey: string, messages: Refusals, lang: string): Verdict {
  if (ruling.outcome === 'valid') return ruling;
  const { reason } = ruling;
  let name: string = reason;
  if (ruling.outcome === 'invalid') {
    const status = ruling.membership?.status ?? '';
    if (reason === 'malformed-key') name = findKeyFault(licenseKey) ?? reason;
    if (reason === 'inactive' && /^(expired|canceled|past_due)$/.test(status)) name = status;
    if (reason === 'not-found' && looksLikeTwoKeys(licenseKey)) name = 'several-words';
  }
  let message = (toNullPrototype(messages)[name] ?? messages.unverified) as string;
  if (reason === 'rate-limited') message = message.replace('{wait}', wait(ruling.retryAfter ?? 60, lang));
  return { ...ruling, message };
}

/** Seconds, in words: "60 seconds", "5 minutes". */
function wait(seconds: number, lang: string): string {
  const [count, unit] = seconds < 120 ? [Math.max(seconds, 1), 'second'] : [Math.ceil(seconds / 60), 'minute'];
  return count.toLocaleString(lang, {
    __proto__: null,
    style: 'unit',
    unit,
    unitDisplay: 'long',
  } as Intl.NumberFormatOptions);
}
