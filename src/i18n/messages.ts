import { nonEmptyStringOrNull } from '../check/read-json.js';
import type { ValidVerdict } from '../check/verdict.js';
import { englishRefusals, type Refusals } from './refusals.js';
import { sayLocally } from './say-locally.js';

/** Every text of the element, by name. The element's `messages` replaces single ones. */
export interface Messages extends Refusals {
  /** The field's label. */
  label: string;
  /** The button's text. */
  check: string;
  /** The text of the link to `buy-url`. */
  buy: string;
  /** The text of the button in place of that link, beside a remembered key. */
  other: string;
  /** After a check that ended with `valid`. */
  valid: string;
  /** After `valid`, when the license renews itself; `{date}` becomes a date. */
  renews: string;
  /** After `valid`, when the license has an end; `{date}` becomes a date. */
  ends: string;
  /** After `valid`, when an earlier result stands in because Whop could not be asked again. */
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
  stale: "We couldn't confirm it just now, and will check again later.",
};

/** Replaces some of the texts. What is not text, or is empty, replaces nothing. */
export function withOverrides(messages: Messages, overrides: unknown): Messages {
  try {
    const texts = Object.entries(overrides as Messages).filter(([, text]) => nonEmptyStringOrNull(text));
    return texts.length ? { ...messages, ...(Object.fromEntries(texts) as Partial<Messages>) } : messages;
  } catch {
    return messages;
  }
}

/**
 * What the element says after `valid`.
 *
 * @param lang - A BCP 47 tag, for dates.
 */
export function validMessage({ membership, stale }: ValidVerdict, messages: Messages, lang: string): string {
  const { expiresAt, renewsAt, cancelAtPeriodEnd } = membership;
  const renews = renewsAt && !cancelAtPeriodEnd && !(expiresAt && expiresAt < renewsAt);
  const date = renews ? renewsAt : (expiresAt ?? renewsAt);
  if (stale) return `${messages.valid} ${messages.stale}`;
  // A day that is past says nothing about what comes.
  if (!date || +date <= Date.now()) return messages.valid;
  const dateInWords = sayLocally(() => date.toLocaleDateString(lang, { dateStyle: 'medium' }));
  if (!dateInWords) return messages.valid;
  return `${messages.valid} ${messages[renews ? 'renews' : 'ends'].replace('{date}', () => dateInWords)}`;
}
