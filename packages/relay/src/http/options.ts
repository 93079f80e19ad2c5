import type { JWK, JSONWebKeySet } from 'jose';
import { ConfigurationError, getOwn, isObject, type Json, readBaseUrl } from 'whop-license-check/core';
import { normalOrigin } from './allowed-origins.js';
import { isWorkers } from './platform.js';
import type { RelayState } from '../state/state.js';
import type { Rules } from '../license/v2-answer.js';

/** Whop's API v1, whose keys must not stand in a page. */
const WHOP_V1_BASE = 'https://api.whop.com/api/v1';

/** What a seller says. Each has the same name, in capitals, as a variable of the environment; texts are read as those are. */
export interface RelayOptions {
  /** Required. An account API key of Whop's with `member:basic:read`. */
  whopApiKey: string;
  /** Required. The origins of the pages that may ask: `https://shop.example`, `tauri://localhost`; `null` only when listed. */
  allowedOrigins: string | string[];
  /** `prod_…`: a membership of another product is answered `valid: false`. Default: any. */
  products?: string | string[];
  /** Whether a membership whose payment is late is good. Default: `false`. */
  allowPastDue?: boolean | string;
  /** How long an answer of Whop's is given again, in s; a refusal at most 10. Default: 60. */
  cacheSeconds?: number | string;
  /** Number of proxies in front, each of which adds the address that it saw to `X-Forwarded-For`. Default: 0. */
  trustProxy?: number | string;
  /** `redis://…`: what several processes share. */
  redisUrl?: string;
  /** Signs a proof of each good answer: a private ES256 JWK, or a set of them, of which the first signs. */
  signingKey?: JWK | JSONWebKeySet | string;
  /** Required with `signingKey`: the proof's `iss`. */
  issuer?: string;
  /** How long a proof lasts, in s. Default: 300. */
  tokenSeconds?: number | string;
  /** Default: Whop's API v1. */
  whopApiBase?: string;
  /** Where to keep what is shared, in the place of memory or Redis; on Workers, `new DurableState(env.RELAY)`. */
  state?: RelayState;
  /** Takes one line of JSON a request. Default: the console. */
  log?: (line: string) => void;
}

/** Options that can be used. */
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

export interface SigningSettings {
  /** Private keys. The first signs. */
  keys: [JWK, ...JWK[]];
  issuer: string;
  tokenSeconds: number;
}

