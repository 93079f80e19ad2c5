import { asText } from './license-key.js';
import { bare, readJson, textOr, type Json } from './read-json.js';
import { invalid, unverified, type Membership, type Ruling } from './verdict.js';

/** What came back from Whop or a relay, as far as it decides anything. */
export interface Answer {
  status: number;
  /** The `Content-Type` header; where there is none, any word that names no JSON. */
  contentType: string;
  /** `null`: more than the reader takes. */
  body: string | null;
  /** The `Retry-After` header, where the page may read it. */
  retryAfter: string | null;
}

/** What was asked, as far as the reading of the answer depends on it. */
export interface Asked {
  /** The cleaned key. */
  licenseKey: string;
  /** Accepted `prod_…`; empty: any. */
  products: string[];
  /** Accepted `plan_…`; empty: any. */
  plans: string[];
  /** Whether this key was `valid` here, and has not been refused since. */
  wasValid: boolean;
}

/** Seconds without requests after a 429 that does not say. */
const COOLDOWN = 60;
/** In s. */
export const LONGEST_COOLDOWN = 3600;
/** Characters of an error text; a longer one is no sentence that we would recognize. */
const LONGEST_TEXT = 1000;

/** A slash is a path's: links to Whop's pages for buyers are taken out before. */
const OF_API = /\b((api|route|endpoint|path|ur[il]|version|service|method|operation|page|server|host)s?|v\d+)\b|\//i;
const ENDED = /\b(deprecated|retired|sunset|(re)?moved|discontinued|no longer|stopped|shut ?down)\b/i;
const OF_REQUEST =
  /\b(param|field|argument|attribute|header|permission|scope|(request|types?)\b|format|schema|pattern|expect|must|body)/i;
