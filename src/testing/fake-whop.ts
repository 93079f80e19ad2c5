import { createAccessToken } from './access-tokens.js';
import type { FakeState } from './fake-state.js';
import { createRetrieveMembership } from './fake-v1.js';
import { createValidateLicense, deprecationHeaders } from './fake-v2.js';
import { listV1, listV2 } from './lists.js';
import { toPreflightResponse, toResponse, toResponseWithoutCors } from './respond.js';
import { noSuchRoute, V2_RETIRED, v1Error, whopError } from './whop-errors.js';

/** What can be set about a test API. */
export interface FakeWhopOptions {
  /**
   * Returns the current time, in milliseconds since the Unix epoch, for rate limits and membership dates.
   *
   * @default Date.now
   */
  now?: () => number;
  /**
   * Whether v2 has stopped. Every request to it then gets a 410 that pages may read. Whop's migration guide announced that v2
   * would stop, but not how it responds afterwards.
   *
   * @default false
   */
  retired?: boolean;
}

/**
 * Creates a test API that plays the part of Whop, as far as license checks need it. It is a web-standard handler, for any
 * server or in place of `fetch`. It implements v2 as Whop documents it (API keys, rate limit, binding by metadata, CORS,
 * the complete membership), the v1 endpoints that a server needs to look up a license (in both shapes that v1 has had), and
 * those that show whether an API key can do more. Special keys make things go wrong on demand: `fakeLicenses` lists them.
 *
 * Each call creates a separate API, with its own rate limits and bindings.
 *
 * @param options - None is required.
 * @returns A handler. When the simulated connection breaks, its promise rejects or the body's stream fails. Both stop
 *   when the request's signal is aborted.
 * @example In place of fetch, in a test
 * ```js
 * import { validateLicense } from 'whop-license-check/client';
 * import { createFakeWhop, FAKE_API_KEY } from 'whop-license-check/testing';
 *
 * const whop = createFakeWhop();
 * globalThis.fetch = (url, init) => whop(new Request(url, init));
 *
 * const { outcome } = await validateLicense({ licenseKey: 'DEMO-VALID', apiKey: FAKE_API_KEY }); // 'valid'
 * ```
 * @example As a server on Node
 * ```js
 * import { serve } from '@hono/node-server';
 * import { createFakeWhop } from 'whop-license-check/testing';
 *
 * serve({ fetch: createFakeWhop(), hostname: '127.0.0.1', port: 8788 });
 * ```
 */
export function createFakeWhop({ now = Date.now, retired = false }: FakeWhopOptions = {}): (
  request: Request,
) => Promise<Response> {
  const state: FakeState = { now, openedAt: now(), bindings: new Map() };
  const validateLicense = createValidateLicense(state);
  const retrieveMembership = createRetrieveMembership(state);

  return async (request) => {
    const { pathname } = new URL(request.url);
    return pathname.startsWith('/api/v1/') ? handleV1(pathname, request) : handleV2(pathname, request);
  };

  async function handleV1(pathname: string, request: Request): Promise<Response> {
    const isGet = request.method === 'GET';
    const id = /^\/api\/v1\/memberships\/([^/]+)$/.exec(pathname)?.[1];
    if (id && isGet) return retrieveMembership(decode(id), request);
    if (pathname === '/api/v1/access_tokens' && request.method === 'POST') return createAccessToken(request, now());
    const name = /^\/api\/v1\/(\w+)$/.exec(pathname)?.[1] ?? '';
    const list = isGet && listV1(name, request.headers.get('Authorization'));
    if (list) return toResponseWithoutCors(list);
    return toResponseWithoutCors({ status: 404, body: v1Error('not_found', noSuchRoute(pathname)) });
  }

  /** Handles everything except v1, so that a mistyped v2 URL gets v2's error. */
  async function handleV2(pathname: string, request: Request): Promise<Response> {
    // Preflights come first. Otherwise no page could read that v2 is retired.
    if (request.method === 'OPTIONS') return toPreflightResponse();
    if (retired && pathname.startsWith('/api/v2/'))
      return toResponse({ status: 410, body: whopError(410, V2_RETIRED) });

    const id = /^\/api\/v2\/memberships\/([^/]+)\/validate_license$/.exec(pathname)?.[1];
    if (id && request.method === 'POST') return validateLicense(decode(id), request);
    const name = /^\/api\/v2\/(\w+)$/.exec(pathname)?.[1] ?? '';
    const list = request.method === 'GET' && listV2(name, request.headers.get('Authorization'));
    if (list) return toResponse({ ...list, headers: deprecationHeaders() });
    return toResponse({ status: 404, body: whopError(404, noSuchRoute(pathname)) });
  }
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
