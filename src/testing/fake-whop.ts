import type { FakeState } from './fake-state.js';
import { createRetrieveMembership } from './fake-v1.js';
import { createValidateLicense, deprecationHeaders } from './fake-v2.js';
import { listAtV1, listAtV2 } from './lists.js';
import { allowPost, respond, respondWithoutCors } from './respond.js';
import { noSuchRoute, V2_RETIRED, v1Error, whopError } from './whop-errors.js';

export interface FakeWhopOptions {
  /** The time in ms of the Unix epoch, for the rate limits and the memberships' times. Default: `Date.now`. */
  now?: () => number;
  /**
   * Whether v2 has stopped: each request to it is then answered with 410, which pages may read. That Whop stops it is
   * documented; what it answers from then on is not. Default: `false`.
   */
  retired?: boolean;
}

/**
 * Whop's API, as far as a license check needs it, for tests and demos: a Web-standard handler for any server or for a
 * `fetch` of your own. It speaks v2 as Whop documents it (API keys, rate limit, binding by metadata, CORS, the whole
 * membership), and v1 as far as a server asks it about a license (in both shapes that it has had). It does on demand
 * what goes wrong in the world: `fakeLicenses` lists the keys and what each one does.
 *
 * Each call makes an API of its own, with its own rate limits and bindings.
 *
 * @returns A handler. Its promise rejects, or the body's stream fails, where a real connection would break; both
 *   stop when the request's signal is aborted.
 * @example
 * const whop = createFakeWhop();
 * globalThis.fetch = (url, init) => whop(new Request(url, init));
 */
export function createFakeWhop({ now = Date.now, retired = false }: FakeWhopOptions = {}): (
  request: Request,
) => Promise<Response> {
  const state: FakeState = { now, openedAt: now(), bindings: new Map() };
  const validateLicense = createValidateLicense(state);
  const retrieveMembership = createRetrieveMembership(state);

  return async (request) => {
    const { pathname } = new URL(request.url);
    return pathname.startsWith('/api/v1/') ? answerV1(pathname, request) : answerV2(pathname, request);
  };

  async function answerV1(pathname: string, request: Request): Promise<Response> {
    const reads = request.method === 'GET';
    const id = /^\/api\/v1\/memberships\/([^/]+)$/.exec(pathname)?.[1];
    if (id && reads) return retrieveMembership(decode(id), request);
    const name = /^\/api\/v1\/(\w+)$/.exec(pathname)?.[1] ?? '';
    const list = reads && listAtV1(name, request.headers.get('Authorization'));
    if (list) return respondWithoutCors(list);
    return respondWithoutCors({ status: 404, body: v1Error('not_found', noSuchRoute(pathname)) });
  }

  /** All that is not v1, so that a mistaken address of v2 is answered as v2 would. */
  async function answerV2(pathname: string, request: Request): Promise<Response> {
    // First of all: without it, no page could read that v2 is retired.
    if (request.method === 'OPTIONS') return allowPost();
    if (retired && pathname.startsWith('/api/v2/')) return respond({ status: 410, body: whopError(410, V2_RETIRED) });

    const id = /^\/api\/v2\/memberships\/([^/]+)\/validate_license$/.exec(pathname)?.[1];
    if (id && request.method === 'POST') return validateLicense(decode(id), request);
    const name = /^\/api\/v2\/(\w+)$/.exec(pathname)?.[1] ?? '';
    const list = request.method === 'GET' && listAtV2(name, request.headers.get('Authorization'));
    if (list) return respond({ ...list, headers: deprecationHeaders() });
    return respond({ status: 404, body: whopError(404, noSuchRoute(pathname)) });
  }
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
