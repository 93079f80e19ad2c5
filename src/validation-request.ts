import { readBaseUrl } from './base-url.js';
import { licensePath } from './license-key.js';

/** Whop's API v2, the only one with a key that may stand in a page. */
export const WHOP_API_BASE = 'https://api.whop.com/api/v2';

/** Milliseconds for one check. */
export const TIMEOUT = 10_000;
/** The longest wait that a browser's timer can hold, in ms. */
export const LONGEST_TIMEOUT = 2 ** 31 - 1;

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
  /** Key/value pairs that the seller's software binds its license keys to, e.g. a device. Default: none. */
  metadata?: object;
  /** Milliseconds for one whole check, retries and body included. Default: 10,000. */
  timeout?: number;
}

/** Settings that can be used. */
export interface Settings {
  /** A normalized URL without a closing slash. */
  apiBase: string;
  apiKey: string;
  products: string[];
  plans: string[];
  /** The request's body, the same for every key. */
  body: string;
  timeout: number;
}

/** Settings that cannot be used: which the seller must mend, and no value, for that could be a secret. */
export interface Misconfigured {
  mend: string;
  /** As far as it could be read: it is no license key, whatever else is wrong. */
  apiKey: string;
}

/** Reads the seller's settings as they come from markup or script: any type, any content. Never throws. */
export function readSettings(given: CheckSettings): Settings | Misconfigured {
  let apiKey = '';
  // Whatever throws, throws over this one.
  let name = 'api-key';
  try {
    apiKey = fit(
      readText(given.apiKey)
        .trim()
        .replace(/^bearer(\s+|$)/i, ''),
      /^[\x21-\x7e]{0,2048}$/,
    );
    name = 'api-base';
    // Against the page's own address: a <base> must not lead a license key elsewhere.
    const apiBase = readBaseUrl(readText(given.apiBase ?? WHOP_API_BASE), globalThis.location?.href);
    name = 'product';
    const products = readIds(given.product, /^prod_[\w-]+$/);
    name = 'plan';
    const plans = readIds(given.plan, /^plan_[\w-]+$/);
    name = 'metadata';
    const body = fit(`{"metadata":${JSON.stringify(given.metadata ?? {}, refuseLosses)}}`, /^{"metadata":{/);
    name = 'timeout';
    const timeout = Number(given.timeout ?? TIMEOUT);
    if (!(timeout >= 1 && timeout <= LONGEST_TIMEOUT)) throw new TypeError();
    name = 'api-key';
    if (!apiKey) fit(apiBase, /^(?!https:\/\/([^/]*\.)?whop\.com(:|\/|$))/);
    // Without a prototype: what a page's Object.prototype lends is no setting.
    return { __proto__: null, apiBase, apiKey, products, plans, body, timeout } as Settings;
  } catch {
    return { __proto__: null, mend: `look at ${name}.`, apiKey } as Misconfigured;
  }
}

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

function fit(text: string, pattern: RegExp): string {
  if (!pattern.test(text)) throw new TypeError();
  return text;
}

function readText(given: unknown): string {
  if (typeof (given ?? '') !== 'string') throw new TypeError();
  return (given ?? '') as string;
}

function readIds(given: unknown, pattern: RegExp): string[] {
  const ids = readText(given).split(/\s+/).filter(Boolean);
  for (const id of ids) fit(id, pattern);
  return ids;
}

/** What JSON would drop or change without a word: a binding must not get lost. */
function refuseLosses(_name: string, value: unknown): unknown {
  if (
    !(/string|boolean|object/.test(typeof value) || Number.isFinite(value)) ||
    value instanceof Map ||
    value instanceof Set
  )
    throw new TypeError();
  return value;
}
