import { licensePath } from './license-key.js';

/** Whop's API v2, the only one with a key that may stand in a page. */
export const WHOP_API_BASE = 'https://api.whop.com/api/v2';

/** Milliseconds for one check. */
export const TIMEOUT = 10_000;
/** The longest wait that a browser's timer can hold, in ms. */
export const LONGEST_TIMEOUT = 2 ** 31 - 1;
/** As much as a relay reads. */
const LONGEST_BODY = 16 * 1024;

/** What the seller says about a check: the attributes of the tag, by their property names. */
export interface CheckSettings {
  /** Whop API key limited to `Membership/Validate License`. Needed unless `apiBase` is the seller's own relay. */
  apiKey?: string;
  /** Where `memberships/{key}/validate_license` lives. Default: Whop's API v2. */
  apiBase?: string;
  /** One or more `prod_…`, space separated: a membership of any other product is refused. */
  product?: string;
  /** The same for `plan_…`. */
  plan?: string;
  /** Key/value pairs that the seller's software binds its licence keys to, e.g. a device. Default: none. */
  metadata?: object;
  /** Milliseconds for one whole check, retries and body included. Default: 10,000. */
  timeout?: number;
}

/** Settings that can be used. */
export interface Settings {
  /** A normalised URL without a closing slash. */
  apiBase: string;
  apiKey: string;
  products: string[];
  plans: string[];
  /** The request's body, the same for every key. */
  body: string;
  timeout: number;
}

/** Settings that can not be used: what the seller must mend, with no value in it that could be a secret. */
export interface Misconfigured {
  mend: string;
  /** As far as it could be read: it is no licence key, whatever else is wrong. */
  apiKey?: string;
}

/** Reads the seller's settings as they come from markup or script: any type, any content. Never throws. */
export function readSettings(given: CheckSettings): Settings | Misconfigured {
  let apiKey = '';
  try {
    apiKey = readApiKey(take(given, 'apiKey', 'api-key'));
    const apiBase = readApiBase(take(given, 'apiBase', 'api-base'));
    if (!apiKey && /^https:\/\/([^/]*\.)?whop\.com(:|\/|$)/.test(apiBase)) {
      throw new Unusable('api-key is missing. Give a Whop API key limited to Membership/Validate License, or name a relay of your own in api-base.');
    }
    const products = readIds('product', 'prod_', take(given, 'product'));
    const plans = readIds('plan', 'plan_', take(given, 'plan'));
    const body = readMetadata(take(given, 'metadata'));
    const timeout = readNumber(take(given, 'timeout') ?? TIMEOUT);
    if (!(timeout >= 1 && timeout <= LONGEST_TIMEOUT)) throw new Unusable('timeout must be a number of milliseconds from 1 to 2147483647.');
    return { __proto__: null, apiBase, apiKey, products, plans, body, timeout } as Settings;
  } catch (error) {
    return { __proto__: null, mend: error instanceof Unusable ? error.message : 'a setting can not be read.', ...(apiKey && { apiKey }) } as Misconfigured;
  }
}

/** Says what the seller must mend, with no value in it that could be a secret. */
export class Unusable extends Error {}

/** The one request that ever leaves. */
export interface ValidationRequest {
  url: string;
  init: RequestInit & { headers: Record<string, string>; body: string };
}

/** @param key A cleaned key without a fault. */
export function validationRequest(key: string, { apiBase, apiKey, body }: Settings): ValidationRequest {
  const headers: Record<string, string> = {
    Accept: 'application/json',
    'Content-Type': 'application/json',
    ...(apiKey && { Authorization: `Bearer ${apiKey}` }),
  };
  // Without a prototype, so that a page that polluted Object.prototype adds nothing to the request.
  const init = {
    __proto__: null,
    method: 'POST',
    headers,
    body,
    mode: 'cors',
    credentials: 'omit',
    cache: 'no-store',
    redirect: 'error',
    referrerPolicy: 'no-referrer',
  } as ValidationRequest['init'];
  return { url: apiBase + (licensePath(key) as string), init };
}

function readApiBase(given: unknown): string {
  // Against the page's own address: a <base> must not lead a licence key elsewhere.
  return readBaseUrl('api-base', readText('api-base', given, WHOP_API_BASE), globalThis.location?.href);
}

/**
 * Reads the address of an API.
 *
 * @param name What the seller calls it.
 * @param page Where a relative address begins.
 * @returns A normalised URL without a closing slash.
 * @throws {Unusable}
 */
export function readBaseUrl(name: string, text: string, page?: string): string {
  let url;
  try {
    url = new URL(text.trim() || '?', page);
  } catch {
    throw new Unusable(`${name} is not a URL.`);
  }
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isLoopback(url.hostname))) throw new Unusable(`${name} must begin with https:.`);
  if (url.username || url.password || /[?#]/.test(url.href)) throw new Unusable(`${name} must be a URL without credentials, query and fragment.`);
  return url.href.replace(/\/+$/, '');
}

function isLoopback(hostname: string): boolean {
  return /^(localhost|.*\.localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(hostname);
}

/** What JSON would drop or change without a word: a binding must not get lost. */
function refuseLosses(_name: string, value: unknown): unknown {
  const isLost = value === undefined || ['function', 'symbol'].includes(typeof value) || (typeof value === 'number' && !Number.isFinite(value));
  if (isLost || value instanceof Map || value instanceof Set) throw new Unusable('metadata');
  return value;
}

function take(given: CheckSettings, name: keyof CheckSettings, attribute: string = name): unknown {
  try {
    return given[name];
  } catch {
    throw new Unusable(`${attribute} can not be read.`);
  }
}

function readNumber(given: unknown): number {
  return typeof given === 'number' || (typeof given === 'string' && given.trim()) ? Number(given) : NaN;
}

function readText(name: string, given: unknown, fallback = ''): string {
  const text = given ?? fallback;
  if (typeof text !== 'string') throw new Unusable(`${name} must be text.`);
  return text;
}

function readApiKey(given: unknown): string {
  const apiKey = readText('api-key', given).trim().replace(/^bearer(\s+|$)/i, '');
  if (!/^[\x21-\x7e]{0,2048}$/.test(apiKey)) throw new Unusable('api-key must be one word of plain ASCII characters.');
  return apiKey;
}

function readIds(name: string, prefix: string, given: unknown): string[] {
  const ids = readText(name, given).split(/\s+/).filter(Boolean);
  if (!ids.every((id) => id.startsWith(prefix) && /^[\w-]{6,}$/.test(id))) throw new Unusable(`${name} must be one or more ${prefix}… ids, separated by spaces.`);
  return ids;
}

function readMetadata(given: unknown): string {
  let json;
  try {
    json = JSON.stringify(given ?? {}, refuseLosses);
  } catch {
    // reported below: cyclic, or not JSON's
  }
  const body = `{"metadata":${json}}`;
  if (!json?.startsWith('{') || new TextEncoder().encode(body).length > LONGEST_BODY) throw new Unusable('metadata must be a JSON object, at most 16 KiB of it.');
  return body;
}
