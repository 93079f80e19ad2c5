import type { JWK, JSONWebKeySet } from 'jose';
import { ConfigurationError, getOwn, isObject, type Json, readBaseUrl } from 'whop-license-check/core';
import type { Rules } from '../license/v2-membership.js';
import type { RelayState } from '../state/state.js';
import { normalizeOrigin } from './allowed-origins.js';
import { optionError, readBoolean, readList, readText, readWholeNumber, toVariableName } from './option-values.js';
import { isWorkers } from '../state/platform.js';
import type { SigningSettings } from '../proof/proof-signer.js';
import { readSigningOptions } from './signing-options.js';

const WHOP_V1_BASE = 'https://api.whop.com/api/v1';

/**
 * How a relay is set up. Each option has the same name as an environment variable, in camel case, and takes the same text.
 */
export interface RelayOptions {
  /**
   * Required. An account API key of Whop with `member:basic:read`. It can read all members (Whop's documentation of API v1),
   * so it never leaves the server.
   */
  whopApiKey: string;
  /**
   * Required. The origins of the pages that may ask: `https://shop.example`, `tauri://localhost`. `null`, the origin of
   * `file://` pages, may ask only when it is listed.
   */
  allowedOrigins: string | string[];
  /**
   * Accepted `prod_…`. A membership of another product is answered `valid: false`. Empty: any product passes.
   *
   * @default []
   */
  products?: string | string[];
  /**
   * Whether a membership whose payment is late is accepted. Whop leaves that to each seller (its
   * documentation of API v2).
   *
   * @default false
   */
  allowPastDue?: boolean | string;
  /**
   * How long Whop's answer is reused, in seconds: 0 to 86,400. A refusal is reused for 10 seconds at most.
   *
   * @default 60
   */
  cacheSeconds?: number | string;
  /**
   * The number of proxies in front, each of which appends the address that it saw to `X-Forwarded-For`: 0 to 20.
   *
   * @default 0
   */
  trustProxy?: number | string;
  /** `redis://…` or `rediss://…`: where several processes share what they know. Without it, each process knows its own. */
  redisUrl?: string;
  /**
   * Signs a token for each good license: a private ES256 JWK, or a set of them, of which the first one signs. The command
   * `whop-license-relay keygen` makes one. Without it, there are no tokens.
   */
  signingKey?: JWK | JSONWebKeySet | string;
  /** Required with `signingKey`: the `iss` of each token, which is usually the relay's own address. */
  issuer?: string;
  /**
   * How long a token lasts, in seconds: 1 to 86,400.
   *
   * @default 300
   */
  tokenSeconds?: number | string;
  /**
   * Where Whop's API v1 is: `https:`, or `http:` on a loopback host.
   *
   * @default 'https://api.whop.com/api/v1'
   */
  whopApiBase?: string;
  /** Where to keep what is shared, in place of memory or Redis. On Workers: `new DurableState(env.RELAY)`. */
  state?: RelayState;
  /**
   * Takes one line of JSON for each request. No key, no token and no address is in it.
   *
   * @default console.log
   */
  log?: (line: string) => void;
}

/** The same, checked and in one form. */
export interface RelaySettings {
  whopApiKey: string;
  allowedOrigins: ReadonlySet<string>;
  rules: Rules;
  cacheSeconds: number;
  trustProxy: number;
  redisUrl: string | null;
  signing: SigningSettings | null;
  /** Without a closing slash. */
  whopApiBase: string;
  state: RelayState | null;
  log: (line: string) => void;
}

const OPTION_NAMES = [
  'whopApiKey',
  'allowedOrigins',
  'products',
  'allowPastDue',
  'cacheSeconds',
  'trustProxy',
  'redisUrl',
  'signingKey',
  'issuer',
  'tokenSeconds',
  'whopApiBase',
] as const;

