import { findKeyFault, looksLikeTwoKeys, type KeyFault } from '../check/license-key.js';
import { getOwn, nonEmptyStringOrNull, toNullPrototype } from '../check/read-json.js';
import type { CheckResult, InvalidReason, UnverifiedReason, Verdict } from '../check/verdict.js';
import { sayLocally } from './say-locally.js';

/** What a buyer is told who got no `valid`: what happened, and what to do next. */
export interface Refusals extends Record<KeyFault | InvalidReason, string> {
  /** The field is empty. */
  'empty-key': string;
  /** What was typed is not a license key. */
  'malformed-key': string;
  /** In place of `malformed-key` and `not-found`, when there seem to be several keys. */
  'several-words': string;
  /** In place of `malformed-key`, when it is another of Whop's IDs, or an API key. */
  'whop-id': string;
  /** Whop has no license with this key. */
  'not-found': string;
  /** The license is not active, and no text below says why. */
  inactive: string;
  /** In place of `inactive`, when the membership's status is `expired`. */
  expired: string;
  /** In place of `inactive`, when the membership's status is `canceled`. */
  canceled: string;
  /** In place of `inactive`, when the membership's status is `past_due`. */
  past_due: string;
  /** The key is bound to another device. */
  'device-mismatch': string;
  /** The license is for another product. */
  'wrong-product': string;
  /** The license is for another plan. */
  'wrong-plan': string;
  /** Too many checks; `{wait}` becomes a time, for example "60 seconds". */
  'rate-limited': string;
  /** The browser is offline. */
  offline: string;
  /** There was no response. */
  unreachable: string;
  /** There was no response in time. */
  timeout: string;
  /** Whop, or the relay, has a problem. */
  'server-error': string;
  /** Every other reason for `unverified`, which only the seller can fix. */
  unverified: string;
}

export const englishRefusals: Refusals = {
  'empty-key': 'Enter your license key.',
  'malformed-key': "This isn't a license key. Copy yours from whop.com/@me/settings/orders.",
  'several-words': 'Paste one license key, not two, and nothing else.',
  'whop-id': "This is another of Whop's codes, not your license key. Copy the key from whop.com/@me/settings/orders.",
  'not-found': "We couldn't find this key. Capitals and dashes matter; copy it from whop.com/@me/settings/orders.",
  inactive: "This license isn't active. See whop.com/@me/settings/orders.",
  expired: 'This license has expired. You can renew it on Whop.',
  canceled: 'This license was canceled. You can renew it on Whop.',
  past_due: 'A payment for this license is due. Pay it on Whop, then check again.',
  'device-mismatch':
    'This key is in use on another device. Reset it at whop.com/@me/settings/orders, then check again.',
  'wrong-product': 'This license is for another product.',
  'wrong-plan': 'This license is for another plan.',
  'rate-limited': 'Too many checks right now. Try again in {wait}.',
  offline: 'You seem to be offline. Connect to the internet, then check again.',
  unreachable: "We couldn't reach the license service. Try again in a moment.",
  timeout: 'The license service took too long. Try again in a moment.',
  'server-error': 'The license service has a problem. Try again later.',
  unverified: "We couldn't check your license. It isn't your fault; please write to the seller.",
};

/** Which text tells a fault. A reason that is missing here does not compile. */
const FAULT_TEXTS: Record<UnverifiedReason, keyof Refusals> = {
  misconfigured: 'unverified',
  unauthorized: 'unverified',
  forbidden: 'unverified',
  retired: 'unverified',
  'unexpected-response': 'unverified',
  superseded: 'unverified',
  'rate-limited': 'rate-limited',
  offline: 'offline',
  unreachable: 'unreachable',
  timeout: 'timeout',
  'server-error': 'server-error',
};

/**
 * Puts a result into words.
 *
 * @param licenseKey - The cleaned key. What is wrong with it decides the words, but it is in none of them.
 * @param lang - A BCP 47 tag, for numbers.
 */
export function toVerdict(result: CheckResult, licenseKey: string, texts: Refusals, lang: string): Verdict {
  if (result.outcome === 'valid') return result;
  const name = textName(result, licenseKey);
  const message = nonEmptyStringOrNull(toNullPrototype(texts)[name]) ?? texts.unverified;
  const retryAfter = result.outcome === 'unverified' ? result.retryAfter : null;
  return { ...result, message: message.replace('{wait}', () => waitInWords(retryAfter ?? 60, lang)) };
}

function textName(result: Exclude<CheckResult, { outcome: 'valid' }>, licenseKey: string): string {
  const { reason } = result;
  if (result.outcome === 'unverified') return String(getOwn(FAULT_TEXTS, reason));
  const status = result.membership?.status ?? '';
  if (reason === 'malformed-key') return findKeyFault(licenseKey) ?? reason;
  if (reason === 'inactive' && /^(expired|canceled|past_due)$/.test(status)) return status;
  if (reason === 'not-found' && looksLikeTwoKeys(licenseKey)) return 'several-words';
  return reason;
}

/** "60 seconds", "5 minutes". */
function waitInWords(seconds: number, lang: string): string {
  const [count, unit] = seconds < 120 ? [Math.max(seconds, 1), 'second'] : [Math.ceil(seconds / 60), 'minute'];
  const inWords = sayLocally(() => count.toLocaleString(lang, { style: 'unit', unit, unitDisplay: 'long' }));
  return inWords ?? `${count} ${unit}${count > 1 ? 's' : ''}`;
}
