import { readBaseUrl } from './base-url.js';
import { writeJson } from './write-json.js';

/** Whop's API v2, the only one whose API keys are safe to publish when they are limited to validating licenses. */
export const WHOP_API_BASE = 'https://api.whop.com/api/v2';
/** In ms, for one check. */
export const DEFAULT_TIMEOUT_MS = 10_000;
/** The longest delay that a browser's timer can hold, in ms. */
export const MAX_TIMER_MS = 2 ** 31 - 1;

/** What the seller says about a check: the attributes of the tag, by their property names. */
export interface CheckOptions {
  /**
   * Whop API key limited to `Membership/Validate License`. Needed unless `apiBase` is the seller's own relay. Whop's guide to
   * authentication allows such a key on a page, for validation only.
   *
   * @default ''
   */
  apiKey?: string;
  /**
   * The URL that `memberships/{key}/validate_license` is appended to: `https:`, or `http:` on a loopback host. On a page, a
   * relative URL is relative to the page's address.
   *
   * @default 'https://api.whop.com/api/v2'
   */
  apiBase?: string;
  /**
   * One or more `prod_…`, separated by spaces. A membership of any other product is refused. Empty: any product passes.
   *
   * @default ''
   */
  product?: string;
  /**
   * One or more `plan_…`, separated by spaces. A membership of any other plan is refused. Empty: any plan passes.
   *
   * @default ''
   */
  plan?: string;
  /**
   * Key/value pairs that the seller's software binds its license keys to, for example a device ID. Whop stores the first
   * pairs that are sent with a key, and from then on they must match (Whop's documentation of `validate_license`). Leave it
   * out when your software binds no keys.
   *
   * @default {}
   */
  metadata?: object;
  /**
   * Time for one whole check in milliseconds, retries and body included.
   *
   * @default 10_000
   */
  timeout?: number;
}

/** Options that can be used. */
export interface CheckSettings {
  ok: true;
  /** A normalized URL without a closing slash. */
  apiBase: string;
  apiKey: string;
  /** Accepted `prod_…`; empty: any. */
  products: string[];
  /** Accepted `plan_…`; empty: any. */
  plans: string[];
  /** The request's body, which is the same for every key. */
  body: string;
  timeoutMs: number;
}

/** Options that cannot be used. There is no value in it, because that could be a secret. */
export interface Misconfigured {
  ok: false;
  /** The attribute that the seller must fix. */
  attribute: string;
  /** As far as it could be read: it is not a license key, whatever else is wrong. */
  apiKey: string;
}

/**
 * Reads the seller's options as they come from markup or script: any type, any content. Never throws.
 *
 * @param pageUrl - What a relative `apiBase` is resolved against: never a <base>, which must not lead a license key elsewhere.
 */
export function readCheckSettings(
  options: CheckOptions,
  pageUrl = globalThis.location?.href,
): CheckSettings | Misconfigured {
  let apiKey = '';
  // Whatever throws below, throws because of this attribute.
  let attribute = 'api-key';
  try {
    apiKey = assertMatches(
      readText(options.apiKey)
        .trim()
        .replace(/^bearer(\s+|$)/i, ''),
      /^[\x21-\x7e]{0,2048}$/,
    );
    attribute = 'api-base';
    const apiBase = readBaseUrl(readText(options.apiBase ?? WHOP_API_BASE), pageUrl);
    attribute = 'product';
    const products = readIds(options.product, /^prod_[\w-]+$/);
    attribute = 'plan';
    const plans = readIds(options.plan, /^plan_[\w-]+$/);
    attribute = 'metadata';
    const body = assertMatches(`{"metadata":${writeJson(options.metadata ?? {})}}`, /^{"metadata":{/);
    attribute = 'timeout';
    const timeoutMs = Number(options.timeout ?? DEFAULT_TIMEOUT_MS);
    if (!(timeoutMs >= 1 && timeoutMs <= MAX_TIMER_MS)) throw new TypeError();
    attribute = 'api-key';
    if (!apiKey) assertMatches(apiBase, /^(?!https:\/\/([^/]*\.)?whop\.com(:|\/|$))/);
    return { ok: true, apiBase, apiKey, products, plans, body, timeoutMs };
  } catch {
    return { ok: false, attribute, apiKey };
  }
}

function assertMatches(text: string, pattern: RegExp): string {
  if (!pattern.test(text)) throw new TypeError();
  return text;
}

function readText(given: unknown): string {
  if (typeof (given ?? '') !== 'string') throw new TypeError();
  return (given ?? '') as string;
}

function readIds(given: unknown, pattern: RegExp): string[] {
  const ids = readText(given).split(/\s+/).filter(Boolean);
  for (const id of ids) assertMatches(id, pattern);
  return ids.sort();
}
