import { Hono, type Context } from 'hono';
import { getPath } from 'hono/utils/url';
import { ConfigurationError } from 'whop-license-check/core';
import { checkLicense } from '../license/check-license.js';
import { createDigest } from '../license/digest.js';
import { LicenseLookup } from '../license/license-lookup.js';
import { Limits } from '../license/limits.js';
import { ResultCache } from '../license/result-cache.js';
import { ProofSigner } from '../proof/proof-signer.js';
import { createState } from '../state/create-state.js';
import { toAudience } from './allowed-origins.js';
import { getClientId } from './client-address.js';
import { foreignOrigin, internalError, misconfigured, noSuchRoute } from '../license/error-responses.js';
import { toLogLine } from './log.js';
import { readRelayOptions, type RelayOptions, type RelaySettings } from './options.js';
import type { RelayResponse } from '../license/relay-response.js';
import { toWebResponse } from './web-response.js';
import { readMetadata } from './request-body.js';

/** A relay, ready for a platform to serve. */
export interface Relay {
  /**
   * Answers a request. It never rejects.
   *
   * @param request - A request to one of the relay's routes, under any path prefix.
   * @param platform - What the platform passes beside the request, passed on as it is: the client's address is in it.
   * @returns The response.
   */
  fetch: (request: Request, ...platform: unknown[]) => Promise<Response>;
  /** Closes the connection to Redis, when the relay has one. */
  close: () => void;
}

/**
 * Makes a relay: a Web-standard handler that answers the tag's one request by asking Whop's API v1, with an API key that
 * stays on the server. It works on Node, Deno, Bun, Cloudflare Workers and other platforms that take such a handler.
 *
 * It never throws. When an option is missing or cannot be used, the console names the option, and each request is answered
 * with status 500.
 *
 * Whop limits API v1 to 600 requests a minute for each API key (its documentation). A relay sends at most 500.
 *
 * @param options - `whopApiKey` and `allowedOrigins` are required.
 * @returns The relay.
 * @example On Node
 * ```js
 * import { serve } from '@hono/node-server';
 * import { createRelay } from 'whop-license-relay';
 *
 * const relay = createRelay({ whopApiKey: 'apik_…', allowedOrigins: 'https://shop.example' });
 * serve({ fetch: relay.fetch, port: 8787 });
 * ```
 * @example On Bun, with the options from the environment
 * ```js
 * import { createRelay, optionsFromEnvironment } from 'whop-license-relay';
 *
 * Bun.serve({ fetch: createRelay(optionsFromEnvironment(process.env)).fetch });
 * ```
 */
export function createRelay(options: RelayOptions): Relay {
  try {
    return startRelay(readRelayOptions(options));
  } catch (error) {
    const problem = error instanceof ConfigurationError ? error.message : 'An option cannot be read.';
    console.error(`whop-license-relay: ${problem}`);
    return { fetch: () => Promise.resolve(toWebResponse(misconfigured(problem), null)), close: () => {} };
  }
}

interface HandlerResult {
  response: RelayResponse;
  /** For the log. */
  isCached?: boolean;
}
/** Answers a route. For `audience` see `toAudience`. */
type Handler = (c: Context, audience: string | null) => HandlerResult | Promise<HandlerResult>;

function startRelay(settings: RelaySettings): Relay {
  const { whopApiKey, rules, signing, trustProxy, allowedOrigins } = settings;
  const state = createState(settings.state, settings.redisUrl);
  const digest = createDigest(whopApiKey, 'keys');
  const limits = new Limits(state, createDigest(whopApiKey, 'clients'));
  const stopWatching = settings.redisUrl === null ? () => {} : limits.watchUpstream();
  const cache = new ResultCache(state, digest, settings);
  const lookup = new LicenseLookup(settings, state, limits, digest, cache);
  const proofSigner = signing && new ProofSigner(signing);
  const services = { whopApiKey, rules, cache, lookup, limits, digest, proofSigner, responseCache: new WeakMap() };

  async function validateLicense(c: Context, audience: string | null): Promise<HandlerResult> {
    if (audience === null) return { response: foreignOrigin };
    const body = await readMetadata(c.req.raw);
    if (!body.ok) return { response: body.response };
    const getClient = (): string => getClientId(c.req.raw, c.env, trustProxy);
    return checkLicense({ key: c.req.param('key') ?? '', metadata: body.metadata, getClient, audience }, services);
  }

  function preflight(_c: Context, audience: string | null): HandlerResult {
    if (audience === null) return { response: foreignOrigin };
    return { response: { status: 204, reason: 'preflight', body: null, headers: PREFLIGHT_HEADERS } };
  }

  async function health(): Promise<HandlerResult> {
    const kept = await state.health();
    const body = { status: kept === 'alone' ? 'degraded' : 'ok', state: kept };
    return { response: { status: 200, reason: 'health', body } };
  }

  /** Makes a route of a handler: its response is logged, and readable by the page that asked. */
  const route =
    (handle: Handler) =>
    async (c: Context): Promise<Response> => {
      const startedAt = performance.now();
      const origin = c.req.raw.headers.get('Origin');
      const audience = toAudience(origin, allowedOrigins);
      let result: HandlerResult;
      try {
        result = await handle(c, audience);
      } catch (error) {
        result = { response: toErrorResponse(error as Error) };
      }
      const { response, isCached: cached = false } = result;
      const { status, reason } = response;
      try {
        settings.log(toLogLine({ status, reason, cached, ms: performance.now() - startedAt }));
      } catch {
        // The buyer gets the response, whatever happens to the log.
      }
      return toWebResponse(response, audience === null ? null : origin);
    };

  const app = new Hono({ getPath: withoutPrefix });
  app.on('POST', '/memberships/:key/validate_license', route(validateLicense));
  app.on('OPTIONS', '/memberships/:key/validate_license', route(preflight));
  app.on('GET', '/healthz', route(health));
  if (proofSigner) {
    const publicKeys = async (): Promise<HandlerResult> => ({
      response: { status: 200, reason: 'keys', body: await proofSigner.publicKeys(), headers: CACHEABLE_HEADERS },
    });
    app.on('GET', '/.well-known/jwks.json', route(publicKeys));
  }
  app.notFound(route(() => ({ response: noSuchRoute })));

  return {
    fetch: (request, ...platform) => {
      const response = app.fetch(request, ...(platform as [])) as Promise<Response>;
      // When a visitor goes away, Workers end what the request has begun, and others may wait for it.
      const [, context] = platform as [unknown, { waitUntil?: (promise: unknown) => void } | undefined];
      context?.waitUntil?.(response);
      return response;
    },
    close: () => {
      stopWatching();
      state.close();
    },
  };
}

const PREFLIGHT_HEADERS = {
  'Access-Control-Allow-Methods': 'POST',
  'Access-Control-Allow-Headers': 'authorization, content-type',
  'Access-Control-Max-Age': '7200',
};

/** Shorter than verifiers keep a key set, so that a new key is known soon after it starts to sign. */
const CACHEABLE_HEADERS = { 'Cache-Control': 'public, max-age=300' };

/** The routes work under any path prefix. */
function withoutPrefix(request: Request): string {
  const path = getPath(request);
  return /\/(memberships\/[^/]*\/validate_license|healthz|\.well-known\/jwks\.json)$/.exec(path)?.[0] ?? path;
}

function toErrorResponse(error: Error): RelayResponse {
  return error instanceof ConfigurationError ? misconfigured(error.message) : internalError(error.name);
}
