import { asText } from './license-key.js';
import { isObject, own, ownString, readJson, type Json } from './read-json.js';
import { invalid, unverified, type Membership, type Ruling } from './verdict.js';

/** What came back from Whop or a relay, as far as it decides anything. */
export interface Answer {
  status: number;
  /** The `Content-Type` header; empty where there is none. */
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
/** Characters of an error text; a longer one is no sentence that we would recognise. */
const LONGEST_TEXT = 1000;

/**
 * Reads a verdict off an answer. The whole judgement: only Whop's own "yes" is `valid`, only a refusal that is
 * recognised is `invalid`, and all that is strange, broken or about the API itself is `unverified`.
 */
export function readVerdict(answer: Answer, asked: Asked): Ruling {
  const { status } = answer;
  if (status === 429) return unverified('rate-limited', readRetryAfter(answer.retryAfter));
  if (status === 410) return unverified('retired');
  if (status === 408 || (status >= 500 && status < 600)) return unverified('server-error');

  const body = readJson(answer.contentType, answer.body);
  if (status >= 200 && status < 300) return readMembership(body, asked);
  if (status < 400 || status > 499) return unverified('unexpected-response');

  const texts = textsOf(body).map((text) => essenceOf(text, asked.licenseKey));
  if (texts.some(saysApiEnded)) return unverified('retired');
  if (status === 401) return unverified('unauthorized');
  if (status === 403) return unverified('forbidden');
  if (!texts.some(speaksOfApi)) {
    if (status === 404 && saysNotFound(body, texts, asked.wasValid)) return invalid('not-found');
    if (status === 400 && texts.some(saysOtherDevice)) return invalid('device-mismatch');
  }
  return unverified('unexpected-response');
}

/** @returns Seconds, at most an hour; a minute where the header is missing or makes no sense (RFC 9110, 10.2.3). */
export function readRetryAfter(header: string | null): number {
  const text = header?.trim() ?? '';
  const seconds = /^\d+$/.test(text) ? Number(text) : /\d\d:\d\d:\d\d/.test(text) ? Math.ceil((Date.parse(text) - Date.now()) / 1000) : NaN;
  return Number.isNaN(seconds) ? COOLDOWN : Math.min(Math.max(seconds, 0), LONGEST_COOLDOWN);
}

function readMembership(json: Json | null, { licenseKey, products, plans }: Asked): Ruling {
  const valid = json && own(json, 'valid');
  if (!json || typeof valid !== 'boolean') return unverified('unexpected-response');
  // Somebody else's licence: a cache or a proxy mixed two answers up.
  if (namesOtherKey(json, licenseKey)) return unverified('unexpected-response');

  const id = ownString(json, 'id');
  const product = ownString(json, 'product');
  const plan = ownString(json, 'plan');
  if ((valid && !id) || (products.length && !product) || (plans.length && !plan)) return unverified('unexpected-response');

  const membership = membershipOf(json);
  if (product && products.length && !products.includes(product)) return invalid('wrong-product', membership);
  if (plan && plans.length && !plans.includes(plan)) return invalid('wrong-plan', membership);
  if (!valid || !membership) return invalid('inactive', membership);
  return { outcome: 'valid', membership, checkedAt: new Date(), stale: false, token: ownString(json, 'token') };
}

/** What may be known of a v2 membership; `null` without an id. */
export function membershipOf(json: Json): Membership | null {
  const id = ownString(json, 'id');
  return (
    id && {
      id,
      product: ownString(json, 'product'),
      plan: ownString(json, 'plan'),
      status: ownString(json, 'status') ?? '',
      expiresAt: readTime(own(json, 'expires_at')),
      renewsAt: readTime(own(json, 'renewal_period_end')),
      cancelAtPeriodEnd: own(json, 'cancel_at_period_end') === true,
      quantity: readCount(own(json, 'quantity')),
      manageUrl: readManageUrl(ownString(json, 'manage_url')),
    }
  ) as Membership | null;
}

/** Whether the membership says that it belongs to another key. Compared without case. */
export function namesOtherKey(json: Json, licenseKey: string): boolean {
  const echoed = own(json, 'license_key') || licenseKey;
  return typeof echoed !== 'string' || echoed.toLowerCase() !== licenseKey.toLowerCase();
}

/** v2 gives Unix seconds. ISO 8601, which v1 gives, is read too: an end that is missed would be no end. */
export function readTime(value: unknown): Date | null {
  const text = asText(value);
  const date = new Date(/^-?\d+(\.\d+)?$/.test(text) ? Number(text) * 1000 : /^\d{4}-\d\d-\d\d/.test(text) ? text : NaN);
  return Number.isNaN(+date) ? null : date;
}

export function readCount(value: unknown): number | null {
  return Number.isSafeInteger(value) ? (value as number) : null;
}

/** @returns The link, where it leads to Whop. */
export function readManageUrl(text: string | null): string | null {
  try {
    const url = new URL(text ?? '');
    return url.protocol === 'https:' && !url.username && !url.port && /^([^.]+\.)*whop\.com$/.test(url.hostname) ? url.href : null;
  } catch {
    return null;
  }
}

/** The texts of Whop's error shapes: `{message}`, `{error}`, `{error: {status | code | type, message}}`. */
function textsOf(json: Json | null): string[] {
  if (!json) return [];
  const error = own(json, 'error');
  const nested = isObject(error) ? own(error, 'message') : error;
  const texts = [own(json, 'message'), nested].filter((text): text is string => typeof text === 'string');
  return texts.some((text) => text.length > LONGEST_TEXT) ? [] : texts;
}

/** Without what misleads: the key that it may echo, a link to Whop's pages for buyers, and keys of the seller's. */
function essenceOf(text: string, licenseKey: string): string {
  const key = licenseKey.replace(/[^\w]/g, '\\$&');
  return text
    .replace(/\b(api|access|secret|public|private|signing)[ _-]?keys?\b/gi, 'credential')
    .replace(new RegExp(`(^|[^\\w-])${key}(?![\\w-])`, 'gi'), '$1')
    .replace(/(https:\/\/|(^|[\s(]))(www\.)?whop\.com(?!\/(api|v\d+|graphql)\b)(\/\S*)?/gi, ' link')
    .trim();
}

function speaksOfApi(text: string): boolean {
  return /\b(apis?|routes?|endpoints?|paths?|ur[il]s?|versions?|v\d+|services?|methods?|operations?|pages?|servers?|hosts?)\b|(^|[^\w/])\/+\w|\w\/\S*\//i.test(text);
}

function saysApiEnded(text: string): boolean {
  return (
    speaksOfApi(text) &&
    /\b(deprecated|retired|sunset|moved|removed|discontinued|decommissioned|no longer|stopped|shut ?down|turned off|has ended|end[- ]of[- ]life|gone|replaced|migrate)\b/i.test(text)
  );
}

function speaksOfRequest(text: string): boolean {
  return /\b(param(eter)?s?|fields?|arguments?|attributes?|headers?|permissions?|scopes?|request|types?|formats?|schema|objects?|strings?|json|shape|pattern|expected|must|exceed|properties|body)\b/i.test(text);
}

function saysNotFound(json: Json | null, texts: string[], wasValid: boolean): boolean {
  // A framework's own answer to an unknown route has a bare reason phrase beside a number; so might a stopped v2,
  // which is why a bare one says nothing against a key that was good here.
  const besideNumber = Object.values(json ?? {}).some((value) => typeof value === 'number');
  if (texts.length && texts.every((text) => /^not found[.!]?$/i.test(text))) return !wasValid && !besideNumber;
  return texts.some((text) => !speaksOfRequest(text) && (missesLicense(text) || ((!besideNumber || /\bno such\b/i.test(text)) && missesResource(text))));
}

/** The sentence begins with what is missing, or "no such …", or "could not find …": what else is missing is not the buyer's. */
function misses(noun: string, text: string, begin: string): boolean {
  const thing = `(${noun})( key| id)?s?`;
  const rest = `(?= *([.,:;!'"(]|$| (with|for|by|matching|you|was|were|is|could|found|exists?|in|on)\\b))`;
  return (
    new RegExp(`\\bno such ${thing}\\b${rest}`, 'i').test(text) ||
    new RegExp(`\\bno (valid |active |matching )?${thing} (was |were |could be |is )?(found|exists?|match(es)?|with|for)\\b`, 'i').test(text) ||
    new RegExp(`(could|can) ?(not|n['’]t|['’]t) (find|locate) ((a|an|any|the|this|that|your) )?${thing}\\b${rest}`, 'i').test(text) ||
    new RegExp(
      `(^|[${begin}] *)((the|this|that|your|a|such) )?((provided|given|requested|specified|supplied|entered) )?${thing}\\b( (with|for|by|matching|you)\\b[^.:;]*)?[^a-z.:;]*((was|were|is|could|can) ?)?(not|does not|doesn['’]t|do not|cannot|could ?n['’]t|can ?n?['’]t|was ?n['’]t)( be| been)? (found|exist)\\b`,
      'i',
    ).test(text)
  );
}

const missesLicense = (text: string): boolean => misses('licen[cs]e|membership', text, '.,:;!?\\])>');
/** Not after a colon or a comma: "Company: ID not found" is about the company. */
const missesResource = (text: string): boolean => misses('resource|key|id', text, '.!?');

function saysOtherDevice(text: string): boolean {
  return (
    /\breset (your|the|this) (licen[cs]e )?key\b/i.test(text) ||
    (!speaksOfRequest(text) &&
      (/\b(new|another|different) (hw-?id|hardware|device|machine)\b/i.test(text) ||
        /\b(metadata|hw-?ids?|hardware|devices?|machines?) +([\w-]+ +){0,3}(mis-?match\w*|not match|\w+n['’]t match|differs?\b|(is|are) (new|different)\b)/i.test(text)))
  );
}