/**
 * Takes the relay's options from environment variables: `cacheSeconds` from `CACHE_SECONDS`, and so on. It checks none of
 * them: `createRelay` does.
 *
 * @param env - `process.env`, or what a platform passes to a handler.
 * @returns Options for `createRelay`. The option of a missing variable is `undefined`.
 * @example
 * ```js
 * import { createRelay, optionsFromEnvironment } from 'whop-license-relay';
 *
 * const relay = createRelay(optionsFromEnvironment(process.env));
 * ```
 */
export function optionsFromEnvironment(env: object): RelayOptions {
  return Object.fromEntries(
    OPTION_NAMES.map((name) => [name, getOwn(env as Json, toVariableName(name))]),
  ) as unknown as RelayOptions;
}

/**
 * Checks the options.
 *
 * @param options - As a seller wrote them.
 * @returns The same in one form, with defaults for what is missing.
 * @throws {ConfigurationError} It names the variable that is missing or cannot be used, without its value.
 */
export function readRelayOptions(options: RelayOptions): RelaySettings {
  const given: Json = isObject(options) ? options : {};
  const getOption = (name: (typeof OPTION_NAMES)[number]): unknown => {
    const value = getOwn(given, name);
    // Many platforms set a variable to nothing in place of leaving it out.
    return value === null || (typeof value === 'string' && !value.trim()) ? undefined : value;
  };
  return {
    whopApiKey: readApiKey(getOption('whopApiKey')),
    allowedOrigins: new Set(readOrigins(getOption('allowedOrigins'))),
    rules: {
      products: readProducts(getOption('products')),
      allowPastDue: readBoolean('allowPastDue', getOption('allowPastDue')),
    },
    cacheSeconds: readWholeNumber('cacheSeconds', getOption('cacheSeconds') ?? 60, 0, 86_400),
    trustProxy: readWholeNumber('trustProxy', getOption('trustProxy') ?? 0, 0, 20),
    redisUrl: readRedisUrl(getOption('redisUrl')),
    signing: readSigningOptions(getOption('signingKey'), getOption('issuer'), getOption('tokenSeconds') ?? 300),
    whopApiBase: readWhopApiBase(getOption('whopApiBase') ?? WHOP_V1_BASE),
    state: (getOwn(given, 'state') as RelayState | undefined) ?? null,
    log: readLog(getOwn(given, 'log') ?? logToConsole),
  };
}

function readApiKey(value: unknown): string {
  const apiKey = readText('whopApiKey', value).replace(/^bearer(\s+|$)/i, '');
  if (!/^[\x21-\x7e]{1,2048}$/.test(apiKey))
    throw optionError('whopApiKey', 'must be one word of plain ASCII characters');
  return apiKey;
}

function readOrigins(value: unknown): string[] {
  const origins = readList('allowedOrigins', value).map(normalizeOrigin);
  if (!origins.length) throw optionError('allowedOrigins', 'is missing');
  if (origins.includes(null))
    throw optionError('allowedOrigins', 'must be a list of origins such as https://shop.example, each in full');
  return origins as string[];
}

function readProducts(value: unknown): string[] {
  const products = value === undefined ? [] : readList('products', value);
  if (!products.every((id) => /^prod_[\w-]+$/.test(id))) throw optionError('products', 'must be a list of prod_… IDs');
  return products;
}

function readWhopApiBase(value: unknown): string {
  const text = readText('whopApiBase', value);
  try {
    return readBaseUrl(text);
  } catch {
    throw optionError('whopApiBase', 'must be an https: URL without credentials, query and fragment');
  }
}

function readRedisUrl(value: unknown): string | null {
  if (value === undefined) return null;
  if (isWorkers) throw optionError('redisUrl', 'cannot be used on Workers: pass a state');
  const url = readText('redisUrl', value);
  if (!/^rediss?:\/\/[^\s/]/i.test(url) || !URL.canParse(url))
    throw optionError('redisUrl', 'must be a URL that begins with redis: or rediss:');
  return url;
}

function readLog(value: unknown): RelaySettings['log'] {
  if (typeof value !== 'function') throw new ConfigurationError('log must be a function.');
  return value as RelaySettings['log'];
}

function logToConsole(line: string): void {
  // eslint-disable-next-line no-console -- This is the log of a server.
  console.log(line);
}
