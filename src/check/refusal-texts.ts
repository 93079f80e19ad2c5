import type { Json } from './read-json.js';
import { toNullPrototype } from './read-json.js';

/** In characters. A longer error text is not a sentence that anyone would recognize. */
const MAX_TEXT_LENGTH = 1000;

/** A slash belongs to a path: links to Whop's pages for buyers are removed before this is tried. */
const OF_API = /\b((api|route|endpoint|path|ur[il]|version|service|method|operation|page|server|host)s?|v\d+)\b|\//i;
const ENDED = /\b(deprecated|retired|sunset|(re)?moved|discontinued|no longer|stopped|shut ?down)\b/i;
const OF_REQUEST =
  /\b(param|field|argument|attribute|header|permission|scope|(request|types?)\b|format|schema|pattern|expect|must|body)/i;
const OTHER_DEVICE =
  /\b((new|another|different) (hw-?id|hardware|device|machine)|(metadata|hw-?id|hardware|device|machine)s? [\w -]{0,30}(mis-?match|n[o'\u2019]t match|(is|are) (new|different)\b|differs))/i;
/** Any part of a text may say that one of these is missing. */
const NO_LICENSE = missing('licen[cs]e|membership', '.,:;!?\\])>');
/** Only a whole sentence may say that one of these is missing: "Company: ID not found" is about the company. */
const NO_RESOURCE = missing('resource|key|id', '.!?');

/** The texts of an error response, in each shape that Whop uses: `{message}`, `{error}`, `{error: {status | code | type, message}}`. */
export function errorTexts({ message, error }: Json, licenseKey: string): string[] {
  const texts = [message, error, toNullPrototype(error).message].filter((text) => typeof text === 'string');
  if (texts.some((text) => text.length > MAX_TEXT_LENGTH)) return [];
  return texts.map((text) => stripMisleadingTerms(text, licenseKey));
}

/** Whether the texts say that the API itself has ended. */
export function announcesEnd(texts: string[]): boolean {
  return texts.some((text) => OF_API.test(text) && ENDED.test(text));
}

/** Whether the texts of a 404 say that there is no such license, and nothing about the API. */
export function saysNotFound(json: Json, texts: string[], wasValid: boolean): boolean {
  if (texts.some((text) => OF_API.test(text))) return false;
  // A framework answers an unknown route with a bare reason phrase beside a number. A stopped v2 might do the same, so
  // the phrase alone says nothing against a key that was good here.
  const isBesideNumber = Object.values(json).some((value) => typeof value === 'number');
  if (texts.length && texts.every((text) => /^not found[.!]?$/i.test(text))) return !wasValid && !isBesideNumber;
  const isMissing = (text: string): boolean =>
    NO_LICENSE.test(text) || ((!isBesideNumber || /\bno such\b/i.test(text)) && NO_RESOURCE.test(text));
  return texts.some((text) => !OF_REQUEST.test(text) && isMissing(text));
}

/** Whether the texts of a 400 say that the key is bound to another device, and nothing about the API. */
export function saysOtherDevice(texts: string[]): boolean {
  if (texts.some((text) => OF_API.test(text))) return false;
  // A buyer resets a key to use it on a new machine; a parameter that is wrong is the page's fault.
  const isReset = (text: string): boolean => /\breset (your|the|this) (licen[cs]e )?key\b/i.test(text);
  return texts.some((text) => isReset(text) || (!OF_REQUEST.test(text) && OTHER_DEVICE.test(text)));
}

/** Removes the seller's API key, the license key that the text may echo, and links to Whop's pages for buyers. */
function stripMisleadingTerms(text: string, licenseKey: string): string {
  const key = licenseKey.replace(/\W/g, '\\$&');
  return text
    .replace(/\bapi[ _-]?keys?\b/gi, 'credential')
    .replace(new RegExp(`(^|[^\\w-])${key}(?![\\w-])`, 'gi'), '$1')
    .replace(/(https:\/\/)?\b(www\.)?whop\.com(\/(@me|orders)\b\S*)?/gi, '')
    .trim();
}

/**
 * Matches "No such …", "could not find …", "no … found", "the … was not found": of the thing itself, not of what belongs
 * to it.
 *
 * @param begin - What may stand before a sentence whose subject it is.
 */
function missing(things: string, begin: string): RegExp {
  const thing = `(${things})( key| id)?s?\\b`;
  return new RegExp(
    `(\\bno such|n[o'\u2019]t find( an?y?| the| this| that| your)?) ${thing}(?! ?(?!(with|for|was|were|is|could|found|exist)\\b)[a-z-])|` +
      `\\bno (valid |active |matching )?${thing} (was |were |could be )?(found|exist|match|with|for)|` +
      `(^|[${begin}])[^a-z]*((the|this|that|your|a|such|provided|requested) )*${thing}( (with|for)\\b[^.:;,]*)?[^a-z.:;,]*(was|were|is|could|can?|does|do)? ?n[o'\u2019]t (be )?(found|exist)`,
    'i',
  );
}
