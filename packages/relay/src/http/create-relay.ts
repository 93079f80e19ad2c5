import { Hono, type Context } from 'hono';
import { getPath } from 'hono/utils/url';
import { ConfigurationError } from 'whop-license-check/core';
import { readAudience } from './allowed-origins.js';
import { clientAddress } from './client-address.js';
import { createDigest } from '../license/digest.js';
import { judgeRequest } from '../license/judge-request.js';
import { LicenseLookup } from '../license/license-lookup.js';
import { Limits } from '../license/limits.js';
import { logLine } from './log.js';
import { readRelayOptions, type RelayOptions, type RelaySettings } from './options.js';
import { failed, foreignOrigin, misconfigured, noSuchRoute } from './replies.js';
import { readMetadata } from './request-body.js';
import { respond, type Outcome } from './respond.js';
import { SignedProof } from '../proof/signed-proof.js';
import { createState } from '../state/create-state.js';

/** A relay, ready to be handed to a platform. */
export interface Relay {
  /**
   * Answers a request. Never rejects.
   *
   * @param platform What the platform hands over beside the request, as it does: the address of who asks is in it.
   */
  fetch: (request: Request, ...platform: unknown[]) => Promise<Response>;
  /** Lets go of what is held: the connection to Redis. */
  close: () => void;
}

/**
 * Makes a relay: a Web-standard handler that answers the tag's one request by asking Whop's API v1, with a key that
 * stays on the server.
 *
 * @returns Where an option is missing or cannot be used, each request is answered 500, and the console names the option.
 */
export function createRelay(options: RelayOptions): Relay {
  try {
    return start(readRelayOptions(options));
  } catch (error) {
    const mend = error instanceof ConfigurationError ? error.message : 'An option cannot be read.';
    console.error(`whop-license-relay: ${mend}`);
    return { fetch: () => Promise.resolve(respond(misconfigured(mend), null)), close: () => {} };
  }
}

/** @param audience See `readAudience`. */
type Handle = (c: Context, audience: string | null) => Handled | Promise<Handled>;
interface Handled {
  outcome: Outcome;
  /** For the log. */
  cached?: boolean;
}

function start(settings: RelaySettings): Relay {
  const { whopApiKey, rules, signing, trustProxy, allowedOrigins } = settings;
  const state = createState(settings.state, settings.redisUrl);
  const digest = createDigest(whopApiKey, 'keys');
  const limits = new Limits(state, createDigest(whopApiKey, 'clients'));
  const unwatch = settings.redisUrl === null ? () => {} : limits.watchUpstream();
  const lookup = new LicenseLookup(settings, state, limits, digest);
  const proof = signing && new SignedProof(signing);
  const parts = { whopApiKey, rules, lookup, limits, digest, proof, said: new WeakMap() };

  async function validate(c: Context, audience: string | null): Promise<Handled> {
    if (audience === null) return { outcome: foreignOrigin };
    const body = await readMetadata(c.req.raw);
    if (!('metadata' in body)) return { outcome: body };
    const client = (): string => clientAddress(c.req.raw, c.env, trustProxy);
    return judgeRequest({ key: c.req.param('key') ?? '', metadata: body.metadata, client, audience }, parts);
  }

  function preflight(_c: Context, audience: string | null): Handled {
    return {
      outcome: audience === null ? foreignOrigin : { status: 204, reason: 'preflight', body: null, headers: PREFLIGHT },
    };
  }

  async function health(): Promise<Handled> {
    const kept = await state.health();
    return {
      outcome: { status: 200, reason: 'health', body: { status: kept === 'alone' ? 'degraded' : 'ok', state: kept } },
    };
  }

  /** Each route's way out. */
  const route =
    (handle: Handle) =>
    async (c: Context): Promise<Response> => {
      const began = performance.now();
      const origin = c.req.raw.headers.get('Origin');
      const audience = readAudience(origin, allowedOrigins);
      let handled: Handled;
      try {
        handled = await handle(c, audience);
      } catch (error) {
        handled = { outcome: toFailure(error as Error) };
      }
      const { outcome, cached = false } = handled;
      const { status, reason } = outcome;
      try {
        settings.log(logLine({ status, reason, cached, ms: performance.now() - began }));
      } catch {
        // That it cannot be noted is no reason to keep it from the buyer.
      }
      return respond(outcome, audience === null ? null : origin);
    };

  const app = new Hono({ getPath: withoutPrefix });
  app.on('POST', '/memberships/:key/validate_license', route(validate));
  app.on('OPTIONS', '/memberships/:key/validate_license', route(preflight));
  app.on('GET', '/healthz', route(health));
  if (proof) {
    const publish = async (): Promise<Handled> => ({
      outcome: { status: 200, reason: 'keys', body: await proof.publicKeys(), headers: CACHEABLE },
    });
    app.on('GET', '/.well-known/jwks.json', route(publish));
  }
  app.notFound(route(() => ({ outcome: noSuchRoute })));

  return {
    fetch: (request, ...platform) => {
      const response = app.fetch(request, ...(platform as [])) as Promise<Response>;
      // Workers end what a visitor who goes away has begun, unless they are asked not to.
      const [, context] = platform as [unknown, { waitUntil?: (promise: unknown) => void } | undefined];
      context?.waitUntil?.(response);
      return response;
    },
    close: () => {
      unwatch();
      state.close();
    },
  };
}

const PREFLIGHT = {
  'Access-Control-Allow-Methods': 'POST',
  'Access-Control-Allow-Headers': 'authorization, content-type',
  'Access-Control-Max-Age': '7200',
};

/** Shorter than what holds a key set holds it for, so that a new key is known before it signs for long. In s. */
const CACHEABLE = { 'Cache-Control': 'public, max-age=300' };

/** The routes are there under any prefix. */
function withoutPrefix(request: Request): string {
  const path = getPath(request);
  return /\/(memberships\/[^/]*\/validate_license|healthz|\.well-known\/jwks\.json)$/.exec(path)?.[0] ?? path;
}

function toFailure(error: Error): Outcome {
  // Not more than its kind: a message may quote what was asked.
  return error instanceof ConfigurationError ? misconfigured(error.message) : failed(error.name);
}
