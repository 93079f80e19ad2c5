import { createValidateLicense } from './fake-v2.js';
import { allowPost, respond } from './respond.js';
import { noSuchRoute, whopError } from './whop-errors.js';

export interface FakeWhopOptions {
  /** The time in ms of the Unix epoch, for the rate limit and the memberships' times. Default: `Date.now`. */
  now?: () => number;
}

/**
 * Whop's API, as far as a licence check needs it, for tests and demos: a Web-standard handler for any server or for a
 * `fetch` of your own. It speaks v2 as Whop documents it (API keys, rate limit, binding by metadata, CORS, the whole
 * membership) and does on demand what goes wrong in the world: `fakeLicenses` lists the keys and what each one does.
 *
 * Each call makes an API of its own, with its own rate limit and bindings.
 *
 * @returns A handler. Its promise rejects, or the body's stream fails, where a real connection would break; both
 *   stop when the request's signal is aborted.
 * @example
 * const whop = createFakeWhop();
 * globalThis.fetch = (url, init) => whop(new Request(url, init));
 */
export function createFakeWhop({ now = Date.now }: FakeWhopOptions = {}): (request: Request) => Promise<Response> {
  const validateLicense = createValidateLicense(now);
  return async (request) => {
    if (request.method === 'OPTIONS') return allowPost();
    const { pathname } = new URL(request.url);
    const id = /^\/api\/v2\/memberships\/([^/]+)\/validate_license$/.exec(pathname)?.[1];
    if (id && request.method === 'POST') return validateLicense(decode(id), request);
    return respond({ status: 404, body: whopError(404, noSuchRoute(pathname)) });
  };
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