const OTHER_DEVICE =
  /\b((new|another|different) (hw-?id|hardware|device|machine)|(metadata|hw-?id|hardware|device|machine)s? [\w -]{0,30}(mis-?match|n[o'\u2019]t match|(is|are) (new|different)\b|differs))/i;
/** Of these, any part of a text may say that they are missing, … */
const NO_LICENSE = missing('licen[cs]e|membership', '.,:;!?\\])>');
/** … of these, only a whole sentence: "Company: ID not found" is about the company. */
const NO_RESOURCE = missing('resource|key|id', '.!?');

/**
 * Reads a verdict off an answer. The whole judgment: only Whop's own "yes" is `valid`, only a refusal that is
 * recognized is `invalid`, and all that is strange, broken or about the API itself is `unverified`.
 */
export function readVerdict({ status, contentType, body, retryAfter }: Answer, asked: Asked): Ruling {
  if (status === 429) return unverified('rate-limited', readRetryAfter(retryAfter));
  if (status === 410) return unverified('retired');
  if (isServerFault(status)) return unverified('server-error');

  const json = readJson(contentType, body);
  if (status >= 200 && status < 300) return readMembership(json, asked);
  if (status >= 400 && status < 500) {
    const texts = textsOf(json).map((text) => essenceOf(text, asked.licenseKey));
    if (texts.some((text) => OF_API.test(text) && ENDED.test(text))) return unverified('retired');
    if (status === 401) return unverified('unauthorized');
    if (status === 403) return unverified('forbidden');
    if (!texts.some((text) => OF_API.test(text))) {
      if (status === 404 && saysNotFound(json, texts, asked.wasValid)) return invalid('not-found');
      if (status === 400 && texts.some(saysOtherDevice)) return invalid('device-mismatch');
    }
  }
  return unverified('unexpected-response');
}

/** One that may pass (RFC 9110, 15.5.9 and 15.6). */
export function isServerFault(status: number): boolean {
  return status === 408 || (status >= 500 && status < 600);
}

/** @returns Seconds, at most an hour; a minute where the header is missing or makes no sense (RFC 9110, 10.2.3). */
export function readRetryAfter(header: string | null): number {
  const text = header?.trim() ?? '';
  const seconds = /^\d+$/.test(text)
    ? Number(text)
    : /\d\d:\d\d:\d\d/.test(text)
      ? Math.ceil((Date.parse(text) - Date.now()) / 1000)
      : NaN;
  return Number.isNaN(seconds) ? COOLDOWN : Math.min(Math.max(seconds, 0), LONGEST_COOLDOWN);
}

function readMembership(json: Json, { licenseKey, products, plans }: Asked): Ruling {
  const { valid } = json;
  const membership = membershipOf(json);
  const [product, plan] = [textOr(json.product), textOr(json.plan)];
  // Another key's license: a cache or a proxy mixed two answers up.
  if (
    typeof valid !== 'boolean' ||
    namesOtherKey(json, licenseKey) ||
    (valid && !membership) ||
    (products.length && !product) ||
    (plans.length && !plan)
  ) {
    return unverified('unexpected-response');
  }
  if (products.length && !products.includes(product as string)) return invalid('wrong-product', membership);
  if (plans.length && !plans.includes(plan as string)) return invalid('wrong-plan', membership);
  if (!valid || !membership) return invalid('inactive', membership);
  return { outcome: 'valid', membership, checkedAt: new Date(), stale: false, token: textOr(json.token) };
}

/** What may be known of a v2 membership; `null` without an id. */
export function membershipOf(json: Json): Membership | null {
  const id = textOr(json.id);
  return (id && {
    id,
    product: textOr(json.product),
    plan: textOr(json.plan),
    status: textOr(json.status) ?? '',
    expiresAt: readTime(json.expires_at),
    renewsAt: readTime(json.renewal_period_end),
    cancelAtPeriodEnd: json.cancel_at_period_end === true,
    quantity: readCount(json.quantity),
    manageUrl: readManageUrl(json.manage_url),
  }) as Membership | null;
}

/** Whether the membership says that it belongs to another key. Compared without case. */
export function namesOtherKey({ license_key: echoed }: Json, licenseKey: string): boolean {
  return Boolean(echoed) && (typeof echoed !== 'string' || echoed.toLowerCase() !== licenseKey.toLowerCase());
}

/** v2 gives Unix seconds. ISO 8601, which v1 gives, is read too: an end that is missed would be no end. */
export function readTime(value: unknown): Date | null {
  const text = asText(value);
  const date = new Date(/^\d{4}-\d\d-\d\d/.test(text) ? text : text ? Number(text) * 1000 : NaN);
  return Number.isNaN(+date) ? null : date;
}

export function readCount(value: unknown): number | null {
  return Number.isSafeInteger(value) ? (value as number) : null;
}

/** @returns The link, where it leads to Whop. */
export function readManageUrl(value: unknown): string | null {
  try {
    const { href } = new URL(textOr(value) ?? '');
    return /^https:\/\/([\w-]+\.)*whop\.com\//.test(href) ? href : null;
  } catch {
    return null;
  }
}

/** The texts of Whop's error shapes: `{message}`, `{error}`, `{error: {status | code | type, message}}`. */
function textsOf({ message, error }: Json): string[] {
  const texts = [message, error, bare(error).message].filter((text) => typeof text === 'string');
  return texts.some((text) => text.length > LONGEST_TEXT) ? [] : texts;
}

/** Without what misleads: the seller's API key, the license key that it may echo, links to Whop's pages for buyers. */
function essenceOf(text: string, licenseKey: string): string {
  const key = licenseKey.replace(/\W/g, '\\$&');
  return text
    .replace(/\bapi[ _-]?keys?\b/gi, 'credential')
    .replace(new RegExp(`(^|[^\\w-])${key}(?![\\w-])`, 'gi'), '$1')
    .replace(/(https:\/\/)?\b(www\.)?whop\.com(\/(@me|orders)\b\S*)?/gi, '')
    .trim();
}

function saysNotFound(json: Json, texts: string[], wasValid: boolean): boolean {
  // A framework's own answer to an unknown route has a bare reason phrase beside a number; so might a stopped v2,
  // which is why a bare one says nothing against a key that was good here.
  const besideNumber = Object.values(json).some((value) => typeof value === 'number');
  if (texts.length && texts.every((text) => /^not found[.!]?$/i.test(text))) return !wasValid && !besideNumber;
  return texts.some(
    (text) =>
      !OF_REQUEST.test(text) &&
      (NO_LICENSE.test(text) || ((!besideNumber || /\bno such\b/i.test(text)) && NO_RESOURCE.test(text))),
  );
}

/**
 * "No such …", "could not find …", "no … found", "the … was not found": of the thing itself, not of what belongs to it.
 *
 * @param begin What may stand before a sentence whose subject it is.
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

/** Keys are reset by the buyer, who uses one on a new machine; what the request lacks is the page's. */
function saysOtherDevice(text: string): boolean {
  return (
    /\breset (your|the|this) (licen[cs]e )?key\b/i.test(text) || (!OF_REQUEST.test(text) && OTHER_DEVICE.test(text))
  );
}