const NAMES = [
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

/** The name of an option as a variable of the environment. */
function variable(name: string): string {
  return name.replace(/[A-Z]/g, '_$&').toUpperCase();
}

/** @param env `process.env`, or what a platform hands to a handler. */
export function optionsFromEnvironment(env: object): RelayOptions {
  return Object.fromEntries(
    NAMES.map((name) => [name, getOwn(env as Json, variable(name))]),
  ) as unknown as RelayOptions;
}

/** @throws {ConfigurationError} Names the variable that is missing or wrong, without its value. */
export function readRelayOptions(options: RelayOptions): RelaySettings {
  const given: Json = isObject(options) ? options : {};
  const take = (name: (typeof NAMES)[number]): unknown => {
    const value = getOwn(given, name);
    return value === null || (typeof value === 'string' && !value.trim()) ? undefined : value;
  };
  return {
    whopApiKey: readApiKey(take('whopApiKey')),
    allowedOrigins: new Set(readOrigins(take('allowedOrigins'))),
    rules: { products: readProducts(take('products')), allowPastDue: readFlag('allowPastDue', take('allowPastDue')) },
    cacheSeconds: readCount('cacheSeconds', take('cacheSeconds') ?? 60, 0, 86_400),
    trustProxy: readCount('trustProxy', take('trustProxy') ?? 0, 0, 20),
    redisUrl: readRedisUrl(take('redisUrl')),
    signing: readSigning(take('signingKey'), take('issuer'), take('tokenSeconds') ?? 300),
    whopApiBase: readWhopApiBase(take('whopApiBase') ?? WHOP_V1_BASE),
    state: (getOwn(given, 'state') as RelayState | undefined) ?? null,
    log: readLog(getOwn(given, 'log') ?? writeLine),
  };
}

function readLog(value: unknown): RelaySettings['log'] {
  if (typeof value !== 'function') throw new ConfigurationError('log must be a function.');
  return value as RelaySettings['log'];
}

function writeLine(line: string): void {
  // eslint-disable-next-line no-console -- This is the log of a server.
  console.log(line);
}

function wrong(name: string, what: string): ConfigurationError {
  return new ConfigurationError(`${variable(name)} ${what}.`);
}

function readText(name: string, value: unknown): string {
  if (value === undefined) throw wrong(name, 'is missing');
  if (typeof value !== 'string') throw wrong(name, 'must be text');
  return value.trim();
}

function readApiKey(value: unknown): string {
  const apiKey = readText('whopApiKey', value).replace(/^bearer(\s+|$)/i, '');
  if (!/^[\x21-\x7e]{1,2048}$/.test(apiKey)) throw wrong('whopApiKey', 'must be one word of plain ASCII characters');
  return apiKey;
}

/** Commas or white space between them; or an array. */
function readList(name: string, value: unknown): string[] {
  const parts: unknown[] = Array.isArray(value) ? value : [value];
  return parts.flatMap((part) => readText(name, part).split(/[\s,]+/)).filter(Boolean);
}

function readOrigins(value: unknown): string[] {
  const origins = readList('allowedOrigins', value).map(normalOrigin);
  if (!origins.length) throw wrong('allowedOrigins', 'is missing');
  if (origins.includes(null))
    throw wrong('allowedOrigins', 'must be a list of origins such as https://shop.example, each in full');
  return origins as string[];
}

function readProducts(value: unknown): string[] {
  const products = value === undefined ? [] : readList('products', value);
  if (!products.every((id) => /^prod_[\w-]+$/.test(id))) throw wrong('products', 'must be a list of prod_… ids');
  return products;
}

function readFlag(name: string, value: unknown): boolean {
  const flag = typeof value === 'string' ? value.trim().toLowerCase() : value;
  if (flag === true || flag === 'true') return true;
  if (flag === false || flag === 'false' || flag === undefined) return false;
  throw wrong(name, 'must be true or false');
}

/** A whole number. */
export function readCount(name: string, value: unknown, least: number, most: number): number {
  const count =
    typeof value === 'number' || (typeof value === 'string' && /^\s*\d+\s*$/.test(value)) ? Number(value) : NaN;
  if (!Number.isInteger(count) || count < least || count > most)
    throw wrong(name, `must be a whole number from ${least} to ${most}`);
  return count;
}

function readWhopApiBase(value: unknown): string {
  const text = readText('whopApiBase', value);
  try {
    return readBaseUrl(text);
  } catch {
    throw wrong('whopApiBase', 'must be a https: URL without credentials, query and fragment');
  }
}

function readRedisUrl(value: unknown): string | null {
  if (value === undefined) return null;
  if (isWorkers) throw wrong('redisUrl', 'cannot be used on Workers: give a state');
  const url = readText('redisUrl', value);
  if (!/^rediss?:\/\/[^\s/]/i.test(url) || !URL.canParse(url))
    throw wrong('redisUrl', 'must be a URL that begins with redis: or rediss:');
  return url;
}

function readSigning(key: unknown, issuer: unknown, tokenSeconds: unknown): SigningSettings | null {
  if (key === undefined) return null;
  const keys = readKeys(key);
  return { keys, issuer: readText('issuer', issuer), tokenSeconds: readCount('tokenSeconds', tokenSeconds, 1, 86_400) };
}

function readKeys(value: unknown): SigningSettings['keys'] {
  const [first, ...others] = listOfKeys(value);
  const all = [first, ...others];
  if (!isObject(first) || !all.every(isPrivateKey))
    throw wrong('signingKey', 'must be a private ES256 key as a JWK, or a set of them: see whop-license-relay keygen');
  return all as unknown as SigningSettings['keys'];
}

function listOfKeys(value: unknown): unknown[] {
  try {
    const json: unknown = typeof value === 'string' ? JSON.parse(value) : value;
    const keys = isObject(json) ? getOwn(json, 'keys') : undefined;
    return Array.isArray(keys) ? (keys as unknown[]) : [json];
  } catch {
    return [];
  }
}

function isPrivateKey(key: unknown): boolean {
  const isNumber = (value: unknown): boolean => typeof value === 'string' && /^[\w-]{43}$/.test(value);
  return (
    isObject(key) &&
    getOwn(key, 'kty') === 'EC' &&
    getOwn(key, 'crv') === 'P-256' &&
    ['x', 'y', 'd'].every((name) => isNumber(getOwn(key, name)))
  );
}
