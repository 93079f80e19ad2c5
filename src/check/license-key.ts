import { asText } from './read-json.js';

/**
 * Why a text cannot be a license key: there is none, it is something else, it is another code of Whop's, or there is more than one word. Each fault has a
 * message of its own.
 */
export type KeyFault = 'empty-key' | 'malformed-key' | 'several-words' | 'whop-id';

/** The longest text that is cleaned, in characters: room for a key wrapped in invisible ones, and a bound on the work. */
const MAX_TEXT_LENGTH = 4096;
/** In characters. */
const MAX_KEY_LENGTH = 256;
/**
 * IDs and API keys, as Whop writes them: buyers and sellers paste these where a license key belongs. In capitals, it may
 * be a license key, whose prefix is the seller's own.
 */
const WHOP_ID = /^(mem|prod|plan|user|pay|biz|app|exp|ws|apik|whop)_/;

/**
 * Removes what keyboards, mail programs, web pages and word processors add to a license key: look-alike forms (NFKC),
 * digits of other scripts, invisible characters, Unicode dashes, quotation marks and white space around it, line breaks
 * beside a dash. Case stays as typed, because nobody outside Whop knows whether it matters.
 *
 * @param typed - What the buyer gave: any type, any content.
 * @returns What should stand in the field; `''` for anything but a string or a number. It may still not be a key: see
 *   {@link findKeyFault}.
 * @example
 * ```js
 * import { cleanLicenseKey } from 'whop-license-check/core';
 *
 * cleanLicenseKey(' “A1B2C3–D4E5F6–G7H8I9” '); // 'A1B2C3-D4E5F6-G7H8I9'
 * ```
 */
export function cleanLicenseKey(typed: unknown): string {
  const given = asText(typed);
  // The question mark makes sure that the rest of an overlong text is never taken for a key.
  if (given.length > MAX_TEXT_LENGTH) return given.slice(0, MAX_KEY_LENGTH) + '?';
  const text = given
    .replace(/\p{Default_Ignorable_Code_Point}/gu, '')
    .normalize('NFKC')
    .replace(/\p{Nd}/gu, toAsciiDigit)
    .replace(/[\p{Dash}\u2043\u02d7]/gu, '-')
    .replace(/[\s\x85]+/g, ' ');
  // Matched from the first character on, because `[…]+$` takes quadratic time on a text full of quotation marks.
  const [unquoted = ''] = /[^ `\p{Quotation_Mark}](.*[^ `\p{Quotation_Mark}])?/su.exec(text) ?? [];
  return unquoted.replace(/ ?- ?/g, '-');
}

/** Unicode has the ten digits of each script in order, from zero on. Where two scripts touch, the count goes on. */
function toAsciiDigit(digit: string): string {
  const code = digit.codePointAt(0) as number;
  let digitsBefore = 0;
  while (/\p{Nd}/u.test(String.fromCodePoint(code - digitsBefore - 1))) digitsBefore++;
  return String(digitsBefore % 10);
}

/**
 * Finds out, without asking anyone, why a cleaned text cannot be a license key.
 *
 * @param key - What {@link cleanLicenseKey} returned.
 * @param apiKey - The seller's API key, which is not a license key even if somebody pastes it.
 * @returns `null` when it may be a license key.
 * @example
 * ```js
 * import { findKeyFault } from 'whop-license-check/core';
 *
 * findKeyFault('mem_Ab12Cd34Ef56Gh'); // 'whop-id', because it is the ID of a membership
 * ```
 */
export function findKeyFault(key: string, apiKey = ''): KeyFault | null {
  if (!key) return 'empty-key';
  if (/\s/.test(key)) return 'several-words';
  if (WHOP_ID.test(key)) return 'whop-id';
  const isMalformed =
    key === apiKey ||
    key.length > MAX_KEY_LENGTH ||
    // Characters that no key has, and U+FFFD, which Firefox makes of half a surrogate pair.
    /[/\\?#%<>@\ufffd\p{Control}]/u.test(key) ||
    !licensePath(key);
  return isMalformed ? 'malformed-key' : null;
}

/**
 * The part of the URL that names the license.
 *
 * @param key - From `cleanLicenseKey`.
 * @returns `null` when a URL parser would turn it into another path (`..`), or it cannot be encoded (a lone surrogate).
 */
export function licensePath(key: string): string | null {
  let path: string | null = null;
  try {
    path = `/memberships/${encodeURIComponent(key)}/validate_license`;
    if (new URL(`https://host${path}`).href !== `https://host${path}`) path = null;
  } catch {
    // A lone surrogate. (When it is a page's own `URL` that throws, the path stands: the key is not at fault.)
  }
  return path;
}

/**
 * Looks for two keys in a row: one pasted twice, or two seats' keys that lost their line break.
 *
 * @param key - From `cleanLicenseKey`.
 * @returns Whether it looks like that.
 */
export function looksLikeTwoKeys(key: string): boolean {
  return /^(.{6,})\1$|(-[\dA-F]{6}-[\dA-F]{8}-[\dA-F]{6}W.*){2}/i.test(key);
}
