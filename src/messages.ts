import { faultOfKey, looksLikeTwoKeys, type KeyFault } from './license-key.js';
import type { Ruling, UnverifiedReason, Verdict } from './verdict.js';

/** Every text of the element, by name. Those of a verdict say what happened and what to do next. */
export interface Messages extends Record<KeyFault, string> {
  /** The field's label. */
  label: string;
  /** The button. */
  check: string;
  /** The link to `buy-url`. */
  buy: string;
  /** In the place of the buy link, beside a remembered key. */
  other: string;
  valid: string;
  /** Instead of `valid`, where the licence renews itself; `{date}` becomes a date. */
  renews: string;
  /** Instead of `valid`, where the licence has an end. */
  ends: string;
  /** Instead of `valid`, where an earlier answer stands in for one that could not be had. */
  stale: string;
  'not-found': string;
  /** Instead of `not-found` or `several-words`, for a text that looks like two keys in a row. */
  'two-keys': string;
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

export const english: Messages = {
  label: 'Licence key',
  check: 'Check',
  buy: 'Get a licence',
  other: 'Use another key',
  valid: 'Your licence is valid.',
  renews: 'Your licence is valid. It renews on {date}.',
  ends: 'Your licence is valid until {date}.',
  stale: 'Your licence is valid. It will be confirmed again once the licence service can be reached.',
  'empty-key': 'Enter your licence key.',
  'malformed-key': 'This is not a licence key. Copy the whole key from your order on Whop and paste it here.',
  'several-words': 'Paste one licence key, with no other words around it.',
  'membership-id': 'This is a membership ID. Your licence key is beside your order at whop.com/@me/settings/orders.',
  'api-key': 'This is an API key. Your licence key is beside your order at whop.com/@me/settings/orders.',
  'not-found': 'No licence has this key. Check capitals and dashes, or copy and paste the key from your order on Whop.',
  'two-keys': 'Two keys seem to have been pasted. Clear the field and paste one.',
  inactive: 'This licence is not active. See your order on Whop.',
  expired: 'This licence has expired. You can renew it on Whop.',
  canceled: 'This licence was cancelled. You can get it again on Whop.',
  past_due: 'A payment for this licence is due. Once it is paid on Whop, check again.',
  'device-mismatch': 'This key is in use on another device. Reset it at whop.com/@me/settings/orders, then check again.',
  'wrong-product': 'This licence is for another product.',
  'wrong-plan': 'This licence is for another plan.',
  'rate-limited': 'Many licences are being checked at the moment. Please try again in {wait}.',
  offline: 'You seem to be offline. Connect to the internet, then check again.',
  unreachable: 'The licence service could not be reached. Please try again in a moment.',
  timeout: 'The licence service took too long to answer. Please try again.',
  'server-error': 'The licence service has a problem at the moment. Please try again later.',
  unverified: 'Your licence could not be checked, and it is not your fault. Please write to the seller.',
};

/** The texts with the host's own in the place of some; one for `valid` is for all that say more. What is no text is passed over. */
export function withOverrides(messages: Messages, overrides: unknown): Messages {
  try {
    const own = Object.entries((overrides ?? {}) as Record<string, string>).filter(([, text]) => typeof text === 'string');
    const valid = own.filter(([name]) => name === 'valid').flatMap(([, text]) => [['renews', text], ['ends', text]]);
    return { ...messages, ...(Object.fromEntries([...valid, ...own]) as Partial<Messages>) };
  } catch {
    return messages;
  }
}

/**
 * Puts a ruling into words.
 *
 * @param licenseKey The cleaned key: what is wrong with it decides the words, but it is in none of them.
 * @param lang A BCP 47 tag for numbers.
 */
export function inWords(ruling: Ruling, licenseKey: string, messages: Messages, lang: string): Verdict {
  return ruling.outcome === 'valid' ? ruling : ({ ...ruling, message: messageFor(ruling, licenseKey, messages, lang) });
}

/** The message alone; see {@link inWords}. */
export function messageFor(ruling: Ruling, licenseKey: string, messages: Messages, lang: string): string {
  if (ruling.outcome === 'valid') return validMessage(ruling, messages, lang);
  if (ruling.outcome === 'unverified') return unverifiedMessage(ruling.reason, ruling.retryAfter, messages, lang);
  const { reason, membership } = ruling;
  const fault = reason === 'malformed-key' ? (faultOfKey(licenseKey) ?? reason) : reason;
  if ((fault === 'not-found' || fault === 'several-words') && looksLikeTwoKeys(licenseKey)) return messages['two-keys'];
  if (reason === 'malformed-key') return messages[fault as KeyFault];
  const status = membership?.status;
  if (reason === 'inactive' && (status === 'expired' || status === 'canceled' || status === 'past_due')) return messages[status];
  return messages[reason];
}

function validMessage({ membership, stale }: Extract<Ruling, { outcome: 'valid' }>, messages: Messages, lang: string): string {
  if (stale) return messages.stale;
  const { expiresAt, renewsAt, cancelAtPeriodEnd } = membership;
  const renews = renewsAt !== null && !cancelAtPeriodEnd && !(expiresAt && expiresAt < renewsAt);
  const date = renews ? renewsAt : (expiresAt ?? renewsAt);
  // One that has passed says nothing of what comes.
  if (!date || +date < Date.now()) return messages.valid;
  return messages[renews ? 'renews' : 'ends'].replace('{date}', day(date, lang));
}

/** "3 March", and the year where it is another one. */
function day(date: Date, lang: string): string {
  const year = date.getFullYear() === new Date().getFullYear() ? undefined : 'numeric';
  return new Intl.DateTimeFormat(lang, { day: 'numeric', month: 'long', year }).format(date);
}

function unverifiedMessage(reason: UnverifiedReason, retryAfter: number | null, messages: Messages, lang: string): string {
  switch (reason) {
    case 'rate-limited':
      return messages[reason].replace('{wait}', wait(retryAfter ?? 60, lang));
    case 'offline':
    case 'unreachable':
    case 'timeout':
    case 'server-error':
      return messages[reason];
    default:
      return messages.unverified;
  }
}

/** Seconds, in words: "60 seconds", "5 minutes". */
function wait(seconds: number, lang: string): string {
  const [count, unit] = seconds < 120 ? [Math.max(seconds, 1), 'second'] : [Math.ceil(seconds / 60), 'minute'];
  return new Intl.NumberFormat(lang, { style: 'unit', unit, unitDisplay: 'long' }).format(count);
}
