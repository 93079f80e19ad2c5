import { nonEmptyStringOrNull } from '../check/read-json.js';
import type { ValidVerdict, Verdict } from '../check/verdict.js';
import { englishRefusals, inWords, type Refusals } from './messages.js';

/** Every text of the element, by name. */
export interface Messages extends Refusals {
  /** The field's label. */
  label: string;
  /** The button. */
  check: string;
  /** The link to `buy-url`. */
  buy: string;
  /** In the place of the buy link, beside a remembered key. */
  other: string;
  valid: string;
  /** After `valid`, where the license renews itself; `{date}` becomes a date. */
  renews: string;
  /** After `valid`, where the license has an end. */
  ends: string;
  /** After `valid`, where an earlier answer stands in for one that could not be had. */
  stale: string;
}

export const english: Messages = {
  ...englishRefusals,
  label: 'License key',
  check: 'Check',
  buy: 'Get a license',
  other: 'Use another key',
  valid: 'Your license is valid.',
  renews: 'It renews on {date}.',
  ends: 'It ends on {date}.',
  stale: 'It will be confirmed again later.',
};

/** The texts with others in the place of some. What is no text, or says nothing, is passed over. */
export function withOverrides(messages: Messages, overrides: unknown): Messages {
  try {
    const texts = Object.entries(overrides as Messages).filter(([, text]) => nonEmptyStringOrNull(text));
    return texts.length ? { ...messages, ...(Object.fromEntries(texts) as Partial<Messages>) } : messages;
  } catch {
    return messages;
  }
}

/**
 * What the element says of a verdict.
 *
 * @param lang A BCP 47 tag for numbers and dates.
 */
export function messageFor(verdict: Verdict, licenseKey: string, messages: Messages, lang: string): string {
  if (verdict.outcome === 'valid') return validMessage(verdict, messages, lang);
  return (inWords(verdict, licenseKey, messages, lang) as { message: string }).message;
}

function validMessage({ membership, stale }: ValidVerdict, { valid, ...more }: Messages, lang: string): string {
  const { expiresAt, renewsAt, cancelAtPeriodEnd } = membership;
  const renews = renewsAt && !cancelAtPeriodEnd && !(expiresAt && expiresAt < renewsAt);
  const date = renews ? renewsAt : (expiresAt ?? renewsAt);
  if (stale) return `${valid} ${more.stale}`;
  // A day that has passed says nothing of what comes.
  return date && +date > Date.now()
    ? `${valid} ${more[renews ? 'renews' : 'ends'].replace('{date}', date.toLocaleDateString(lang, { __proto__: null, dateStyle: 'medium' } as Intl.DateTimeFormatOptions))}`
    : valid;
}
