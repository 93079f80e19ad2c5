/** Why a text cannot be a license key. Each has a message of its own. */
export type KeyFault = 'empty-key' | 'malformed-key' | 'several-words';

/** Longest text that is cleaned: room for a key wrapped in invisible characters, and a bound on the work. */
const LONGEST_TEXT = 4096;
const LONGEST_KEY = 256;

/**
 * Takes away what mail programs, web pages and word processors add to a license key: look-alike forms (NFKC),
 * invisible characters, Unicode dashes, quotation marks and white space around it, line breaks beside a dash.
 * The case stays as typed: nobody outside Whop knows whether it matters.
 *
 * @returns What should stand in the field; not necessarily a key.
 */
export function cleanLicenseKey(typed: unknown): string {
  const given = asText(typed);
  // The mark makes sure that what is left of it is taken for no key.
  if (given.length > LONGEST_TEXT) return given.slice(0, LONGEST_KEY) + '?';
  const text = given
    .replace(/\p{Default_Ignorable_Code_Point}/gu, '')
    .normalize('NFKC')
    .replace(/[\p{Dash}\u2043\u02d7]/gu, '-')
    .replace(/[\s\x85]+/g, ' ');
  // Looked for from the first character on, `[…]+$` takes a relay as long for each of a thousand quotation marks within.
  const [unquoted = ''] = /[^ `\p{Quotation_Mark}](.*[^ `\p{Quotation_Mark}])?/su.exec(text) ?? [];
  return unquoted.replace(/ ?- ?/g, '-');
}

/**
 * Judges a cleaned key without asking anyone.
 *
 * @param apiKey The seller's API key, which is no license key even if somebody pastes it.
 * @returns `null` when it may be a license key.
 */
export function faultOfKey(key: string, apiKey = ''): KeyFault | null {
  if (!key) return 'empty-key';
  if (/\s/.test(key)) return 'several-words';
  // An id of Whop's is no secret, an API key is one of another kind; U+FFFD is what Firefox makes of half a surrogate pair.
  return key === apiKey ||
    key.length > LONGEST_KEY ||
    /^(mem|apik)_|[/\\?#%<>@\ufffd\p{Control}]/iu.test(key) ||
    !licensePath(key)
    ? 'malformed-key'
    : null;
}

/**
 * The part of the URL that names the license.
 *
 * @returns `null` when a URL parser would make another path of it (`..`), or it cannot be encoded (a lone surrogate).
 */
export function licensePath(key: string): string | null {
  let path: string | null = null;
  try {
    path = `/memberships/${encodeURIComponent(key)}/validate_license`;
    if (new URL(`https://host${path}`).href !== `https://host${path}`) path = null;
  } catch {
    // A lone surrogate. Where it is `URL` that throws, which pages may replace, the key is not at fault.
  }
  return path;
}

/** A value that should be text, from pages that hand in anything. */
export function asText(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

/** Whether a key looks like two in a row: the field was pasted into twice, or two seats' keys lost their line break. */
export function looksLikeTwoKeys(key: string): boolean {
  return /^(.{6,})\1$|(-[\dA-F]{6}-[\dA-F]{8}-[\dA-F]{6}W.*){2}/i.test(key);
}
